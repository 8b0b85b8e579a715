import { AppError, toAppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { connectMethods, type RemoteConnection } from '../../link/connect.ts';
import { kernelLock, LEADER_LOCK, whenReleased } from '../lobby.ts';

/**
 * The page's part in having one kernel for each origin: it queues for the lock, and while it holds it, it keeps a
 * kernel in a worker of its own. When the page is frozen it ends the worker and gives the lock up.
 */

export interface LeaderOptions {
  readonly locks: LockManager;
  readonly spawn: () => Worker;
  readonly newId: () => Id;
  /** Sent to the worker with the kernel's id. */
  readonly openInput: Readonly<Record<string, unknown>>;
  readonly onEvent: (name: string, value: unknown) => void;
  readonly onStarting: (kernelId: Id) => void;
  readonly onReady: (kernelId: Id, remote: RemoteConnection) => void;
  readonly onGone: (kernelId: Id) => void;
  /** After three kernels in a row that could not start or stay. */
  readonly onFailed: (error: AppError) => void;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export interface Leader {
  /** Queues for the lock, if it does not hold it or queue already. */
  stand(): void;
  /** Ends the kernel at once and gives the lock up: what was acknowledged is on disk. */
  abdicate(): void;
}

const BACKOFF_MS = [200, 1000];

export function createLeader(options: LeaderOptions): Leader {
  let term: AbortController | null = null;

  const serve = async (ended: AbortSignal): Promise<void> => {
    for (let attempt = 0; !ended.aborted; attempt++) {
      const served = await serveOnce(options, ended).catch(toAppError);
      if (ended.aborted) return;
      // One that served and then broke starts the count again.
      if (served === 'served') attempt = -1;
      const pause = BACKOFF_MS[attempt < 0 ? 0 : attempt];
      if (served instanceof AppError && (pause === undefined || !served.retryable)) {
        options.onFailed(served);
        return untilAborted(ended);
      }
      await new Promise<void>((resolve) => options.after(pause ?? 0, resolve));
    }
  };

  return {
    stand() {
      if (term !== null) return;
      const mine = new AbortController();
      term = mine;
      const { signal } = mine;
      options.locks
        .request(LEADER_LOCK, { signal }, () => serve(signal))
        .catch((thrown: unknown) => {
          if (!signal.aborted) options.onFailed(toAppError(thrown));
        });
    },
    abdicate() {
      term?.abort();
      term = null;
    },
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** One kernel's life, from its start to its end. Rejects when it could not open. */
async function serveOnce(options: LeaderOptions, ended: AbortSignal): Promise<'served'> {
  const kernelId = options.newId();
  const worker = options.spawn();
  const remote = connectMethods(worker, { onEvent: options.onEvent });
  const over = new AbortController();
  const gone = new AppError('kernel-gone', 'The kernel of Hearth went away before it answered.');
  const finish = () => {
    worker.terminate();
    remote.close(gone);
    over.abort();
  };
  ended.addEventListener('abort', finish, { once: true, signal: over.signal });
  const broken = brokenWorker(worker, over.signal);
  options.onStarting(kernelId);
  try {
    await Promise.race([
      remote.call('open', { ...options.openInput, kernelId }, { timeoutMs: OPEN_TIMEOUT_MS }),
      broken,
    ]);
    options.onReady(kernelId, remote);
    await new Promise<void>((resolve) => {
      whenReleased(options.locks, kernelLock(kernelId), over.signal, resolve);
      over.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return 'served';
  } finally {
    finish();
    options.onGone(kernelId);
  }
}

const OPEN_TIMEOUT_MS = 120_000;

/** Rejects when the worker's script cannot be loaded or run. */
function brokenWorker(worker: Worker, signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const fail = (event: ErrorEvent | Event) => {
    const cause = event instanceof ErrorEvent ? event.message : 'the script could not be loaded';
    reject(new AppError('internal', 'Hearth’s kernel could not start.', { cause, retryable: true }));
  };
  worker.addEventListener('error', fail, { once: true, signal });
  promise.catch(() => undefined); // told by the race; after it, nobody waits
  return promise;
}
