import type { OutsideRecord } from '../../adapters/backup/outside-record.ts';
import type { OutsideFolderState } from '../../core/backup/outside.ts';
import { NO_OUTSIDE, type OutsideState } from '../../core/backup/outside-state.ts';
import { AppError, toAppError } from '../../core/errors.ts';
import type { Keeper } from '../keeper/keeper.api.ts';
import type { Notices } from './notices.ts';

/**
 * Keeps the folder outside in step with the backups inside: after each of those, at the start, and when the folder can be
 * written to again. Backups inside go on whatever happens here.
 */
export interface OutsideBackups {
  readonly state: OutsideState;
  /** Looks at the folder and writes what is missing in it. Never rejects: what went wrong is in the state. */
  catchUp(): Promise<void>;
  /** Ends what is being written; it is made up for the next time. */
  stop(): void;
  close(): Promise<void>;
}

export interface OutsideOptions {
  readonly keeper: Pick<Keeper, 'call'>;
  readonly readRecord: () => Promise<OutsideRecord | null>;
  readonly accessTo: (folder: FileSystemDirectoryHandle) => Promise<OutsideFolderState>;
  readonly onState: () => void;
  /** Hears of what failed, for the diagnostics. */
  readonly record: (place: string, thrown: unknown) => void;
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
}

export function createOutsideBackups({
  keeper,
  readRecord,
  accessTo,
  onState,
  record,
  notices,
}: OutsideOptions): OutsideBackups {
  let state: OutsideState = NO_OUTSIDE;
  let closed = false;
  let working: Promise<void> | null = null;
  let isAsked = false;
  let abort = new AbortController();

  const set = (change: Partial<OutsideState>) => {
    state = { ...state, ...change };
    if (!closed) onState();
  };

  /** Null where it cannot be written to now. */
  const look = async (): Promise<OutsideRecord | null> => {
    const given = await readRecord();
    if (given === null) {
      set(NO_OUTSIDE);
      return null;
    }
    const access = await accessTo(given.folder);
    const folder = { name: given.folder.name, sinceMs: given.sinceMs, access };
    set(access === 'granted' ? { folder } : { folder, problem: null });
    return access === 'granted' ? given : null;
  };

  const list = async () => set({ backups: await keeper.call('outside-list', { folder: null }) });

  const once = async (): Promise<void> => {
    const { signal } = abort;
    if ((await look()) === null) return;
    await list();
    set({ problem: null });
    const onProgress = (writing: OutsideState['writing']) => set({ writing });
    await keeper.call('outside-write', null, { signal, onProgress });
    notices.tellOver('outside-failed');
    await list();
  };

  const attempt = async (): Promise<void> => {
    try {
      await once();
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      if (code === 'cancelled') return;
      set({ problem: { code, message } });
      record('outside-backups', thrown);
      notices.tell('outside-failed', { code });
      // The permission may be what was taken away: then that is told, with the way to give it again.
      await look().catch((again: unknown) => record('outside-backups', again));
    } finally {
      set({ writing: null });
    }
  };

  const run = async (): Promise<void> => {
    do {
      isAsked = false;
      abort = new AbortController();
      await attempt();
    } while (isAsked && !closed);
  };

  return {
    get state() {
      return state;
    },
    catchUp() {
      if (closed) return Promise.resolve();
      isAsked = working !== null;
      working ??= run().finally(() => {
        working = null;
      });
      return working;
    },
    stop: () => abort.abort(),
    async close() {
      closed = true;
      abort.abort(new AppError('cancelled', 'Stopped.'));
      await working;
    },
  };
}
