import { AppError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { AbortSignalLike, Judgement, LanguageModel, ModelInfo } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import type { OnProgress } from '../../core/ports.ts';
import { type CallQueue, createCallQueue, type Priority } from '../link/call-queue.ts';
import { type After, type ModelSession, startSession } from '../link/model-session.ts';
import type { LlmCalls } from './llm.api.ts';

export interface LlmClientDeps {
  /** A new model worker: `new Worker(new URL('./llm.worker.ts', import.meta.url), { type: 'module' })`. */
  readonly spawn: () => Worker;
  readonly store: ModelStore;
  readonly model: ModelManifest;
  /** As the store's: where the models lie on the own origin. */
  readonly baseUrl: string;
  readonly after: After;
  readonly times?: Partial<LlmTimes>;
}

export interface LlmTimes {
  /** The worker is ended, and its memory freed, after so long without a call. Default: 5 minutes. */
  readonly idleMs: number;
  /** Default: 2 seconds. */
  readonly stopWithinMs: number;
  /** Default: 60 seconds. */
  readonly silenceMs: number;
  /** Pause before the second and third start. Default: half a second, two seconds. */
  readonly backoffMs: readonly number[];
}

export interface LlmClient extends LanguageModel {
  /** The same model for work that nobody waits for: its calls let the others go first. */
  readonly background: LanguageModel;
}

const TIMES: LlmTimes = { idleMs: 300_000, stopWithinMs: 2_000, silenceMs: 60_000, backoffMs: [500, 2_000] };

/**
 * The model worker as a language model: starts it when it is needed, ends it after a failed load, a stop that is not
 * heard, a crash and idleness. After three failures in a row every call is refused with `model-unavailable`, until
 * `load` is called again.
 */
export function createLlmClient(deps: LlmClientDeps): LlmClient {
  const times = { ...TIMES, ...deps.times };
  const keeper = createKeeper(deps, times);
  const queue = createCallQueue(keeper.startIdling);
  return { ...languageModel(keeper, queue, 'chat'), background: languageModel(keeper, queue, 'background') };
}

function languageModel(keeper: Keeper, queue: CallQueue, priority: Priority): LanguageModel {
  return {
    load: ({ onProgress, signal }) =>
      queue.run(priority, signal, () => {
        keeper.forgive();
        return keeper.loaded(onProgress, signal);
      }),
    countTokens: (texts) =>
      queue.run(priority, undefined, () => keeper.use(undefined, (session) => session.call('countTokens', texts))),
    judge: (request, { onJudgement, signal } = {}) =>
      queue.run(priority, signal, () =>
        keeper.use(signal, (session) =>
          session.call('judge', request, { signal, onPart: (part) => onJudgement?.(part as Judgement) }),
        ),
      ),
    generate: (request, { onText, signal } = {}) =>
      queue.run(priority, signal, () =>
        keeper.use(signal, (session) =>
          session.call('generate', request, { signal, onPart: (part) => onText?.(String(part)) }),
        ),
      ),
    isIdle: () => keeper.isLoaded() && queue.isIdle(),
    unload: () => queue.run(priority, undefined, async () => keeper.end()),
  };
}

/** Keeps at most one worker alive, loaded. */
interface Keeper {
  loaded(onProgress?: OnProgress, signal?: AbortSignalLike): Promise<ModelInfo>;
  use<T>(signal: AbortSignalLike | undefined, work: (session: ModelSession<LlmCalls>) => Promise<T>): Promise<T>;
  isLoaded(): boolean;
  startIdling(): void;
  forgive(): void;
  end(): void;
}

function createKeeper({ spawn, store, model, baseUrl, after }: LlmClientDeps, times: LlmTimes): Keeper {
  const maxFailures = times.backoffMs.length + 1;
  let session: ModelSession<LlmCalls> | null = null;
  let info: ModelInfo | null = null;
  let failures = 0;
  let stopIdling = () => {};

  const end = (reason = new AppError('model-unavailable', 'The model was unloaded.', { retryable: true })) => {
    session?.end(reason);
    session = null;
    info = null;
  };

  const startOnce = async (onProgress?: OnProgress, signal?: AbortSignalLike): Promise<ModelInfo> => {
    await store.fetch(model, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
    session = startSession<LlmCalls>(spawn(), { after, stopWithinMs: times.stopWithinMs, silenceMs: times.silenceMs });
    const { loadMs } = await session.call('load', { model, baseUrl }, { signal });
    const { id, name, contextTokens } = model;
    return { id, name, contextTokens, device: 'wasm', loadMs };
  };

  const pause = (delayMs: number) => new Promise<void>((resolve) => void after(delayMs, resolve));

  const loaded = async (onProgress?: OnProgress, signal?: AbortSignalLike): Promise<ModelInfo> => {
    stopIdling();
    if (info !== null && session?.dead === false) return info;
    for (let damaged = false; ; ) {
      if (failures >= maxFailures) throw givenUp(model);
      if (failures > 0) await pause(times.backoffMs[failures - 1] ?? 0);
      throwIfAborted(signal);
      try {
        info = await startOnce(onProgress, signal);
        return info;
      } catch (thrown) {
        const error = toAppError(thrown);
        end(error);
        // A damaged file was removed when it was opened: fetched again once, that is no failure of the worker.
        if (error.code === 'model-corrupt' && !damaged) damaged = true;
        else if (isWorkersFault(error)) failures++;
        else throw error;
      }
    }
  };

  return {
    loaded,
    isLoaded: () => info !== null && session?.dead === false,
    end,
    forgive: () => {
      failures = 0;
    },
    startIdling() {
      stopIdling();
      stopIdling = after(times.idleMs, () => end());
    },
    async use(signal, work) {
      await loaded(undefined, signal);
      if (session === null) throw givenUp(model);
      try {
        const result = await work(session);
        failures = 0;
        return result;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (isWorkersFault(error)) {
          failures++;
          end(error);
        }
        throw error;
      }
    },
  };
}

/** Whether a new worker can help: it crashed, could not start the model, or broke in a way that we do not know. */
const isWorkersFault = ({ code, details }: AppError): boolean =>
  code === 'internal' || (code === 'model-unavailable' && !('status' in details));

const givenUp = (model: ModelManifest): AppError =>
  new AppError('model-unavailable', `${model.name} cannot run here now: it failed several times in a row.`, {
    details: { model: model.id },
  });
