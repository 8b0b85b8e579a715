/**
 * Simhash (Charikar 2002; Manku, Jain, Das Sarma 2007): 64 bits of the pairs of words that follow each other, so that
 * texts that are nearly the same have nearly the same bits. As a signed 64-bit integer; null for a text of few words,
 * whose bits would say nothing. Case, marks and white space do not count.
 */
export function fingerprintOf(text: string): bigint | null {
  const words = text.slice(0, MAX_LENGTH).toLowerCase().match(WORD)?.slice(0, MAX_WORDS) ?? [];
  if (words.length < MIN_WORDS) return null;
  const counts = new Int32Array(64);
  let before = hashOf(words[0] ?? '');
  for (const word of words.slice(1)) {
    const hash = hashOf(word);
    add(counts, 0, mixed(before ^ Math.imul(hash, 0x9e3779b1)));
    add(counts, 32, mixed(Math.imul(before, 0x85ebca6b) + hash));
    before = hash;
  }
  return BigInt.asIntN(64, (BigInt(bitsOf(counts, 32)) << 32n) | BigInt(bitsOf(counts, 0)));
}

/** Bits in which two fingerprints may differ and still be called nearly the same. */
export const NEAR_BITS = 3;

const WORD = /[\p{L}\p{N}]+/gu;
const MIN_WORDS = 12;
const MAX_WORDS = 20_000;
/** Code units that are looked at. */
const MAX_LENGTH = 200_000;

/** FNV-1a of 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3: every bit depends on every other. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function add(counts: Int32Array, from: number, hash: number): void {
  for (let bit = 0; bit < 32; bit++) {
    counts[from + bit] = (counts[from + bit] ?? 0) + ((hash >>> bit) & 1 ? 1 : -1);
  }
}

function bitsOf(counts: Int32Array, from: number): number {
  let bits = 0;
  for (let bit = 0; bit < 32; bit++) if ((counts[from + bit] ?? 0) > 0) bits |= 1 << bit;
  return bits >>> 0;
}
