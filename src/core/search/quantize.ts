/**
 * Vectors in fewer bits: one sign bit for each dimension; int8 with a scale for each vector; and what int8 leaves, in
 * sixteenths of a step, two dimensions a byte, the first in the lower half.
 */

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

/** Writes what the int8 values from `at` on leave of the vector, from `at / 2` on. */
export function writeRests(vector: ArrayLike<number>, values: Int8Array, at: number, scale: number, rests: Uint8Array) {
  const sixteenth = (k: number): number => {
    const rest = scale === 0 ? 0 : (vector[k] ?? 0) / scale - (values[at + k] ?? 0);
    return Math.min(Math.max(Math.floor(rest * 16) + 8, 0), 15);
  };
  for (let k = 0; k < vector.length; k += 2) rests[(at + k) >>> 1] = sixteenth(k) | (sixteenth(k + 1) << 4);
}

/** Inner product of a vector with the one from `at` on, without its scale. A rest stands for the middle of its sixteenth. */
export function dotQuantized(query: Float32Array, values: Int8Array, rests: Uint8Array, at: number): number {
  let even = 0;
  let odd = 0;
  for (let k = 0; k < query.length; k += 2) {
    const both = rests[(at + k) >>> 1] ?? 0;
    even += (query[k] ?? 0) * (16 * (values[at + k] ?? 0) + (both & 15) - 7.5);
    odd += (query[k + 1] ?? 0) * (16 * (values[at + k + 1] ?? 0) + (both >>> 4) - 7.5);
  }
  return (even + odd) / 16;
}

/** The vector from `at` on, without its scale. */
export function readQuantized(values: Int8Array, rests: Uint8Array, at: number, dimensions: number): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, k) => {
    const both = rests[(at + k) >>> 1] ?? 0;
    return (values[at + k] ?? 0) + ((k % 2 === 0 ? both & 15 : both >>> 4) - 7.5) / 16;
  });
}

/** Length 1; a vector of zeros stays as it is. */
export function normalized(vector: ArrayLike<number>): Float32Array {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += (vector[k] ?? 0) ** 2;
  const length = Math.sqrt(sum) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
