import type { CacheFiles } from '../ports.ts';
import { normalized } from './quantize.ts';
import { DIMENSIONS } from './vectors.ts';

/** What tests and measurements of the index are made of. */

/** mulberry32: the same numbers from 0 to 1 each time. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Vectors around 200 centres, as texts are around subjects; they differ along 32 directions, as texts do along few. */
export function createSubjects(seed: number): () => Float32Array {
  const random = createRandom(seed);
  const bell = (): number => random() + random() + random() - 1.5;
  const directions = (count: number): Float32Array[] =>
    Array.from({ length: count }, () => normalized(Float32Array.from({ length: DIMENSIONS }, bell)));
  const centres = directions(200);
  const ways = directions(32);
  return () => {
    const vector = Float32Array.from(centres[Math.floor(random() * centres.length)] ?? []);
    for (const way of ways) {
      const weight = 0.3 * bell();
      for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] ?? 0) + weight * (way[k] ?? 0);
    }
    return normalized(vector);
  };
}

export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

/** Files in memory; after `failAfter` changes every further one fails, as when the process is killed. */
export function createFiles(files = new Map<string, Uint8Array>(), failAfter = Number.POSITIVE_INFINITY) {
  let changes = 0;
  const written: string[] = [];
  const change = (apply: () => void): void => {
    if (changes++ >= failAfter) throw new Error('killed');
    apply();
  };
  const port: CacheFiles = {
    read: async (name) => files.get(name)?.slice() ?? null,
    write: async (name, bytes) => {
      change(() => files.set(name, bytes.slice()));
      written.push(name);
    },
    remove: async (name) => change(() => files.delete(name)),
    list: async () => [...files.keys()],
  };
  return { ...port, files, written };
}
