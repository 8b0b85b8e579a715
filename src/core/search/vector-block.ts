import { CHECKSUM_WORDS, checksum, checksumName } from './checksum.ts';

/**
 * Rows of vectors, at most `BLOCK_ROWS`: for each the item's slot (-1 for a free row), the chunk's ordinal, the scale,
 * the sign bits and the int8 values. A file of a block is its used rows, after a header of 32-bit words: magic, format
 * version, length in bytes, two check sums, rows, dimensions, 0. Little-endian.
 */
export interface VectorBlock {
  readonly slots: Int32Array;
  readonly ordinals: Uint32Array;
  readonly scales: Float32Array;
  readonly bits: Uint32Array;
  readonly values: Int8Array;
  /** Rows that were ever used: the first of them. */
  used: number;
  /** The file that holds it as it is; null where it changed since. */
  file: string | null;
}

export const BLOCK_ROWS = 4096;
const MAGIC = 0x56455348;
const VERSION = 1;
const HEADER_WORDS = 8;

export function createBlock(dimensions: number): VectorBlock {
  return {
    slots: new Int32Array(BLOCK_ROWS).fill(-1),
    ordinals: new Uint32Array(BLOCK_ROWS),
    scales: new Float32Array(BLOCK_ROWS),
    bits: new Uint32Array((BLOCK_ROWS * dimensions) / 32),
    values: new Int8Array(BLOCK_ROWS * dimensions),
    used: 0,
    file: null,
  };
}

/** The block's bytes, and the name that they give it. */
export function encodeBlock(block: VectorBlock, dimensions: number): { bytes: Uint8Array; name: string } {
  const { used } = block;
  const words = new Uint32Array(HEADER_WORDS + used * wordsOfRow(dimensions));
  words.set([MAGIC, VERSION, words.byteLength, 0, 0, used, dimensions, 0]);
  const { slots, ordinals, scales, bits, values } = sections(words, used, dimensions);
  slots.set(block.slots.subarray(0, used));
  ordinals.set(block.ordinals.subarray(0, used));
  scales.set(block.scales.subarray(0, used));
  bits.set(block.bits.subarray(0, bits.length));
  values.set(block.values.subarray(0, values.length));
  const sums = checksum(words);
  words.set(sums, CHECKSUM_WORDS[0]);
  return { bytes: new Uint8Array(words.buffer), name: checksumName(sums) };
}

/** The block that the bytes hold, copied, with `name` as its file; null where they are not to be trusted. */
export function decodeBlock(source: Uint8Array, dimensions: number, name: string): VectorBlock | null {
  if (source.byteLength % 4 !== 0) return null;
  const bytes = source.byteOffset % 4 === 0 ? source : source.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  const [magic, version, length, , , used = 0, width] = words;
  const whole = words.length === HEADER_WORDS + used * wordsOfRow(dimensions);
  if (magic !== MAGIC || version !== VERSION || length !== bytes.byteLength || width !== dimensions || !whole)
    return null;
  const sums = checksum(words);
  if (used > BLOCK_ROWS || sums.some((sum, i) => sum !== words[CHECKSUM_WORDS[0] + i])) return null;
  if (checksumName(sums) !== name) return null;
  const block = createBlock(dimensions);
  const held = sections(words, used, dimensions);
  block.slots.set(held.slots);
  block.ordinals.set(held.ordinals);
  block.scales.set(held.scales);
  block.bits.set(held.bits);
  block.values.set(held.values);
  block.used = used;
  block.file = name;
  return block;
}

const wordsOfRow = (dimensions: number): number => 3 + dimensions / 32 + dimensions / 4;

function sections({ buffer, byteOffset }: Uint32Array, rows: number, dimensions: number) {
  let at = byteOffset + HEADER_WORDS * 4;
  const next = (bytes: number): number => {
    const start = at;
    at += bytes;
    return start;
  };
  return {
    slots: new Int32Array(buffer, next(rows * 4), rows),
    ordinals: new Uint32Array(buffer, next(rows * 4), rows),
    scales: new Float32Array(buffer, next(rows * 4), rows),
    bits: new Uint32Array(buffer, next((rows * dimensions) / 8), (rows * dimensions) / 32),
    values: new Int8Array(buffer, next(rows * dimensions), rows * dimensions),
  };
}
