import { type AppError, toAppError } from '../../core/errors.ts';
import type { EmbeddingDevice, EmbeddingHost } from '../../core/llm/embedding-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import type { DeviceChoice } from './choose-device.ts';

/** On which device the model runs, and what has to be fetched for it. */
export interface DeviceKeeper extends EmbeddingHost {
  choose(): Promise<{ readonly device: EmbeddingDevice; readonly model: ModelManifest }>;
  /**
   * After a failure: whether there is another device to try, which is chosen then. A graphics processor that failed is not
   * tried again before another device was preferred, or it is another life of the kernel.
   */
  fallBack(error: AppError): Promise<boolean>;
  /** Tries again what failed only because there was no network. */
  forgive(): void;
}

export interface DeviceKeeperOptions {
  readonly store: ModelStore;
  readonly models: Readonly<Record<EmbeddingDevice, ModelManifest>>;
  readonly chooseDevice: (preference: 'auto' | EmbeddingDevice) => Promise<DeviceChoice>;
  /** Another device than before is wanted. */
  readonly onChange: () => void;
}

export function createDeviceKeeper({ store, models, chooseDevice, onChange }: DeviceKeeperOptions): DeviceKeeper {
  let preference: 'auto' | EmbeddingDevice = 'auto';
  let asked: Promise<DeviceChoice> | null = null;
  let chosen: DeviceChoice | null = null;
  let forNow = false;

  const choice = async (): Promise<DeviceChoice> => {
    asked ??= chooseDevice(preference);
    const mine = asked;
    const answer = await mine;
    // It may have become another one meanwhile.
    if (asked !== mine) return choice();
    chosen ??= answer;
    return chosen;
  };
  const reset = () => {
    asked = null;
    chosen = null;
    forNow = false;
  };
  const isReady = async (model: ModelManifest) => (await store.state(model)).status === 'ready';

  const keeper: DeviceKeeper = {
    get device() {
      return chosen?.device ?? null;
    },
    get note() {
      return chosen?.note ?? null;
    },
    prefer(wanted) {
      if (wanted === preference) return;
      preference = wanted;
      reset();
      onChange();
    },
    async choose() {
      const { device } = await choice();
      return { device, model: models[device] };
    },
    async fallBack(error) {
      if (chosen?.device !== 'webgpu' || error.code === 'cancelled') return false;
      if (error.code === 'offline' && !(await isReady(models.wasm))) return false;
      chosen = { device: 'wasm', note: error.message };
      forNow = error.code === 'offline';
      return true;
    },
    forgive() {
      if (forNow) reset();
    },
    isHere: async () => isReady((await keeper.choose()).model),
    fetch: async ({ onProgress, signal }) => {
      const { model } = await keeper.choose();
      try {
        await store.fetch(model, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
      } catch (thrown) {
        if (!(await keeper.fallBack(toAppError(thrown)))) throw thrown;
        await keeper.fetch({ ...(onProgress && { onProgress }), ...(signal && { signal }) });
      }
    },
  };
  return keeper;
}
