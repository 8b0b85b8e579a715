import { AppError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { EmbeddingDevice, EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { createCallQueue } from '../link/call-queue.ts';
import { type After, type ModelSession, startSession } from '../link/model-session.ts';
import { chooseDevice } from './choose-device.ts';
import { createDeviceKeeper } from './device-keeper.ts';
import type { EmbedCalls, Gpu } from './embed.api.ts';
import { BATCH_LIMITS, planBatches } from './plan-batches.ts';

export interface EmbedClientDeps {
  /** A new embedding worker: `new Worker(new URL('./embed.worker.ts', import.meta.url), { type: 'module' })`. */
  readonly spawn: () => Worker;
  readonly store: ModelStore;
  /** What each device needs of one and the same model. */
  readonly models: Readonly<Record<EmbeddingDevice, ModelManifest>>;
  /** `navigator.gpu`, where the browser has it. */
  readonly gpu?: Gpu | undefined;
  /** As the store's: where the models lie on the own origin. */
  readonly baseUrl: string;
  readonly after: After;
  readonly times?: Partial<EmbedTimes>;
}

export interface EmbedTimes {
  /** The worker is ended, and its memory freed, after so long without a call. Default: 60 seconds. */
  readonly idleMs: number;
  /** Default: 2 seconds. */
  readonly stopWithinMs: number;
  /** Default: 60 seconds. */
  readonly silenceMs: number;
  /** Pause before the second and third start. Default: half a second, two seconds. */
  readonly backoffMs: readonly number[];
}

const TIMES: EmbedTimes = { idleMs: 60_000, stopWithinMs: 2_000, silenceMs: 60_000, backoffMs: [500, 2_000] };

type Session = ModelSession<EmbedCalls>;

/**
 * The embedding worker as a model: starts it when it is needed, ends it on idleness and on any error. After three failures
 * in a row every call is refused with `model-unavailable`, until it is forgiven. A graphics processor that fails once is
 * left for WASM.
 */
export function createEmbedClient(deps: EmbedClientDeps): EmbeddingModel {
  const { models, store, after, baseUrl } = deps;
  const times = { ...TIMES, ...deps.times };
  let session: Session | null = null;
  let failures = 0;
  let stopIdling = () => {};

  const end = (reason = new AppError('model-unavailable', 'The model was unloaded.', { retryable: true })) => {
    session?.end(reason);
    session = null;
  };
  const host = createDeviceKeeper({
    store,
    models,
    chooseDevice: (preference) => chooseDevice(deps.gpu, preference),
    onChange: () => end(),
  });
  const isLoaded = () => session !== null && !session.dead;
  const queue = createCallQueue(() => {
    stopIdling();
    stopIdling = after(times.idleMs, () => end());
  });

  const start = async (signal: AbortSignalLike | undefined): Promise<Session> => {
    const { device, model } = await host.choose();
    await store.fetch(model, signal === undefined ? {} : { signal });
    const begun = startSession<EmbedCalls>(deps.spawn(), { after, ...times });
    session = begun;
    await begun.call('load', { model, baseUrl, device }, { signal });
    return begun;
  };

  /** Tries `work` on a loaded worker, with a new one after each that failed. */
  const use = async <T>(signal: AbortSignalLike | undefined, work: (session: Session) => Promise<T>): Promise<T> => {
    stopIdling();
    for (;;) {
      if (failures > times.backoffMs.length) throw givenUp(models.wasm);
      if (failures > 0) await pause(after, times.backoffMs[failures - 1] ?? 0);
      throwIfAborted(signal);
      try {
        const held = session;
        const result = await work(held === null || held.dead ? await start(signal) : held);
        failures = 0;
        return result;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code === 'cancelled') throw error;
        end(error);
        if (await host.fallBack(error)) continue;
        if (!isWorth(error)) throw error;
        failures++;
      }
    }
  };

  return {
    id: models.wasm.id,
    host,
    isLoaded,
    forgive: () => {
      failures = 0;
      host.forgive();
    },
    unload: () => end(),
    async embed(texts, { signal, priority = 'background' } = {}) {
      const vectors: Float32Array[] = [];
      const { device } = await host.choose();
      const lengths = texts.map((text) => text.length);
      for (const batch of planBatches(lengths, BATCH_LIMITS[device])) {
        // Each batch waits in turn, so that a query comes between two of them.
        const flat = await queue.run(priority === 'query' ? 'chat' : 'background', signal, () =>
          use(signal, (held) =>
            held.call(
              'embed',
              batch.map((at) => texts[at] ?? ''),
              { signal },
            ),
          ),
        );
        const dimensions = flat.length / batch.length;
        for (const [i, at] of batch.entries()) vectors[at] = flat.slice(i * dimensions, (i + 1) * dimensions);
      }
      return vectors;
    },
  };
}

const pause = (after: After, delayMs: number) => new Promise<void>((resolve) => void after(delayMs, resolve));

/** Whether a new worker can help: it crashed, could not start the model, or a file was damaged and is fetched again. */
const isWorth = ({ code, details }: AppError): boolean =>
  code === 'internal' || code === 'model-corrupt' || (code === 'model-unavailable' && !('status' in details));

const givenUp = (model: ModelManifest): AppError =>
  new AppError('model-unavailable', `${model.name} cannot run here now: it failed several times in a row.`, {
    details: { model: model.id },
  });
