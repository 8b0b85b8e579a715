import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { connectMethods, type RemoteConnection } from '../../link/connect.ts';
import type { StoreWish } from '../kernel.api.ts';
import { kernelLock, RESTARTING, whenReleased } from '../lobby.ts';

/** A worker for a kernel, as the page sees it: started, opened, ended, or found dead. */
export interface Host {
  readonly kernelId: Id;
  readonly remote: RemoteConnection;
  /** Opens the store. Rejects with what the kernel says, or with why the worker is dead. */
  open(input: Readonly<Record<string, unknown>>): Promise<void>;
  /** Never resolves; rejects when the worker has died without being ended. Only then is a new one worth a try. */
  readonly died: Promise<never>;
  /** Whether it has said that it ends in order, so that the next one opens the store that counts now. */
  readonly restarting: boolean;
  /** Fires with the worker's end, whoever caused it. */
  readonly over: AbortSignal;
  end(): void;
}

export interface HostOptions {
  readonly locks: LockManager;
  readonly spawn: () => Worker;
  readonly newId: () => Id;
  readonly onEvent: (name: string, value: unknown) => void;
  /** The store that the address asks for; null for what suits. */
  readonly store: StoreWish | null;
}

/** Loading the script and taking the lock that tells of its life. */
const BEGIN_TIMEOUT_MS = 30_000;
const OPEN_TIMEOUT_MS = 120_000;

/** Throws `unsupported` where the browser has no workers. */
export function startHost({ locks, spawn, newId, onEvent, store }: HostOptions): Host {
  const kernelId = newId();
  const worker = startWorker(spawn);
  let restarting = false;
  const remote = connectMethods(worker, {
    onEvent(name, value) {
      if (name === RESTARTING) restarting = true;
      else onEvent(name, value);
    },
  });
  const over = new AbortController();
  const dead = Promise.withResolvers<never>();
  dead.promise.catch(() => undefined); // a worker may die before or after anyone asks
  const end = () => {
    worker.terminate();
    remote.close(new AppError('kernel-gone', 'The kernel of Hearth went away before it answered.'));
    over.abort();
  };
  const die = (why: string) => {
    dead.reject(new AppError('internal', 'Hearth’s kernel stopped.', { cause: why, retryable: true }));
    end();
  };
  const fail = (event: Event) => die(event instanceof ErrorEvent ? event.message : 'the script could not be loaded');
  worker.addEventListener('error', fail, { once: true, signal: over.signal });
  const begun = remote.call('begin', { kernelId, store }, { timeoutMs: BEGIN_TIMEOUT_MS }).then(() => {
    // From here on the lock tells of its death; an error in a handler of a kernel that lives is none.
    worker.removeEventListener('error', fail);
    whenReleased(locks, kernelLock(kernelId), over.signal, () => die('the worker ended'));
  });
  begun.catch(() => undefined); // told by `open`
  return {
    kernelId,
    remote,
    async open(input) {
      await Promise.race([begun, dead.promise]);
      await Promise.race([remote.call('open', input, { timeoutMs: OPEN_TIMEOUT_MS }), dead.promise]);
    },
    died: dead.promise,
    get restarting() {
      return restarting;
    },
    over: over.signal,
    end,
  };
}

function startWorker(spawn: () => Worker): Worker {
  try {
    return spawn();
  } catch (cause) {
    throw new AppError('unsupported', 'This browser starts no workers, and Hearth cannot run without them.', { cause });
  }
}
