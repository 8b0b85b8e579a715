/**
 * A page's checksum, in its last eight bytes: the sums of SQLite's `cksumvfs` (its documentation, “The Checksum VFS Shim”), which
 * begin here with the number of the page, so that a page in another one's place is found out as well.
 */

/** Kept free at the end of each page. */
export const SUM_BYTES = 8;

/** In the header of a database (its file format, 1.3): the size of a page, and the bytes kept free at the end of each. */
const SIZE_AT = 16;
const RESERVED_AT = 20;
export const DATABASE_HEADER_BYTES = 100;

export interface PageLayout {
  readonly pageBytes: number;
  readonly summed: boolean;
}

/** What the header of a database says; null for what is none. */
export function readLayout(header: Uint8Array): PageLayout | null {
  if (header.length < DATABASE_HEADER_BYTES || header[0] !== 0x53) return null;
  const size = ((header[SIZE_AT] ?? 0) << 8) | (header[SIZE_AT + 1] ?? 0);
  const pageBytes = size === 1 ? 65_536 : size;
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) return null;
  return { pageBytes, summed: header[RESERVED_AT] === SUM_BYTES };
}

/** `page`: 1, 2, 3, …; `words`: the page with its last eight bytes, as words of 32 bits. */
export function writeSum(words: Uint32Array, page: number): void {
  const [one, other] = sumOf(words, page);
  words[words.length - 2] = one;
  words[words.length - 1] = other;
}

export function isSumRight(words: Uint32Array, page: number): boolean {
  const [one, other] = sumOf(words, page);
  return words[words.length - 2] === one && words[words.length - 1] === other;
}

function sumOf(words: Uint32Array, page: number): [number, number] {
  let one = page | 0;
  let other = ~page;
  const end = words.length - 2;
  for (let at = 0; at < end; at += 2) {
    one = (one + (words[at] as number) + other) | 0;
    other = (other + (words[at + 1] as number) + one) | 0;
  }
  return [one >>> 0, other >>> 0];
}
