import { withoutFrontMatter } from '../../../core/items/front-matter.ts';

export interface TextCounts {
  readonly words: number;
  /** As a reader counts them: a letter with its accents is one. */
  readonly characters: number;
}

/** Of a note without its front matter. */
export function countWords(text: string, locale: string): TextCounts {
  const body = withoutFrontMatter(text);
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  const letters = new Intl.Segmenter(locale, { granularity: 'grapheme' });
  let count = 0;
  for (const { isWordLike } of words.segment(body)) if (isWordLike) count += 1;
  return { words: count, characters: [...letters.segment(body)].length };
}
