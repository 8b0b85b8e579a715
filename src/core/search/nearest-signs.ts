import { BLOCK_ROWS, type VectorBlock } from './vector-block.ts';

/** Of rows that are not compared. */
const FAR = 0xffff;

/** Of sign bits in a row: 384 dimensions. */
const WORDS = 12;

/** Finds the rows whose sign bits differ least from a query's, over all of them; keeps its arrays from search to search. */
export class NearestSigns {
  #distances = new Uint16Array(0);

  /**
   * At least `wanted` rows where there are as many: all that lie as near as the last of them. `open`: 1 for the slots whose
   * rows are compared; null for all.
   */
  find(blocks: readonly VectorBlock[], signs: Uint32Array, wanted: number, open: Uint8Array | null): number[] {
    if (this.#distances.length < blocks.length * BLOCK_ROWS) {
      this.#distances = new Uint16Array(blocks.length * BLOCK_ROWS);
    }
    const histogram = new Uint32Array(WORDS * 32 + 1);
    for (const [number, block] of blocks.entries()) {
      const distances = this.#distances.subarray(number * BLOCK_ROWS, (number + 1) * BLOCK_ROWS);
      measureDistances(block, signs, open, distances, histogram);
    }
    return this.#below(blocks, limitOf(histogram, wanted));
  }

  #below(blocks: readonly VectorBlock[], limit: number): number[] {
    const rows: number[] = [];
    for (const [number, { used }] of blocks.entries()) {
      const base = number * BLOCK_ROWS;
      for (let row = base; row < base + used; row++) if ((this.#distances[row] ?? FAR) < limit) rows.push(row);
    }
    return rows;
  }
}

/** Written out word by word, which takes two thirds of the time that a loop over them does. */
function measureDistances(
  { slots, bits, used }: VectorBlock,
  [a0 = 0, a1 = 0, a2 = 0, b0 = 0, b1 = 0, b2 = 0, c0 = 0, c1 = 0, c2 = 0, d0 = 0, d1 = 0, d2 = 0]: Uint32Array,
  open: Uint8Array | null,
  distances: Uint16Array,
  histogram: Uint32Array,
): void {
  for (let at = 0, i = 0; at < used; at++, i += WORDS) {
    const slot = slots[at] ?? -1;
    if (slot < 0 || (open !== null && open[slot] !== 1)) {
      distances[at] = FAR;
      continue;
    }
    const distance = sumOfBytes(
      countByEights((bits[i] ?? 0) ^ a0, (bits[i + 1] ?? 0) ^ a1, (bits[i + 2] ?? 0) ^ a2) +
        countByEights((bits[i + 3] ?? 0) ^ b0, (bits[i + 4] ?? 0) ^ b1, (bits[i + 5] ?? 0) ^ b2) +
        countByEights((bits[i + 6] ?? 0) ^ c0, (bits[i + 7] ?? 0) ^ c1, (bits[i + 8] ?? 0) ^ c2) +
        countByEights((bits[i + 9] ?? 0) ^ d0, (bits[i + 10] ?? 0) ^ d1, (bits[i + 11] ?? 0) ^ d2),
    );
    distances[at] = distance;
    histogram[distance] = (histogram[distance] ?? 0) + 1;
  }
}

function sumOfBytes(word: number): number {
  const pairs = (word & 0x00ff00ff) + ((word >>> 8) & 0x00ff00ff);
  return (pairs & 0xffff) + (pairs >>> 16);
}

/** Set bits of three words together in each byte: added bit by bit to a sum and a carry, which are counted by fours. */
function countByEights(a: number, b: number, c: number): number {
  const odd = a ^ b;
  const fours = countByFours(odd ^ c) + (countByFours((a & b) | (odd & c)) << 1);
  return (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
}

function countByFours(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  return (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
}

/** The distance below which at least `wanted` rows lie, or all. */
function limitOf(histogram: Uint32Array, wanted: number): number {
  let limit = 0;
  for (let found = 0; limit < histogram.length && found < wanted; limit++) found += histogram[limit] ?? 0;
  return limit;
}
