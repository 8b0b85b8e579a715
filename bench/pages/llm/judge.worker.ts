import * as Comlink from 'comlink';
import { createModelStore } from '../../../src/adapters/models/model-store.ts';
import { judgePrompt } from '../../../src/core/llm/judge-prompt.ts';
import { SMOLLM2 } from '../../../src/core/llm/starter-models.ts';
import { createJudge } from '../../../src/workers/llm/judge.ts';
import { meanLogProbability } from '../../../src/workers/llm/logits.ts';
import { loadRuntime, type Runtime } from '../../../src/workers/llm/runtime.ts';

/** Judging without the client around it, and what it is compared with. */

export interface JudgingTimes {
  /** Milliseconds a passage: prompt and question read in one go, as it is done without a cache. */
  readonly whole: number;
  /** The passage read first, then the question. */
  readonly fresh: number;
  /** Another question over the same passages. */
  readonly readBefore: number;
  /** The same question again. */
  readonly known: number;
  /** Pairs of passages that both ways put in the same order, of all pairs. */
  readonly sameOrder: number;
}

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

  async judge(question: string, other: string, passages: readonly string[]): Promise<JudgingTimes> {
    if (!runtime) throw new Error('not loaded');
    const judge = createJudge(runtime, host);
    const run = async (asked: string) => {
      const request = { question: asked, passages, budgetMs: 600_000 };
      const { judgements, elapsedMs } = await judge(request, { signal: { aborted: false }, onJudgement: () => {} });
      return { values: judgements.map(({ logProbability }) => logProbability), ms: elapsedMs / passages.length };
    };
    const whole = await judgeWhole(runtime, question, passages);
    const fresh = await run(question);
    const readBefore = await run(other);
    const known = await run(question);
    return {
      whole: whole.ms,
      fresh: fresh.ms,
      readBefore: readBefore.ms,
      known: known.ms,
      sameOrder: sameOrder(whole.values, fresh.values),
    };
  },
};

async function judgeWhole({ encode, forward }: Runtime, question: string, passages: readonly string[]) {
  const startMs = performance.now();
  const asked = encode(` ${question}`);
  const values: number[] = [];
  for (const passage of passages) {
    const { logits, vocabulary } = await forward({
      tokens: encode(judgePrompt(passage, question)),
      keep: asked.length + 1,
    });
    values.push(meanLogProbability(logits, vocabulary, asked));
  }
  return { values, ms: (performance.now() - startMs) / passages.length };
}

function sameOrder(one: readonly number[], other: readonly number[]): number {
  const pairs = one.flatMap((_, a) => one.slice(a + 1).map((_, b) => [a, a + 1 + b] as const));
  const before = (values: readonly number[], a: number, b: number) => (values[a] ?? 0) > (values[b] ?? 0);
  return pairs.filter(([a, b]) => before(one, a, b) === before(other, a, b)).length / pairs.length;
}

export type Judging = typeof judging;

Comlink.expose(judging);
