/** Words of a file's header that hold its own check sums. */
export const CHECKSUM_WORDS: readonly [number, number] = [3, 4];

/**
 * Two 32-bit sums over all words but their own. Each step is a bijection of the state for a given word and of the word
 * for a given state, so any change within one word is seen for certain, others but for one in 2^64.
 */
export function checksum(words: Uint32Array): [number, number] {
  const [own, other] = CHECKSUM_WORDS;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < words.length; i++) {
    if (i === own || i === other) continue;
    const word = words[i] ?? 0;
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(((b << 13) | (b >>> 19)) ^ word, 0x85ebca6b);
  }
  return [a >>> 0, b >>> 0];
}

/** As a name for the file: the same bytes have the same. */
export const checksumName = (sums: readonly number[]): string =>
  sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
