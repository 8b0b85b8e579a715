import { toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ImportInput } from '../../core/runs/import-run.ts';
import { changeImportFile, findRun, loseWaitingFiles, waitingOrdinals } from '../../db/tables/runs.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';

/** Copying what a page holds into the blob store. The page sends its files in the order of their ordinals; what a rule refused is not read. */

export interface StageRequest {
  readonly runId: Id;
  readonly files: readonly { readonly ordinal: number; readonly file: Blob }[];
}

export interface Staging {
  /** Resolves when the bytes are safe and that is committed. Copying a file again is free. */
  stage(request: StageRequest, signal: AbortSignal): Promise<void>;
  /** The page has sent all that was wanted of it: what is behind the last of them, a rule refused. */
  allSent(runId: Id): Promise<void>;
  /** The page that held the run's files is gone: what is not copied never will be. */
  sourceGone(runId: Id): Promise<void>;
}

const LOST =
  'The browser or the tab was closed before this file was copied. Drop it again; what is here already is skipped.';

const UNREADABLE = {
  status: 'failed',
  code: 'unreadable',
  reason: 'The browser could not read this file’s bytes.',
} as const;

/** At a time: the private file system answers late, not slowly. */
const COPIES = 8;

export function createStaging({ db, blobs, originals, runs }: KernelContext): Staging {
  const copy = async (file: Blob, signal: AbortSignal) => {
    try {
      return { ok: true, ...(await blobs.put(file, signal)) } as const;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'storage-full' || error.code === 'cancelled') throw error;
      return { ok: false, error } as const;
    }
  };

  const copyAll = async ({ runId, files }: StageRequest, signal: AbortSignal): Promise<void> => {
    const ordinals = files.map(({ ordinal }) => ordinal);
    const waiting = await waitingOrdinals(db, runId, ordinals);
    const changes: ((unit: WriteUnit) => void)[] = [];
    const copyNext = async (left: StageRequest['files'][number][]): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const { ordinal, file } = next;
        const copied = await copy(file, signal);
        const change = copied.ok ? ({ status: 'copied', blobHash: copied.hash } as const) : UNREADABLE;
        changes.push((unit) => changeImportFile(db, unit, runId, ordinal, change));
      }
    };
    const left = files.filter(({ ordinal }) => waiting.has(ordinal));
    await Promise.all(Array.from({ length: COPIES }, () => copyNext(left)));
    await runs.receive(runId, { type: 'copied', upTo: Math.max(...ordinals) + 1 }, async (unit) => {
      // It may have been stopped meanwhile.
      if (await isOpen(runId)) for (const change of changes) change(unit);
    });
  };

  const isOpen = async (runId: Id): Promise<boolean> => {
    const run = await findRun(db, runId);
    return run !== null && run.status !== 'stopped' && run.status !== 'failed';
  };

  return {
    async stage(request, signal) {
      if (await isOpen(request.runId)) await originals.whileCopying(() => copyAll(request, signal));
    },

    async allSent(runId) {
      const run = await findRun(db, runId);
      if (run === null || (run.status !== 'running' && run.status !== 'paused')) return;
      await runs.receive(runId, { type: 'copied', upTo: (run.input as ImportInput).listed });
    },

    async sourceGone(runId) {
      const run = await findRun(db, runId);
      if (run === null || (run.status !== 'running' && run.status !== 'paused')) return;
      await runs.receive(runId, { type: 'source-gone' }, (unit) => loseWaitingFiles(db, unit, runId, LOST));
    },
  };
}
