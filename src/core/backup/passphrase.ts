/** How hard a passphrase is to guess, roughly: for a hint while it is typed, not for a refusal. */

/** Fewer characters are refused. */
export const SHORTEST_PASSPHRASE = 8;

export const PASSPHRASE_RATINGS = ['short', 'weak', 'fair', 'strong'] as const;
export type PassphraseRating = (typeof PASSPHRASE_RATINGS)[number];

/** Bits of a word that was picked from those that people know. */
const WORD_BITS = 11;
const FAIR_BITS = 44;
const STRONG_BITS = 60;

export function ratePassphrase(text: string): PassphraseRating {
  if (text.trim().length < SHORTEST_PASSPHRASE) return 'short';
  const bits = Math.min(bitsOfCharacters(text), bitsOfWords(text));
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}

/** A character that repeats or continues the one before adds little. */
function bitsOfCharacters(text: string): number {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const fresh = codes.filter((code, at) => Math.abs(code - (codes[at - 1] ?? -9)) > 1);
  const distinct = new Set(codes).size;
  return Math.min(fresh.length, 2 * distinct) * Math.log2(poolOf(text));
}

const POOLS: readonly (readonly [RegExp, number])[] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}]/u, 20],
];

const poolOf = (text: string): number => POOLS.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 1);

/** What reads like words is guessed by words. One run of letters is taken for a word, other characters for themselves. */
function bitsOfWords(text: string): number {
  const words = new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const others = text.replace(/\p{L}{3,}/gu, '').replace(/\s/g, '').length;
  const longRuns = [...words].reduce((sum, word) => sum + Math.max(0, word.length - 8), 0);
  return words.size * WORD_BITS + others * 4 + longRuns * 3;
}
