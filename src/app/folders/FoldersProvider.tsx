import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { FolderMode } from '../../core/mirror/mirror-commands.ts';
import type { MirrorSummary } from '../../core/mirror/summarize-plan.ts';
import { loadFolderHandles, openDisk } from '../../workers/kernel/folders.client.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { canConnectFolders, pickFolderHandle } from '../import/pickers.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { useToast } from '../ui/Toast.tsx';
import type { FolderKeeper, FolderView } from './folder-keeper.ts';

export interface Folders {
  readonly folders: readonly FolderView[];
  /** Lets the user pick a folder; must be called from a press. Null where the browser cannot keep one connected. */
  readonly connect: (() => void) | null;
  readonly check: (folderId: Id) => void;
  /** Has the browser ask the user; must be called from a press. */
  readonly allow: (folderId: Id) => void;
  readonly disconnect: (folder: FolderView) => void;
  /** What keeping both the same would do; must be called from a press. Null where the browser or the disk refuses. */
  readonly preview: (folderId: Id) => Promise<MirrorSummary | null>;
  readonly setMode: (folderId: Id, mode: FolderMode) => void;
  readonly mirror: (folderId: Id, doing: 'pause' | 'resume' | 'stop' | 'agree') => void;
  /** Takes back what the last sync changed in notes; how many changes that were, null where it failed. */
  readonly undo: (folderId: Id) => Promise<number | null>;
}

const FoldersContext = createContext<Folders | null>(null);

export function useFolders(): Folders {
  const folders = useContext(FoldersContext);
  if (folders === null) throw new Error('useFolders outside FoldersProvider');
  return folders;
}

/** Looks at connected folders while Hearth is open, wherever the user is in it. */
export function FoldersProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const toast = useToast();
  const t = useT();
  const { loading, folders } = useKeeper(client);
  const value = useMemo<Folders>(() => {
    const attempt = async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (thrown) {
        toast.show({ text: toAppError(thrown).message, tone: 'bad' });
      }
    };
    const answer = async <V,>(work: () => Promise<V | null>): Promise<V | null> => {
      let value: V | null = null;
      await attempt(async () => {
        value = await work();
      });
      return value;
    };
    const connect = async () => {
      const handle = await pickFolderHandle();
      if (handle === null) return;
      await (await loading).connect(handle);
      toast.show({ text: t('folders.connected', { name: handle.name }) });
    };
    const disconnect = async ({ id, name }: FolderView) => {
      await (await loading).disconnect(id);
      toast.show({ text: t('folders.disconnected', { name }) });
    };
    return {
      folders,
      preview: (folderId) => answer(async () => (await loading).preview(folderId)),
      undo: (folderId) =>
        answer(async () => {
          const keeper = await loading;
          const count = await (await keeper.mirrors()).undo(folderId);
          void attempt(() => keeper.check(folderId));
          return count;
        }),
      setMode: (folderId, mode) => void attempt(async () => (await loading).setMode(folderId, mode)),
      mirror: (folderId, doing) =>
        void attempt(async () => {
          const keeper = await loading;
          if (doing === 'agree') await keeper.agree(folderId);
          else (await keeper.mirrors())[doing](folderId);
        }),
      connect: canConnectFolders() ? () => void attempt(connect) : null,
      check: (folderId) => void attempt(async () => (await loading).check(folderId)),
      allow: (folderId) => void attempt(async () => (await loading).allow(folderId)),
      disconnect: (folder) => void attempt(() => disconnect(folder)),
    };
  }, [folders, loading, t, toast]);
  return <FoldersContext value={value}>{children}</FoldersContext>;
}

const NONE: readonly FolderView[] = [];

interface Kept {
  readonly loading: Promise<FolderKeeper>;
  readonly folders: readonly FolderView[];
}

/** Whoever looks at the folders comes after the first paint. */
function useKeeper(client: HearthClient): Kept {
  const [loading] = useState(() => loadKeeper(client));
  const [keeper, setKeeper] = useState<FolderKeeper | null>(null);
  useEffect(() => {
    let isOver = false;
    let stop: (() => void) | undefined;
    void loading.then((loaded) => {
      if (isOver) return;
      setKeeper(loaded);
      stop = loaded.start();
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [loading]);
  const subscribe = useCallback((changed: () => void) => keeper?.subscribe(changed) ?? (() => undefined), [keeper]);
  const folders = useSyncExternalStore(subscribe, () => keeper?.folders ?? NONE);
  return { loading, folders };
}

async function loadKeeper(client: HearthClient): Promise<FolderKeeper> {
  await new Promise<void>(afterPaint);
  const { createFolderKeeper } = await import('./folder-keeper.ts');
  return createFolderKeeper({ client, loadHandles: loadFolderHandles, openDisk, locks: navigator.locks });
}
