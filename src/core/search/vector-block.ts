import { CHECKSUM_WORDS, checksum, checksumName } from './checksum.ts';

/**
 * Rows of vectors, at most `BLOCK_ROWS`: for each the item's slot (-1 for a free row), the chunk's ordinal, the scale,
 * the sign bits, the int8 values and what these leave (`quantize.ts`). A file of a block is its used rows, after a header of 32-bit words: magic, format
 * version, length in bytes, two check sums, rows, dimensions, 0. Little-endian.
 */
export interface VectorBlock {
  readonly slots: Int32Array;
  readonly ordinals: Uint32Array;
  readonly scales: Float32Array;
  readonly bits: Uint32Array;
  readonly values: Int8Array;
  readonly rests: Uint8Array;
  /** Rows that were ever used: the first of them. */
  used: number;
  /** The file that holds it as it is; null where it changed since. */
  file: string | null;
}

export const BLOCK_ROWS = 4096;
const MAGIC = 0x56455348;
/** 2: with the rests. */
const VERSION = 2;
const HEADER_WORDS = 8;

export function createBlock(dimensions: number): VectorBlock {
  return {
    slots: new Int32Array(BLOCK_ROWS).fill(-1),
    ordinals: new Uint32Array(BLOCK_ROWS),
    scales: new Float32Array(BLOCK_ROWS),
    bits: new Uint32Array((BLOCK_ROWS * dimensions) / 32),
    values: new Int8Array(BLOCK_ROWS * dimensions),
    rests: new Uint8Array((BLOCK_ROWS * dimensions) / 2),
    used: 0,
    file: null,
  };
}

/** The block's bytes, and the name that they give it. */
export function encodeBlock(block: VectorBlock, dimensions: number): { bytes: Uint8Array; name: string } {
  const { used } = block;
  const words = new Uint32Array(HEADER_WORDS + used * wordsOfRow(dimensions));
  words.set([MAGIC, VERSION, words.byteLength, 0, 0, used, dimensions, 0]);
  copyRows(block, sections(words, used, dimensions));
  const sums = checksum(words);
  words.set(sums, CHECKSUM_WORDS[0]);
  return { bytes: new Uint8Array(words.buffer), name: checksumName(sums) };
}

/**
 * The block that the bytes hold, with `name` as its file; null where they are not to be trusted. A full block is the bytes: they
 * must be the caller's to give away.
 */
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
  const held = sections(words, used, dimensions);
  if (used === BLOCK_ROWS) return { ...held, used, file: name };
  const block = createBlock(dimensions);
  copyRows(held, block);
  block.used = used;
  block.file = name;
  return block;
}

type Rows = Pick<VectorBlock, 'slots' | 'ordinals' | 'scales' | 'bits' | 'values' | 'rests'>;

/** As many as there is room for in both. */
function copyRows(from: Rows, to: Rows): void {
  for (const name of ['slots', 'ordinals', 'scales', 'bits', 'values', 'rests'] as const) {
    to[name].set(from[name].subarray(0, to[name].length));
  }
}

const wordsOfRow = (dimensions: number): number => 3 + dimensions / 32 + dimensions / 4 + dimensions / 8;

function sections({ buffer, byteOffset }: Uint32Array, rows: number, dimensions: number): Rows {
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
    rests: new Uint8Array(buffer, next((rows * dimensions) / 2), (rows * dimensions) / 2),
  };
}
