import { AppError } from '../../core/errors.ts';
import { exposeMethods } from '../link/expose.ts';
import { createTurns, keptModelFiles } from '../link/model-worker.ts';
import type { EmbedCalls, LoadInput } from './embed.api.ts';
import type { EmbedRuntime } from './embed-runtime.ts';

/** Runs one embedding model. Stateless towards its client and disposable: it can be ended at any time. */

/** The libraries come with the device that they are for: a worker has one of the two runtimes. */
async function load({ model, baseUrl, device }: LoadInput): Promise<EmbedRuntime> {
  const readFile = keptModelFiles(model, baseUrl);
  if (device === 'webgpu') return (await import('./webgpu-runtime.ts')).loadWebgpuRuntime(model, readFile);
  return (await import('./embed-runtime.ts')).loadEmbedRuntime(model, readFile, device);
}

function serve(): void {
  let runtime: EmbedRuntime | null = null;
  const inTurn = createTurns();

  const methods = {
    load: (input: LoadInput) =>
      inTurn(async () => {
        const startMs = performance.now();
        runtime ??= await load(input);
        return { loadMs: performance.now() - startMs };
      }),
    embed: (texts: readonly string[]) =>
      inTurn(async () => {
        if (runtime === null) throw new AppError('model-unavailable', 'The model is not loaded.', { retryable: true });
        return runtime(texts);
      }),
    settle: () => inTurn(async () => true as const),
  } satisfies { [M in keyof EmbedCalls]: (input: EmbedCalls[M]['input']) => Promise<EmbedCalls[M]['output']> };
  exposeMethods(self, methods);
}

serve();
