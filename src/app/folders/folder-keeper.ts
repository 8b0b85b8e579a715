import { AppError, CancelledError, toAppError } from '../../core/errors.ts';
import type { ConnectedFolder } from '../../core/folder-queries.ts';
import type { Id } from '../../core/ids.ts';
import type { FolderMode } from '../../core/mirror/mirror-commands.ts';
import type { MirrorDisk } from '../../core/mirror/mirror-disk.ts';
import type { MirrorSummary } from '../../core/mirror/summarize-plan.ts';
import type { FolderHandles } from '../../workers/kernel/folders.client.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { accessTo, askForAccess, type FolderAccess, watchFolder } from './folder-access.ts';
import type { MirrorRunner, MirrorView } from './mirror-runner.ts';
import { scanFolder } from './scan-folder.ts';

/** `lost`: the browser keeps no handle of it any more. `unreachable`: it was moved, renamed, or its drive is not there. */
export type FolderState = FolderAccess | 'lost' | 'unreachable';

export interface FolderView extends ConnectedFolder {
  /** Null until it is known. */
  readonly state: FolderState | null;
  readonly checking: boolean;
  /** Why the last look at it failed, in a sentence. */
  readonly problem: string | null;
  readonly mirror: MirrorView;
}

/** Keeps this page's connected folders in step with the disk, for as long as it is started. */
export interface FolderKeeper {
  readonly folders: readonly FolderView[];
  subscribe(changed: () => void): () => void;
  start(): () => void;
  /** Rejects with `conflict` where it is connected already. */
  connect(handle: FileSystemDirectoryHandle): Promise<void>;
  check(folderId: Id): Promise<void>;
  /** Must be called from a press: the browser asks the user. */
  allow(folderId: Id): Promise<void>;
  disconnect(folderId: Id): Promise<void>;
  /** What keeping both the same would do now. Must be called from a press: the browser may ask. Null where it is refused. */
  preview(folderId: Id): Promise<MirrorSummary | null>;
  /** Must be called from a press. */
  setMode(folderId: Id, mode: FolderMode): Promise<void>;
  mirrors(): Promise<Pick<MirrorRunner, 'pause' | 'resume' | 'stop' | 'undo'>>;
  /** Notes of files that are gone go to the bin, however many. */
  agree(folderId: Id): Promise<void>;
}

export interface FolderKeeperOptions {
  readonly client: HearthClient;
  readonly loadHandles: () => Promise<FolderHandles>;
  readonly openDisk: (handle: FileSystemDirectoryHandle) => Promise<MirrorDisk>;
  readonly locks: LockManager;
}

const EVERY_MS = 300_000;
/** After the last of many changes. */
const SETTLED_MS = 1_000;
/** A note is written when nobody has typed for so long. */
const TYPED_MS = 2_000;
/** The bytes of all files are looked at so often, whatever their dates say. */
const DEEP_EVERY_MS = 3_600_000;

interface Entry {
  readonly end: AbortController;
  handle: FileSystemDirectoryHandle | null;
  state: FolderState | null;
  /** One look at a time. */
  busy: boolean;
  checking: boolean;
  problem: string | null;
  /** Asked for while it was looked at. */
  again: boolean;
  /** The user stopped the import: it is not begun again unasked. */
  stopped: boolean;
  watched: boolean;
  /** By the page's clock; null where it was not yet. */
  deepMs: number | null;
}

export function createFolderKeeper({ client, loadHandles, openDisk, locks }: FolderKeeperOptions): FolderKeeper {
  const entries = new Map<Id, Entry>();
  const listeners = new Set<() => void>();
  let known: readonly ConnectedFolder[] = [];
  let folders: readonly FolderView[] = [];

  const tell = () => {
    folders = known.map((folder) => {
      const { state = null, checking = false, problem = null } = entries.get(folder.id) ?? {};
      return { ...folder, state, checking, problem, mirror: runner?.view(folder.id) ?? NOT_RUN };
    });
    for (const listener of [...listeners]) listener();
  };

  let runner: MirrorRunner | null = null;
  /** Loaded with the first folder that is a mirror, or is to be one. */
  const loadRunner = async (): Promise<MirrorRunner> => {
    const { createMirrorRunner } = await import('./mirror-runner.ts');
    runner ??= createMirrorRunner({ client, openDisk, onChange: tell });
    return runner;
  };
  const modeOf = (folderId: Id): FolderMode => known.find(({ id }) => id === folderId)?.mode ?? 'read';

  const set = (entry: Entry, change: Partial<Entry>) => {
    Object.assign(entry, change);
    tell();
  };

  const refreshAccess = async (folderId: Id, entry: Entry): Promise<void> => {
    entry.handle ??= await (await loadHandles()).get(folderId);
    const access = entry.handle === null ? 'lost' : await accessTo(entry.handle, modeOf(folderId));
    const unreachable = access === 'granted' && entry.state === 'unreachable';
    set(entry, { state: unreachable ? 'unreachable' : access });
  };

  const watch = (folderId: Id, entry: Entry, handle: FileSystemDirectoryHandle) => {
    if (entry.watched || entry.end.signal.aborted) return;
    entry.watched = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watchFolder(handle, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(folderId), SETTLED_MS);
    });
    entry.end.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      stop();
    });
  };

  const scan = async (folderId: Id, entry: Entry, handle: FileSystemDirectoryHandle): Promise<void> => {
    const { signal } = entry.end;
    watch(folderId, entry, handle);
    do {
      entry.again = false;
      const outcome = await lookThrough(folderId, entry, handle);
      entry.stopped = outcome === 'stopped';
      const access = await accessTo(handle, modeOf(folderId));
      set(entry, { state: access === 'granted' && outcome === 'unreachable' ? 'unreachable' : access });
    } while (entry.again && !entry.stopped && !signal.aborted);
  };

  /** Of a mirror the notes first: what they show is read after them. */
  const lookThrough = async (folderId: Id, entry: Entry, handle: FileSystemDirectoryHandle) => {
    const { signal } = entry.end;
    if (modeOf(folderId) === 'read') return scanFolder({ client, folderId, handle, signal });
    const { run: sync, isMirrored } = await loadRunner();
    const deep = entry.deepMs === null || performance.now() - entry.deepMs > DEEP_EVERY_MS;
    try {
      if (!(await sync(folderId, handle, { signal, deep }))) return 'stopped';
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return 'unreachable';
      throw thrown;
    }
    if (deep) entry.deepMs = performance.now();
    return scanFolder({ client, folderId, handle, signal, without: isMirrored });
  };

  /** Of all tabs one looks at a folder at a time; `wait` for it to be this one's turn. */
  const run = async (folderId: Id, entry: Entry, wait: boolean): Promise<void> => {
    if (entry.busy) {
      entry.again = true;
      return;
    }
    set(entry, { busy: true, checking: wait, problem: null });
    try {
      await refreshAccess(folderId, entry);
      const { handle, state } = entry;
      if (handle === null || (state !== 'granted' && state !== 'unreachable')) return;
      const turn = wait ? { signal: entry.end.signal } : { ifAvailable: true };
      await locks.request(lockOf(folderId), turn, async (lock) => {
        if (lock === null) return;
        set(entry, { checking: true });
        await scan(folderId, entry, handle);
      });
    } catch (thrown) {
      if (!entry.end.signal.aborted) set(entry, { problem: toAppError(thrown).message });
    } finally {
      set(entry, { busy: false, checking: false });
    }
  };

  /** While no tab looks at the folder. */
  const alone = <T>(folderId: Id, work: () => Promise<T>): Promise<T> =>
    locks.request(lockOf(folderId), {}, work) as Promise<T>;

  const look = async (folderId: Id): Promise<void> => {
    const entry = entries.get(folderId);
    if (entry !== undefined && !entry.stopped) await run(folderId, entry, false);
  };

  const lookAtAll = () => {
    if (document.visibilityState !== 'visible') return;
    for (const folderId of entries.keys()) void look(folderId);
  };

  let endNotes: (() => void) | null = null;
  let typed: ReturnType<typeof setTimeout> | undefined;
  const noteChanged = () => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      for (const { id, mode } of known) if (mode === 'mirror') void look(id);
    }, TYPED_MS);
  };

  const follow = (next: readonly ConnectedFolder[]) => {
    known = next;
    if (next.some(({ mode }) => mode === 'mirror')) endNotes ??= client.live('mirror-revision', {}, noteChanged);
    const ids = new Set(next.map(({ id }) => id));
    for (const [id, entry] of entries) if (!ids.has(id)) forget(id, entry);
    const fresh = next.filter(({ id }) => !entries.has(id));
    for (const { id } of fresh) entries.set(id, newEntry());
    tell();
    for (const { id } of fresh) void look(id);
  };

  const forget = (folderId: Id, entry: Entry) => {
    entries.delete(folderId);
    entry.end.abort(new CancelledError());
  };

  return {
    get folders() {
      return folders;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    start() {
      const ended = new AbortController();
      const { signal } = ended;
      const end = client.live('connected-folders', {}, follow);
      window.addEventListener('focus', lookAtAll, { signal });
      document.addEventListener('visibilitychange', lookAtAll, { signal });
      const timer = setInterval(lookAtAll, EVERY_MS);
      return () => {
        ended.abort();
        end();
        endNotes?.();
        endNotes = null;
        clearTimeout(typed);
        clearInterval(timer);
        for (const [id, entry] of entries) forget(id, entry);
      };
    },
    async connect(handle) {
      for (const [id, entry] of entries)
        if (entry.handle !== null && (await entry.handle.isSameEntry(handle))) {
          const name = known.find((folder) => folder.id === id)?.name ?? handle.name;
          throw new AppError('conflict', `“${name}” is connected already.`);
        }
      const handles = await loadHandles();
      const folderId = client.newId();
      // First the handle: a folder without one could not be opened by the tabs that hear of it.
      await handles.put(folderId, handle);
      try {
        await client.command('connect-folder', { folderId, name: handle.name });
      } catch (thrown) {
        await handles.remove(folderId);
        throw thrown;
      }
    },
    async check(folderId) {
      const entry = entries.get(folderId);
      if (entry === undefined) return;
      Object.assign(entry, { stopped: false, deepMs: null });
      await run(folderId, entry, true);
    },
    async allow(folderId) {
      const entry = entries.get(folderId);
      if (entry === undefined || entry.handle === null) return;
      set(entry, { state: await askForAccess(entry.handle, modeOf(folderId)) });
      if (entry.state === 'granted') await run(folderId, entry, true);
    },
    async disconnect(folderId) {
      await client.command('disconnect-folder', { folderId });
      await (await loadHandles()).remove(folderId);
    },
    mirrors: loadRunner,
    async preview(folderId) {
      const handle = entries.get(folderId)?.handle ?? null;
      if (handle === null || (await askForAccess(handle, 'mirror')) !== 'granted') return null;
      const { preview } = await loadRunner();
      return alone(folderId, () => preview(folderId, handle));
    },
    async setMode(folderId, mode) {
      runner?.stop(folderId);
      // Not while the folder is read: what is taken over then has no file yet, and would get a second one.
      await alone(folderId, () => client.command('set-folder-mode', { folderId, mode }));
      known = known.map((folder) => (folder.id === folderId ? { ...folder, mode } : folder));
      tell();
      const entry = entries.get(folderId);
      if (entry === undefined) return;
      Object.assign(entry, { stopped: false, deepMs: null });
      await run(folderId, entry, true);
    },
    async agree(folderId) {
      (await loadRunner()).agree(folderId);
      const entry = entries.get(folderId);
      if (entry !== undefined) await run(folderId, entry, true);
    },
  };
}

const lockOf = (folderId: Id): string => `hearth-folder-${folderId}`;

const NOT_RUN: MirrorView = { running: false, paused: false, done: 0, total: 0, report: null };

const newEntry = (): Entry => ({
  ...{ end: new AbortController(), handle: null, state: null, busy: false, checking: false },
  ...{ problem: null, again: false, stopped: false, watched: false, deepMs: null },
});
