import { AppError } from '../../core/errors.ts';
import { exposeMethods } from '../link/expose.ts';
import { createTurns, keptModelFiles } from '../link/model-worker.ts';
import type { EmbedCalls, LoadInput } from './embed.api.ts';
import { type EmbedRuntime, loadEmbedRuntime } from './embed-runtime.ts';

/** Runs one embedding model. Stateless towards its client and disposable: it can be ended at any time. */

function serve(): void {
  let runtime: EmbedRuntime | null = null;
  const inTurn = createTurns();

  const methods = {
    load: ({ model, baseUrl }: LoadInput) =>
      inTurn(async () => {
        const startMs = performance.now();
        runtime ??= await loadEmbedRuntime(model, keptModelFiles(model, baseUrl));
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
