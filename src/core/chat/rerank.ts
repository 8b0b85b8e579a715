import type { Judgement, JudgePrior } from '../llm/language-model.ts';
import type { Passage } from './answer.ts';
import { type JudgingPlan, windowsOf } from './reorder.ts';

export interface RerankWeights {
  /** What one unit of mean log-probability is worth, where the best passage's score is 1. */
  readonly judged: number;
  /** As in `JudgePrior`. */
  readonly reach: number;
}

/** On Cranfield more weight makes the order worse (`docs/decisions/0011-judge.md`): the model breaks near ties only. */
export const RERANK_WEIGHTS: RerankWeights = { judged: 0.05, reach: 0.35 };

/** The first passages of a search, in its order, for the judge: of each the sentence that fits the query best. */
export function planReranking(
  query: string,
  passages: readonly Passage[],
  { judged, reach }: RerankWeights = RERANK_WEIGHTS,
): Pick<JudgingPlan, 'texts' | 'prior'> {
  const best = Math.max(1e-9, ...passages.map(({ score }) => score));
  const scores = passages.map(({ score }) => score / best / judged);
  return { texts: windowsOf(query, passages), prior: { scores, places: passages.length, reach } };
}

/**
 * The positions of the passages in their new order. What was not judged counts as the least likely of what was, so that it
 * keeps its order among itself.
 */
export function rerankedOrder({ scores }: JudgePrior, judgements: readonly Judgement[]): number[] {
  const judged = new Map(judgements.map(({ index, logProbability }) => [index, logProbability]));
  const least = Math.min(...judged.values());
  const total = (at: number): number => (scores[at] ?? 0) + (judged.get(at) ?? least);
  const order = scores.map((_, at) => at);
  return judged.size === 0 ? order : order.sort((a, b) => total(b) - total(a) || a - b);
}
