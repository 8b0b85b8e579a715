/**
 * Fusion of two scores that have nothing in common but their order of magnitude within one search: each is centred and
 * scaled by its mean and deviation over the candidates, then both are added with fixed weights. The weights were chosen
 * on one half of a collection and reported on the other (docs/decisions/0010-fusion.md).
 */
const TEXT_WEIGHT = 0.5;

export interface Candidate {
  /** BM25F; 0 where no word of the query occurs. */
  readonly text: number;
  /** Cosine; null for a passage that has no vector yet, which is taken to fit half as well as its words do. */
  readonly vector: number | null;
  /** How many of the query's codes, numbers and quoted phrases it holds. */
  readonly exact: number;
}

/**
 * A score from 0 to 1 for each candidate, in their order. Meaning alone lifts no candidate over one that holds more of what
 * the query names exactly: such a one can only be passed by words.
 */
export function fuseScores(candidates: readonly Candidate[], textWeight = TEXT_WEIGHT): number[] {
  const text = standardized(candidates.map((candidate) => candidate.text));
  const known = candidates.flatMap(({ vector }) => (vector === null ? [] : [vector]));
  const scale = scaleOf(known);
  const meaning = candidates.map(({ vector }, i) => (vector === null ? (text[i] ?? 0) / 2 : scale(vector)));
  const capped = capByExact(candidates, meaning);
  return toUnit(text.map((score, i) => textWeight * score + (1 - textWeight) * (capped[i] ?? 0)));
}

const standardized = (values: readonly number[]): number[] => values.map(scaleOf(values));

/** What makes a value one with mean 0 and deviation 1 among `values`; all 0 where they do not differ. */
function scaleOf(values: readonly number[]): (value: number) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length, 1);
  const deviation = Math.sqrt(variance);
  return (value) => (deviation < 1e-9 ? 0 : (value - mean) / deviation);
}

/** No meaning above the least of those that hold more exactly. */
function capByExact(candidates: readonly Candidate[], meaning: readonly number[]): readonly number[] {
  const levels = [...new Set(candidates.map(({ exact }) => exact))].sort((a, b) => b - a);
  if (levels.length < 2) return meaning;
  const capped = [...meaning];
  let cap = Number.POSITIVE_INFINITY;
  for (const level of levels) {
    let least = cap;
    for (const [i, { exact }] of candidates.entries()) {
      if (exact !== level) continue;
      capped[i] = Math.min(meaning[i] ?? 0, cap);
      least = Math.min(least, capped[i] ?? 0);
    }
    cap = least;
  }
  return capped;
}

function toUnit(scores: readonly number[]): number[] {
  const least = scores.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const most = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY);
  return scores.map((score) => (most > least ? (score - least) / (most - least) : 1));
}
