import * as Comlink from 'comlink';
import { createModelStore } from '../../../src/adapters/models/model-store.ts';
import { SMOLLM2 } from '../../../src/core/llm/starter-models.ts';
import { judge } from '../../../src/workers/llm/judge.ts';
import { loadRuntime, type Runtime } from '../../../src/workers/llm/runtime.ts';

/** Judging at different batch sizes, without the client around it. */

let runtime: Runtime | null = null;
const host = { nowMs: () => performance.now(), breathe: async () => {} };

const judging = {
  async load(baseUrl: string) {
    const store = createModelStore({
      baseUrl,
      origin: self.location.origin,
      caches,
      fetch: self.fetch.bind(self),
      locks: navigator.locks,
      crypto: crypto.subtle,
    });
    runtime = await loadRuntime(SMOLLM2, async (path) =>
      SMOLLM2.files.some((file) => file.path === path) ? store.open(SMOLLM2, path) : undefined,
    );
  },

  async judge(question: string, passages: readonly string[], batchSize: number) {
    if (!runtime) throw new Error('not loaded');
    const request = { question, passages, budgetMs: 600_000 };
    return judge(runtime, host, request, { signal: { aborted: false }, onJudgement: () => {}, batchSize });
  },
};

export type Judging = typeof judging;

Comlink.expose(judging);
