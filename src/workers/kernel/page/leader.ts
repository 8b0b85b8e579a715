import { AppError, toAppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { RemoteConnection } from '../../link/connect.ts';
import { LEADER_LOCK, STANDBY_LOCK } from '../lobby.ts';
import { type Host, type HostOptions, startHost } from './host.ts';

/**
 * The page's part in having one kernel for each origin: it queues for the lock, and while it holds it, it keeps a
 * kernel in a worker of its own. The first in the queue has its worker started beforehand. When the page is frozen it
 * ends the worker and gives the lock up, or its place in the queue: a frozen page could do nothing with it.
 */

export interface LeaderOptions extends HostOptions {
  /** Sent to the worker with the kernel's id. */
  readonly openInput: Readonly<Record<string, unknown>>;
  readonly onStarting: (kernelId: Id) => void;
  readonly onReady: (kernelId: Id, remote: RemoteConnection) => void;
  readonly onGone: (kernelId: Id) => void;
  /** After three kernels in a row that could not start or stay, or one that cannot for good. The lock is given up. */
  readonly onFailed: (error: AppError) => void;
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Monotonic, in milliseconds. */
  readonly nowMs: () => number;
}

export interface Leader {
  /** Queues for the lock, if it does not hold it or queue already. */
  stand(): void;
  /** Ends the kernel at once and gives the lock up: what was acknowledged is on disk. */
  abdicate(): void;
}

const BACKOFF_MS = [200, 1000];
/** One that lived so long did not break by its start. */
const STEADY_MS = 60_000;
/** Not at once: the kernel that has just opened needs the processor more. */
const WARM_DELAY_MS = 4000;

export function createLeader(options: LeaderOptions): Leader {
  let term: AbortController | null = null;

  /** Holds the lock for as long as this page has a kernel, or hopes to have one. */
  const serve = async (first: Host | null, ended: AbortSignal): Promise<void> => {
    let host = first;
    for (let failures = 0; !ended.aborted; ) {
      const { error, servedMs, restarting } = await serveOnce(options, host, ended);
      host = null;
      if (ended.aborted) return;
      if (servedMs > STEADY_MS || restarting) failures = 0;
      const pauseMs = error.retryable ? BACKOFF_MS[failures++] : undefined;
      if (pauseMs === undefined) return giveUp(error);
      await pause(options, pauseMs, ended);
    }
  };

  /** It can stand again: when it is told to try once more, or when another page has had more luck. */
  const giveUp = (error: AppError) => {
    term = null;
    options.onFailed(error);
  };

  /** Waits for the lock as the first of the queue, with a worker that is ready to open. */
  const queue = async (ended: AbortSignal): Promise<void> => {
    let spare: Host | null = null;
    const cancelWarming = options.after(WARM_DELAY_MS, () => {
      if (!ended.aborted) spare = warm(options, ended);
    });
    const granted = Promise.withResolvers<void>();
    options.locks
      .request(LEADER_LOCK, { signal: ended }, async () => {
        cancelWarming();
        granted.resolve();
        await serve(spare, ended);
      })
      .catch(granted.reject);
    await granted.promise.finally(cancelWarming);
  };

  return {
    stand() {
      if (term !== null) return;
      term = new AbortController();
      const { signal } = term;
      options.locks
        .request(STANDBY_LOCK, { signal }, () => queue(signal))
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

/** A worker that has loaded its script and the engine, and waits. Null where that fails: then it is tried in earnest. */
function warm(options: LeaderOptions, ended: AbortSignal): Host | null {
  try {
    const host = startHost(options);
    ended.addEventListener('abort', host.end, { once: true, signal: host.over });
    return host;
  } catch {
    return null;
  }
}

interface Life {
  /** Why it ended. */
  readonly error: AppError;
  /** From its first answer to its end; 0 when it never opened. */
  readonly servedMs: number;
  /** It ended in order. */
  readonly restarting: boolean;
}

/** One kernel's life, from its start to its end. */
async function serveOnce(options: LeaderOptions, spare: Host | null, ended: AbortSignal): Promise<Life> {
  let openedMs: number | null = null;
  const endNow = Promise.withResolvers<never>();
  endNow.promise.catch(() => undefined); // it may come when nobody waits for it any more
  const stop = () => endNow.reject(new AppError('kernel-gone', 'This page gave up the kernel.'));
  ended.addEventListener('abort', stop, { once: true });
  let host: Host | null = null;
  try {
    host = spare === null || spare.over.aborted ? startHost(options) : spare;
    options.onStarting(host.kernelId);
    await Promise.race([host.open(options.openInput), endNow.promise]);
    openedMs = options.nowMs();
    options.onReady(host.kernelId, host.remote);
    return await Promise.race([host.died, endNow.promise]);
  } catch (thrown) {
    const servedMs = openedMs === null ? 0 : options.nowMs() - openedMs;
    return { error: toAppError(thrown), servedMs, restarting: host?.restarting ?? false };
  } finally {
    ended.removeEventListener('abort', stop);
    host?.end();
    if (host !== null) options.onGone(host.kernelId);
  }
}

function pause({ after }: LeaderOptions, delayMs: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(delayMs, resolve);
    const stop = () => {
      cancel();
      resolve();
    };
    ended.addEventListener('abort', stop, { once: true });
  });
}
