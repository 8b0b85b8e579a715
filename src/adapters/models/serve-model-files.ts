import { env } from '@huggingface/transformers';
import { AppError } from '../../core/errors.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';

/** Reads one file of the model, verified; undefined when the model has no such file. */
export type ReadModelFile = (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

const LOCAL_PATH = 'models/';

/**
 * Loads a model into this context with `start`, which finds the model's files and no network. After a failure
 * transformers.js stays broken here (its queue of sessions keeps the rejection): end the worker.
 */
export async function startModel<T>(
  model: ModelManifest,
  readFile: ReadModelFile,
  start: () => Promise<T>,
): Promise<T> {
  let giveUp: (reason: unknown) => void = () => {};
  // A weight that cannot be read leaves transformers.js waiting for ever, so we do not wait for it.
  const unreadable = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  serveModelFiles(model, async (path) => {
    try {
      return await readFile(path);
    } catch (error) {
      giveUp(error);
      throw error;
    }
  });
  try {
    return await Promise.race([start(), unreadable]);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const sentence = 'The model could not be started in this browser.';
    throw new AppError('model-unavailable', sentence, { cause, retryable: true });
  }
}

/** transformers.js asks our files first, finds no network behind them, and takes the runtime from the own origin. */
function serveModelFiles(model: ModelManifest, readFile: ReadModelFile): void {
  const prefix = `${LOCAL_PATH}${model.id}/`;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = LOCAL_PATH;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.fetch = async () => new Response(null, { status: 404 });
  env.customCache = {
    async match(request: string) {
      if (!request.startsWith(prefix)) return undefined;
      const bytes = await readFile(request.slice(prefix.length));
      return bytes && new Response(bytes);
    },
    put: async () => undefined,
  };
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new AppError('unsupported', 'This browser cannot run WebAssembly.');
  // Unset, the runtime takes the file that was built beside it; transformers.js had put a foreign address here.
  delete wasm.wasmPaths;
  // More threads need cross-origin isolation, which Hearth does without.
  wasm.numThreads = 1;
}
