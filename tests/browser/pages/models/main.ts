import { createModelStore, MODEL_CACHE } from '../../../../src/adapters/models/model-store.ts';
import { type ErrorShape, encodeError } from '../../../../src/core/errors.ts';
import type { GenerateRequest, Judgement, JudgeRequest } from '../../../../src/core/llm/language-model.ts';
import type { ModelManifest } from '../../../../src/core/llm/model-manifest.ts';
import { MINILM_WASM, MINILM_WEBGPU, SMOLLM2 } from '../../../../src/core/llm/starter-models.ts';
import type { Gpu } from '../../../../src/workers/embed/embed.api.ts';
import { createEmbedClient } from '../../../../src/workers/embed/embed.client.ts';
import type { After } from '../../../../src/workers/link/model-session.ts';
import { allowOwnScripts } from '../../../../src/workers/link/trusted-scripts.client.ts';
import { createLlmClient } from '../../../../src/workers/llm/llm.client.ts';

/** What the tests reach in the page. Everything comes back as plain values, errors as their codes. */

allowOwnScripts();

type Outcome<T> = { readonly value: T } | { readonly error: ErrorShape };

const outcome = <T>(work: Promise<T>): Promise<Outcome<T>> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: encodeError(error) }),
  );

const after: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

const storeAt = (baseUrl: string) =>
  createModelStore({
    baseUrl,
    origin: location.origin,
    caches,
    fetch: fetch.bind(window),
    locks: navigator.locks,
    crypto: crypto.subtle,
  });

const baseUrl = new URL('models/', document.baseURI).href;
const store = storeAt(baseUrl);
const workers: Worker[] = [];
let ended = 0;
/** Counts its beginning and its end. */
function counted(worker: Worker): Worker {
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    ended++;
    terminate();
  };
  workers.push(worker);
  return worker;
}
const spawn = () =>
  counted(new Worker(new URL('../../../../src/workers/llm/llm.worker.ts', import.meta.url), { type: 'module' }));
const times = { backoffMs: [10, 20] };
const client = createLlmClient({ spawn, store, model: SMOLLM2, baseUrl, after, times });
/** A client whose worker is another script. */
const clientOf = (script: string) =>
  createLlmClient({
    spawn: () => counted(new Worker(new URL(script, document.baseURI), { type: 'module' })),
    store,
    model: SMOLLM2,
    baseUrl,
    after,
    times: { ...times, silenceMs: 150, stopWithinMs: 100 },
  });
const brokenClient = clientOf('no-such-worker.js');
const idleClient = createLlmClient({ spawn, store, model: SMOLLM2, baseUrl, after, times: { ...times, idleMs: 200 } });

const spawnEmbedder = () =>
  counted(new Worker(new URL('../../../../src/workers/embed/embed.worker.ts', import.meta.url), { type: 'module' }));
const embedding = {
  spawn: spawnEmbedder,
  store,
  models: { wasm: MINILM_WASM, webgpu: MINILM_WEBGPU },
  baseUrl,
  after,
  times,
};
const embedder = createEmbedClient({ ...embedding, gpu: (navigator as { readonly gpu?: Gpu }).gpu });

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});

/** Fires `afterMs` later. */
function stopper(afterMs: number | undefined): { readonly signal?: AbortSignal } {
  return afterMs === undefined ? {} : { signal: AbortSignal.timeout(afterMs) };
}

const modelsPage = {
  violations: () => violations,
  workersStarted: () => workers.length,
  workersEnded: () => ended,
  createStoreAt: (url: string) => outcome(Promise.resolve().then(() => void storeAt(url))),
  state: (model: ModelManifest) => store.state(model),
  verify: (model: ModelManifest) => store.verify(model),
  remove: (model: ModelManifest) => store.remove(model),

  async fetch(model: ModelManifest, stopAtBytes = Number.POSITIVE_INFINITY) {
    const stop = new AbortController();
    const progress: number[] = [];
    const onProgress = ({ done }: { done: number }) => {
      progress.push(done);
      if (done >= stopAtBytes) stop.abort();
    };
    return { ...(await outcome(store.fetch(model, { onProgress, signal: stop.signal }))), progress };
  },

  async open(model: ModelManifest, path: string) {
    return outcome(store.open(model, path).then((bytes) => [bytes.byteLength, bytes[0], bytes.at(-1)]));
  },

  /** Changes one byte of what the cache holds for a file. */
  async damage(path: string) {
    const cache = await caches.open(MODEL_CACHE);
    const request = (await cache.keys()).find(({ url }) => url.includes(`${path}?`) && url.includes('&part=0'));
    if (!request) throw new Error(`Nothing is kept of ${path}`);
    const bytes = new Uint8Array(await ((await cache.match(request)) ?? Response.error()).arrayBuffer());
    bytes[7] = (bytes[7] ?? 0) ^ 0xff;
    await cache.put(request, new Response(bytes));
  },

  async load(stopAfterMs?: number) {
    const progress: number[] = [];
    const onProgress = ({ done }: { done: number }) => progress.push(done);
    return { ...(await outcome(client.load({ onProgress, ...stopper(stopAfterMs) }))), progress };
  },
  loadBroken: () => outcome(brokenClient.load({})),
  countTokensBroken: () => outcome(brokenClient.countTokens(['one'])),
  loadSilent: (stopAfterMs?: number) => outcome(clientOf('silent.js').load(stopper(stopAfterMs))),
  countTokensIdle: (texts: string[]) => outcome(idleClient.countTokens(texts)),
  unload: () => client.unload(),
  countTokens: (texts: string[]) => outcome(client.countTokens(texts)),

  async judge(request: JudgeRequest, stopAfterMs?: number) {
    const streamed: Judgement[] = [];
    const onJudgement = (judgement: Judgement) => streamed.push(judgement);
    return { ...(await outcome(client.judge(request, { onJudgement, ...stopper(stopAfterMs) }))), streamed };
  },

  /** Stops after `stopAfterPieces` pieces of text; `stopMs` is how long that took. */
  async generate(request: GenerateRequest, stopAfterPieces = Number.POSITIVE_INFINITY) {
    const stop = new AbortController();
    const streamed: string[] = [];
    let stoppedAt = 0;
    const onText = (text: string) => {
      streamed.push(text);
      if (streamed.length < stopAfterPieces || stop.signal.aborted) return;
      stoppedAt = performance.now();
      stop.abort();
    };
    const result = await outcome(client.generate(request, { onText, signal: stop.signal }));
    return { ...result, streamed, stopMs: stoppedAt === 0 ? null : performance.now() - stoppedAt };
  },

  /** A background call and a chat call, made while another one runs: in which order they ended. */
  async order(request: JudgeRequest) {
    const ended: string[] = [];
    const note = (name: string) => () => void ended.push(name);
    await Promise.all([
      client.judge(request).then(note('first')),
      client.background.judge(request).then(note('background')),
      client.judge(request).then(note('chat')),
    ]);
    return ended;
  },

  async embed(texts: string[]) {
    const startMs = performance.now();
    const embedded = await outcome(embedder.embed(texts).then((vectors) => vectors.map((vector) => [...vector])));
    return { ...embedded, elapsedMs: performance.now() - startMs };
  },

  preferDevice: (choice: 'auto' | 'wasm' | 'webgpu') => embedder.host?.prefer(choice),
  embeddingHost: () => ({ device: embedder.host?.device, note: embedder.host?.note }),

  endWorker() {
    const last = workers.at(-1);
    last?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  },
};

export type ModelsPage = typeof modelsPage;

declare global {
  interface Window {
    modelsPage: ModelsPage;
  }
}

window.modelsPage = modelsPage;
