import { useCallback } from 'react';
import { toAppError } from '../../core/errors.ts';
import { useFolders } from '../folders/FoldersProvider.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useImporting } from './ImportProvider.tsx';
import { pickFiles, pickFolder } from './pickers.ts';

export interface AddThings {
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  /** Null where the browser cannot keep a folder connected. */
  readonly connectFolder: (() => void) | null;
  readonly paste: () => void;
}

/** The ways to add things that begin with a press. Must be called from one: pickers and the clipboard ask for it. */
export function useAddThings(): AddThings {
  const { add, addText } = useImporting();
  const folders = useFolders();
  const toast = useToast();
  const t = useT();
  const attempt = useCallback(
    async (work: () => Promise<void>, refusal?: string) => {
      try {
        await work();
      } catch (thrown) {
        toast.show({ text: refusal ?? toAppError(thrown).message, tone: 'bad' });
      }
    },
    [toast],
  );
  return {
    chooseFiles: () => void attempt(async () => add(await pickFiles())),
    chooseFolder: () => void attempt(async () => add(await pickFolder()), t('import.folderRefused')),
    connectFolder: folders.connect,
    paste: () => void attempt(async () => addText(await navigator.clipboard.readText()), t('import.clipboardRefused')),
  };
}
