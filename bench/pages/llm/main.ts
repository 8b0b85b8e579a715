import * as Comlink from 'comlink';
import { createModelStore } from '../../../src/adapters/models/model-store.ts';
import { SMOLLM2 } from '../../../src/core/llm/starter-models.ts';
import { allowOwnScripts } from '../../../src/workers/link/trusted-scripts.client.ts';
import { createLlmClient } from '../../../src/workers/llm/llm.client.ts';
import type { Bare } from './bare.worker.ts';
import type { Judging, JudgingTimes } from './judge.worker.ts';

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
const after = (delayMs: number, run: () => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
const spawn = () => new Worker(new URL('../../../src/workers/llm/llm.worker.ts', import.meta.url), { type: 'module' });
const client = createLlmClient({ spawn, store, model: SMOLLM2, baseUrl, after });

const bareWorker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
const bare = Comlink.wrap<Bare>(bareWorker);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

const llmBench = {
  /** Download and check, then the load from the cache. */
  fetchOurs: () => timed(() => store.fetch(SMOLLM2)),
  loadOurs: () => timed(() => client.load({})),
  unloadOurs: () => client.unload(),
  loadBare: () => timed(() => bare.load()),
  endBare: () => bareWorker.terminate(),
  ours: (content: string, maxTokens: number) =>
    client.generate({ messages: [{ role: 'user', content }], maxTokens, repetitionPenalty: 1.1 }),
  bare: (content: string, maxTokens: number) => bare.generate(content, maxTokens),

  async judging(question: string, other: string, passages: readonly string[], rounds: number) {
    const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
    const judging = Comlink.wrap<Judging>(worker);
    await judging.load(baseUrl);
    const times: JudgingTimes[] = [];
    for (let round = 0; round < rounds; round++) times.push(await judging.judge(question, other, passages));
    worker.terminate();
    return times;
  },
};

export type LlmBench = typeof llmBench;

declare global {
  interface Window {
    llmBench: LlmBench;
  }
}

window.llmBench = llmBench;
