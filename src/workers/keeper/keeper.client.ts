import { AppError, CancelledError, toAppError } from '../../core/errors.ts';
import { connectMethods, type RemoteConnection } from '../link/connect.ts';
import type { Keeper, KeeperCalls, KeeperOptions } from './keeper.api.ts';

export interface CreateKeeperOptions {
  /** Default: the keeper's own worker. */
  readonly spawn?: () => Worker;
  readonly times?: Partial<KeeperTimes>;
}

export interface KeeperTimes {
  /** The worker is ended after so long without a call. Default: 10 seconds. */
  readonly idleMs: number;
  /** A call without an answer, or progress, for so long ends the worker. Default: 2 minutes. */
  readonly silenceMs: number;
}

const TIMES: KeeperTimes = { idleMs: 10_000, silenceMs: 120_000 };

interface Life {
  readonly remote: RemoteConnection;
  end(reason: AppError): void;
}

const spawnKeeper = () =>
  new Worker(new URL('./keeper.worker.ts', import.meta.url), { type: 'module', name: 'hearth-keeper' });

/** The worker starts with the first call, and ends when it has been idle. */
export function createKeeper({ spawn = spawnKeeper, times }: CreateKeeperOptions = {}): Keeper {
  const { idleMs, silenceMs } = { ...TIMES, ...times };
  let life: Life | null = null;
  let running = 0;
  let idling: ReturnType<typeof setTimeout> | undefined;

  const start = (): Life => {
    const worker = spawn();
    const remote = connectMethods(worker);
    const started: Life = {
      remote,
      end(reason) {
        if (life === started) life = null;
        worker.terminate();
        remote.close(reason);
      },
    };
    const crash = (event: Event) => {
      event.preventDefault(); // told to the caller; not also an uncaught error of the page
      started.end(broken('message' in event ? event.message : event.type));
    };
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
    return started;
  };

  const call = async <M extends keyof KeeperCalls>(
    method: M,
    input: KeeperCalls[M]['input'],
    { signal, onProgress }: KeeperOptions = {},
  ): Promise<KeeperCalls[M]['output']> => {
    clearTimeout(idling);
    life ??= start();
    const using = life;
    const watch = () => setTimeout(() => using.end(broken('no answer')), silenceMs);
    let silence = watch();
    running += 1;
    try {
      const answer = await using.remote.call(method, input, {
        signal,
        onProgress(progress) {
          clearTimeout(silence);
          silence = watch();
          onProgress?.(progress);
        },
      });
      // The worker answers each call with what its type says: both ends are built from one source.
      return answer as KeeperCalls[M]['output'];
    } catch (thrown) {
      throw toAppError(thrown);
    } finally {
      clearTimeout(silence);
      running -= 1;
      // Also after a call that was cancelled: what it has begun is cleared away meanwhile.
      if (running === 0) idling = setTimeout(() => life?.end(new CancelledError()), idleMs);
    }
  };

  return {
    call,
    close() {
      clearTimeout(idling);
      life?.end(new CancelledError());
    },
  };
}

const broken = (why: unknown): AppError =>
  new AppError('internal', 'What was asked for broke off. Nothing was changed by it.', { retryable: true, cause: why });
