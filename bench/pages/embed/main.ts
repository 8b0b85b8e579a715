import { createModelStore } from '../../../src/adapters/models/model-store.ts';
import { MINILM_WASM, MINILM_WEBGPU } from '../../../src/core/llm/starter-models.ts';
import { createEmbedClient } from '../../../src/workers/embed/embed.client.ts';
import { allowOwnScripts } from '../../../src/workers/link/trusted-scripts.client.ts';

/** Hearth's embedding worker, with its own batches. Times in ms; the first call loads the model. */

allowOwnScripts();

const baseUrl = new URL('models/', document.baseURI).href;
const store = createModelStore({
  baseUrl,
  origin: location.origin,
  caches,
  fetch: fetch.bind(window),
  locks: navigator.locks,
  crypto: crypto.subtle,
});
const client = createEmbedClient({
  spawn: () => new Worker(new URL('../../../src/workers/embed/embed.worker.ts', import.meta.url), { type: 'module' }),
  store,
  models: { wasm: MINILM_WASM, webgpu: MINILM_WEBGPU },
  baseUrl,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});
client.host?.prefer('wasm');

const embedBench = {
  async embed(texts: readonly string[]) {
    const startMs = performance.now();
    const vectors = await client.embed(texts);
    return { elapsedMs: performance.now() - startMs, first: [...(vectors[0] ?? [])] };
  },
};

export type EmbedBench = typeof embedBench;

declare global {
  interface Window {
    embedBench: EmbedBench;
  }
}

window.embedBench = embedBench;
