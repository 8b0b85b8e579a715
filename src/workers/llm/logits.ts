/** Arithmetic on a model's output: rows of one number for each token of the vocabulary. Natural logarithms. */

/** Log-probability of `token` by softmax over the row. */
export function logProbability(row: Float32Array, token: number): number {
  let peak = Number.NEGATIVE_INFINITY;
  for (const value of row) if (value > peak) peak = value;
  let sum = 0;
  for (const value of row) sum += Math.exp(value - peak);
  return (row[token] ?? Number.NEGATIVE_INFINITY) - peak - Math.log(sum);
}

/**
 * Mean log-probability of `tokens`, where `logits` holds a row for each of them, in order; rows after that are ignored.
 */
export function meanLogProbability(logits: Float32Array, vocabulary: number, tokens: readonly number[]): number {
  let sum = 0;
  tokens.forEach((token, at) => {
    sum += logProbability(logits.subarray(at * vocabulary, (at + 1) * vocabulary), token);
  });
  return sum / tokens.length;
}

/** Makes tokens that were there before less likely, in place (Keskar et al., CTRL, 2019). 1 changes nothing. */
export function penaliseRepetition(row: Float32Array, seen: Iterable<number>, penalty: number): void {
  if (penalty === 1) return;
  for (const token of seen) {
    const value = row[token];
    if (value !== undefined) row[token] = value < 0 ? value * penalty : value / penalty;
  }
}

/** Index of the largest value, the first of equals. */
export function argmax(row: Float32Array): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < row.length; at++) {
    const value = row[at] ?? Number.NEGATIVE_INFINITY;
    if (value > bestValue) {
      best = at;
      bestValue = value;
    }
  }
  return best;
}
