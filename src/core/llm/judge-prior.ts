import type { Judgement, JudgePrior } from './language-model.ts';

/**
 * Whether the passages from `next` on can no longer come among the first `places`, if none of them is judged more than
 * `reach` above the best so far. No strict bound: a passage that would be judged better than that is missed.
 */
export function isSettled(
  { scores, places, reach }: JudgePrior,
  judgements: readonly Judgement[],
  next: number,
): boolean {
  if (judgements.length < places) return false;
  const totals = judgements.map(({ index, logProbability }) => (scores[index] ?? 0) + logProbability);
  const last = totals.toSorted((a, b) => b - a)[places - 1] ?? Number.NEGATIVE_INFINITY;
  const best = Math.max(...judgements.map(({ logProbability }) => logProbability));
  return (scores[next] ?? Number.NEGATIVE_INFINITY) + best + reach < last;
}
