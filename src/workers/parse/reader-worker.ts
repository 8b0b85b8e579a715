import { AppError, CancelledError, throwIfAborted } from '../../core/errors.ts';
import { connectMethods, type RemoteConnection } from '../link/connect.ts';

export interface ReaderWorkerOptions {
  readonly spawn: () => Worker;
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** A worker that has had nothing to do for so long is ended. Default 60,000. */
  readonly idleMs?: number;
  /** Calls after which a worker is ended, so that what libraries forget to let go does not grow. Default 200. */
  readonly maxCalls?: number;
}

export interface ReaderCallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether the worker is to be ended after this answer. */
  readonly isLast?: (answer: unknown) => boolean;
}

export interface ReaderWorker {
  /** One call after the other, so that what breaks or hangs is known to be this one; the next has a new worker. */
  call(method: string, input: unknown, options: ReaderCallOptions): Promise<unknown>;
  close(): void;
}

interface Held {
  readonly worker: Worker;
  readonly remote: RemoteConnection;
  calls: number;
}

/** A worker that is made when it is needed, and ended when it hangs, breaks, is stopped, has worked long or has nothing to do. */
export function createReaderWorker({
  spawn,
  after,
  idleMs = 60_000,
  maxCalls = 200,
}: ReaderWorkerOptions): ReaderWorker {
  let held: Held | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let cancelIdle: (() => void) | null = null;
  let closed = false;

  const end = (reason: AppError) => {
    cancelIdle?.();
    cancelIdle = null;
    held?.remote.close(reason);
    held?.worker.terminate();
    held = null;
  };

  const open = (): Held => {
    if (held !== null) return held;
    const worker = spawn();
    const made = { worker, remote: connectMethods(worker), calls: 0 };
    const broke = (cause: unknown) => {
      if (held === made) end(new AppError('unreadable', 'Reading this file broke the reader.', { cause }));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      broke(event.message);
    });
    worker.addEventListener('messageerror', () => broke('an answer could not be taken over'));
    held = made;
    return made;
  };

  const perform = async (method: string, input: unknown, { signal, timeoutMs, isLast }: ReaderCallOptions) => {
    if (closed) throw CLOSED;
    cancelIdle?.();
    const worker = open();
    worker.calls++;
    try {
      const answer = await worker.remote.call(method, input, { signal, timeoutMs });
      if (worker.calls >= maxCalls || isLast?.(answer) === true) end(ENDED);
      else cancelIdle = after(idleMs, () => end(ENDED));
      return answer;
    } catch (thrown) {
      // It hangs, has broken, or goes on with what nobody waits for.
      if (held === worker) end(ENDED);
      throw thrown;
    }
  };

  return {
    call(method, input, options) {
      const before = tail;
      const done = whenFree(before, options.signal).then(() => perform(method, input, options));
      tail = Promise.all([before, done.catch(() => undefined)]);
      return done;
    },
    close() {
      closed = true;
      end(CLOSED);
    },
  };
}

const CLOSED = new AppError('cancelled', 'The reader was closed.');
const ENDED = new AppError('unreadable', 'The reader was ended.');

/** Rejects as soon as it is stopped, however long the calls before it take. */
async function whenFree(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return void (await before);
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new CancelledError());
  signal.addEventListener('abort', stop, { once: true });
  try {
    throwIfAborted(signal);
    await Promise.race([before, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
