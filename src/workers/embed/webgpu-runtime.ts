import type { ReadModelFile } from '../../adapters/models/serve-model-files.ts';
import { AppError } from '../../core/errors.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { EmbedRuntime } from './embed-runtime.ts';
import { isOfSameSpace, REFERENCE_TEXT } from './reference-vector.ts';

/**
 * The model on the graphics processor: only once it has given the vector that is known of one sentence. From then on
 * calls reject when the device is lost; the worker must be ended then.
 */
export async function loadWebgpuRuntime(model: ModelManifest, readFile: ReadModelFile): Promise<EmbedRuntime> {
  const ort = await import('virtual:ort-webgpu');
  // transformers.js takes the runtime that it finds here instead of its own; it must not have been loaded before.
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: ort });
  const { loadEmbedRuntime } = await import('./embed-runtime.ts');
  const embed = await loadEmbedRuntime(model, readFile, 'webgpu');
  const { lost } = await ort.env.webgpu.device;
  const gone = lost.then(({ message }): never => {
    throw new AppError('model-unavailable', 'The graphics processor went away.', { cause: message, retryable: true });
  });
  gone.catch(() => undefined); // told by the call under way, or the next one
  if (!isOfSameSpace(await Promise.race([embed([REFERENCE_TEXT]), gone]))) {
    throw new AppError('model-unavailable', 'The graphics processor computes something else.', { retryable: true });
  }
  return (texts) => Promise.race([embed(texts), gone]);
}
