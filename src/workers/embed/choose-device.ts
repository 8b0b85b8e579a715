import type { EmbeddingDevice } from '../../core/llm/embedding-model.ts';
import type { Gpu } from './embed.api.ts';

export interface DeviceChoice {
  readonly device: EmbeddingDevice;
  /** Why it is not the graphics processor although there is one, or one was asked for; in a sentence. */
  readonly note: string | null;
}

const NONE = 'This browser gives Hearth no graphics processor.';
const SIMULATED = 'The browser only simulates a graphics processor, which would be slower.';

/** A real graphics processor where there is one; a simulated one only where it was asked for. Never rejects. */
export async function chooseDevice(gpu: Gpu | undefined, preference: 'auto' | EmbeddingDevice): Promise<DeviceChoice> {
  if (preference === 'wasm') return { device: 'wasm', note: null };
  const isAsked = preference === 'webgpu';
  // A driver that fails here is as good as none.
  const adapter = (await gpu?.requestAdapter().catch(() => null)) ?? null;
  if (adapter === null) return { device: 'wasm', note: isAsked ? NONE : null };
  const isSimulated = adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
  return isSimulated && !isAsked ? { device: 'wasm', note: SIMULATED } : { device: 'webgpu', note: null };
}
