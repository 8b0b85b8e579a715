import { isSettled } from '../../core/llm/judge-prior.ts';
import { judgePrefix } from '../../core/llm/judge-prompt.ts';
import type { Judgement, JudgeRequest, JudgeResult } from '../../core/llm/language-model.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { meanLogProbability } from './logits.ts';
import type { Past, Runtime } from './runtime.ts';

/** Longer passages are judged by their beginning. */
const MAX_PASSAGE_TOKENS = 384;
const MAX_QUESTION_TOKENS = 96;
/** Of keys and values of passages that were read: about 1,400 tokens. */
const MAX_PAST_BYTES = 64_000_000;
/** Characters of passages and questions whose judgement is kept. */
const MAX_JUDGED_LENGTH = 1_000_000;

/** What the work needs of the context it runs in. */
export interface Host {
  /** Milliseconds that only go forward. */
  readonly nowMs: () => number;
  /** Lets messages in, so that a stop is heard. */
  readonly breathe: () => Promise<void>;
}

export interface JudgeOptions {
  readonly signal: AbortFlag;
  readonly onJudgement: (judgement: Judgement) => void;
}

export type Judge = (request: JudgeRequest, options: JudgeOptions) => Promise<JudgeResult>;

/** A passage as the model has read it. */
interface ReadPassage {
  readonly tokens: number;
  /** The last token before the question: its logits are the question's first. */
  readonly last: number;
  readonly past: Past;
}

/**
 * How likely the model finds the question after each passage (query likelihood: Sachan et al., Improving Passage
 * Retrieval with Zero-Shot Question Generation, 2022). In the order of the request, until the budget would not do for
 * the next passage, by the pace so far; the first one is always judged. A passage is read by itself and then the question
 * after it, so that a judgement is the same whether the passage was read now or for an earlier question.
 */
export function createJudge(runtime: Runtime, host: Host): Judge {
  const passages = createBoundedCache<ReadPassage>(MAX_PAST_BYTES, ({ past }) => bytesOf(past));
  const judged = createBoundedCache<{ readonly key: string; readonly logProbability: number }>(
    MAX_JUDGED_LENGTH,
    ({ key }) => key.length,
  );

  const read = async (passage: string): Promise<ReadPassage> => {
    const known = passages.get(passage);
    if (known !== undefined) return known;
    const tokens = promptTokens(runtime, passage);
    const { past } = await runtime.forward({ tokens: tokens.slice(0, -1), keep: 1 });
    const fresh = { tokens: tokens.length, last: tokens.at(-1) ?? 0, past };
    passages.put(passage, fresh);
    return fresh;
  };

  return async (request, { signal, onJudgement }) => {
    const startMs = host.nowMs();
    const text = request.question.trim();
    const question = runtime.encode(` ${text}`).slice(0, MAX_QUESTION_TOKENS);
    const judgements: Judgement[] = [];
    let inputTokens = 0;
    let worked = 0;
    let settled = text === '';
    for (const [index, passage] of request.passages.entries()) {
      settled ||= request.prior !== undefined && isSettled(request.prior, judgements, index);
      const key = `${text}\n${passage}`;
      const before = judged.get(key);
      const elapsedMs = host.nowMs() - startMs;
      const tooLate = before === undefined && worked > 0 && elapsedMs * (1 + 1 / worked) > request.budgetMs;
      if (settled || tooLate || signal.aborted) break;
      let logProbability = before?.logProbability;
      if (logProbability === undefined) {
        const { tokens, last, past } = await read(passage);
        const { logits, vocabulary } = await runtime.forward({
          tokens: [last, ...question],
          past,
          keep: question.length + 1,
        });
        logProbability = meanLogProbability(logits, vocabulary, question);
        judged.put(key, { key, logProbability });
        inputTokens += tokens + question.length;
        worked++;
      }
      const judgement = { index, logProbability };
      judgements.push(judgement);
      onJudgement(judgement);
      await host.breathe();
    }
    const cutShort = !settled && judgements.length < request.passages.length;
    return { judgements, inputTokens, elapsedMs: host.nowMs() - startMs, cutShort };
  };
}

const bytesOf = (past: Past): number =>
  Object.values(past).reduce((sum, { data }) => sum + (ArrayBuffer.isView(data) ? data.byteLength : 0), 0);

function promptTokens(runtime: Runtime, passage: string): number[] {
  const tokens = runtime.encode(passage);
  const fits = tokens.length <= MAX_PASSAGE_TOKENS;
  return runtime.encode(judgePrefix(fits ? passage : runtime.decode(tokens.slice(0, MAX_PASSAGE_TOKENS))));
}
