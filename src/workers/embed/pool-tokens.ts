/**
 * The mean of the tokens that count, of length 1: the sentence embedding of all-MiniLM-L6-v2 (Reimers and Gurevych, 2019).
 * `states`: a row of `dimensions` numbers for each token of each text; `mask`: 1 for the tokens that are no padding.
 */
export function poolTokens(states: Float32Array, mask: ArrayLike<number | bigint>, texts: number): Float32Array {
  const tokens = mask.length / texts;
  const dimensions = states.length / mask.length;
  const pooled = new Float32Array(texts * dimensions);
  for (let text = 0; text < texts; text++) {
    const vector = pooled.subarray(text * dimensions, (text + 1) * dimensions);
    for (let token = text * tokens; token < (text + 1) * tokens; token++) {
      if (!mask[token]) continue;
      for (let k = 0; k < dimensions; k++) vector[k] = (vector[k] ?? 0) + (states[token * dimensions + k] ?? 0);
    }
    const length = Math.hypot(...vector) || 1;
    for (let k = 0; k < dimensions; k++) vector[k] = (vector[k] ?? 0) / length;
  }
  return pooled;
}
