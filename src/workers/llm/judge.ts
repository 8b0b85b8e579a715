import { judgePrefix } from '../../core/llm/judge-prompt.ts';
import type { Judgement, JudgeRequest, JudgeResult } from '../../core/llm/language-model.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { meanLogProbability } from './logits.ts';
import type { Runtime } from './runtime.ts';

/** Longer passages are judged by their beginning. */
const MAX_PASSAGE_TOKENS = 384;
const MAX_QUESTION_TOKENS = 96;

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
  /** Passages read at once. */
  readonly batchSize: number;
}

/**
 * How likely the model finds the question after each passage (query likelihood: Sachan et al., Improving Passage
 * Retrieval with Zero-Shot Question Generation, 2022). In the order of the request, until the budget would not do for
 * the next batch, by the pace so far; the first batch is always read.
 */
export async function judge(
  runtime: Runtime,
  host: Host,
  request: JudgeRequest,
  options: JudgeOptions,
): Promise<JudgeResult> {
  const startMs = host.nowMs();
  const question = runtime.encode(` ${request.question.trim()}`).slice(0, MAX_QUESTION_TOKENS);
  const prompts = request.passages.map((passage) => [...promptTokens(runtime, passage), ...question]);
  const judgements: Judgement[] = [];
  let inputTokens = 0;
  for (let at = 0; at < prompts.length && question.length > 0; at += options.batchSize) {
    const rows = prompts.slice(at, at + options.batchSize);
    const tokens = rows.reduce((sum, row) => sum + row.length, 0);
    const elapsedMs = host.nowMs() - startMs;
    if (inputTokens > 0 && elapsedMs + (tokens * elapsedMs) / inputTokens > request.budgetMs) break;
    if (options.signal.aborted) break;
    for (const [row, logProbability] of (await scoreRows(runtime, rows, question)).entries()) {
      const judgement = { index: at + row, logProbability };
      judgements.push(judgement);
      options.onJudgement(judgement);
    }
    inputTokens += tokens;
    await host.breathe();
  }
  const cutShort = judgements.length < request.passages.length;
  return { judgements, inputTokens, elapsedMs: host.nowMs() - startMs, cutShort };
}

function promptTokens(runtime: Runtime, passage: string): number[] {
  const tokens = runtime.encode(passage);
  const fits = tokens.length <= MAX_PASSAGE_TOKENS;
  return runtime.encode(judgePrefix(fits ? passage : runtime.decode(tokens.slice(0, MAX_PASSAGE_TOKENS))));
}

async function scoreRows(runtime: Runtime, rows: readonly number[][], question: readonly number[]): Promise<number[]> {
  const keep = question.length + 1;
  const { logits, vocabulary } = await runtime.forward({ rows, keep });
  return rows.map((_, row) =>
    meanLogProbability(logits.subarray(row * keep * vocabulary, (row + 1) * keep * vocabulary), vocabulary, question),
  );
}
