const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isIdeograph = (code: number): boolean => code >= 0x3040 && code <= 0x9fff;
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && !isIdeograph(code) && !isMark(code));
const isMark = (code: number): boolean => (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f);

/** Word pieces of a word: one up to 7 letters, then one more for every 4 letters. */
const pieces = (letters: number): number => (letters <= 7 ? 1 : 1 + Math.ceil((letters - 7) / 4));

/**
 * Estimated WordPiece tokens (uncased English vocabulary of 30,522), without the two that frame a passage: a mark or an
 * ideograph is one, digits are one for every three, words go by their length. One pass, no vocabulary.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    let end = i + 1;
    if (isDigit(code)) {
      while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
      tokens += Math.ceil((end - i) / 3);
    } else if (isLetter(code)) {
      while (end < text.length && isLetter(text.charCodeAt(end))) end += 1;
      tokens += pieces(end - i);
    } else if (!isSpace(code)) tokens += 1;
    i = end;
  }
  return tokens;
}

/** The vocabulary is English: words of other languages fall into more pieces. Measured on German text. */
const FOREIGN_FACTOR = 1.6;

/** The estimate for a text of that language (ISO 639-1); `und` counts as English. */
export function tokenEstimateFor(language: string): (text: string) => number {
  if (language === 'en' || language === 'und') return estimateTokens;
  return (text) => Math.ceil(estimateTokens(text) * FOREIGN_FACTOR);
}
