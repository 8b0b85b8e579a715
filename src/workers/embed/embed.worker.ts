import { createModelStore } from '../../adapters/models/model-store.ts';
import { AppError } from '../../core/errors.ts';
import { exposeMethods } from '../link/expose.ts';
import type { EmbedCalls, LoadInput } from './embed.api.ts';
import { type EmbedRuntime, loadEmbedRuntime } from './embed-runtime.ts';

/** Runs one embedding model. Stateless towards its client and disposable: it can be ended at any time. */

async function load({ model, baseUrl }: LoadInput): Promise<EmbedRuntime> {
  const { caches, location, crypto, navigator } = self;
  const store = createModelStore({
    baseUrl,
    origin: location.origin,
    caches,
    fetch: self.fetch.bind(self),
    locks: navigator.locks,
    crypto: crypto.subtle,
  });
  const known = new Set(model.files.map((file) => file.path));
  return loadEmbedRuntime(model, async (path) => (known.has(path) ? store.open(model, path) : undefined));
}

function serve(): void {
  let runtime: EmbedRuntime | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  /** One after the other: the runtime has one queue, and a stopped call must be over before the next begins. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = underWay.then(work);
    underWay = result.catch(() => undefined); // the caller gets the rejection; the next in turn does not
    return result;
  };

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
