import { useCallback, useState, useSyncExternalStore } from 'react';
import { useLive } from '../client.tsx';

const WIDE = '(min-width: 761px)';

/** Whether open views stand in a strip: by the setting, and by the room there is. */
export function useTabsShown(): boolean {
  const { value } = useLive('settings', {});
  const [query] = useState(() => matchMedia(WIDE));
  const isWide = useSyncExternalStore(
    useCallback(
      (changed) => {
        query.addEventListener('change', changed);
        return () => query.removeEventListener('change', changed);
      },
      [query],
    ),
    () => query.matches,
  );
  const choice = value?.['panes.tabs'];
  return choice === 'always' || (choice !== 'never' && isWide);
}
