import { useCallback, useState } from 'react';
import type { SaveState } from './edit-sender.ts';

const wordsOf = (save: SaveState): string => ('message' in save ? save.message : '');

/** Each key says that it is being saved: only what is new is drawn. */
export function useSaveState(): [SaveState, (next: SaveState) => void] {
  const [save, setSave] = useState<SaveState>({ state: 'saved' });
  const put = useCallback(
    (next: SaveState) => setSave((old) => (old.state === next.state && wordsOf(old) === wordsOf(next) ? old : next)),
    [],
  );
  return [save, put];
}
