/** Vectors in fewer bits: one sign bit for each dimension, and int8 with a scale for each vector. */

/** Writes the signs, 32 dimensions a word, from `at` on. */
export function writeSigns(vector: ArrayLike<number>, bits: Uint32Array, at: number): void {
  for (let k = 0; k < vector.length; k++) {
    const word = at + (k >>> 5);
    if ((k & 31) === 0) bits[word] = 0;
    if ((vector[k] ?? 0) > 0) bits[word] = (bits[word] ?? 0) | (1 << (k & 31));
  }
}

/** Writes the vector as int8 from `at` on, and returns its scale: what a step of one is worth. */
export function writeInt8(vector: ArrayLike<number>, values: Int8Array, at: number): number {
  let peak = 0;
  for (let k = 0; k < vector.length; k++) peak = Math.max(peak, Math.abs(vector[k] ?? 0));
  const scale = peak / 127;
  for (let k = 0; k < vector.length; k++) values[at + k] = scale === 0 ? 0 : Math.round((vector[k] ?? 0) / scale);
  return scale;
}

/** Inner product of a vector with the `length` int8 values from `at` on, without their scale. */
export function dotInt8(query: Float32Array, values: Int8Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < query.length; k++) sum += (query[k] ?? 0) * (values[at + k] ?? 0);
  return sum;
}

/** Length 1; a vector of zeros stays as it is. */
export function normalized(vector: ArrayLike<number>): Float32Array {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += (vector[k] ?? 0) ** 2;
  const length = Math.sqrt(sum) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
