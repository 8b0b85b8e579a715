import { withoutFrontMatter } from '../../../core/items/front-matter.ts';

export interface TextCounts {
  readonly words: number;
  /** As a reader counts them: a letter with its accents is one. */
  readonly characters: number;
}

/**
 * Counts a note without its front matter. Neither a word nor a letter goes beyond its line, so that of the next text only
 * lines that are new are counted.
 */
export function createTextCounter(locale: string): (text: string) => TextCounts {
  const segmenters = {
    words: new Intl.Segmenter(locale, { granularity: 'word' }),
    letters: new Intl.Segmenter(locale, { granularity: 'grapheme' }),
  };
  let known: ReadonlyMap<string, TextCounts> = new Map();
  return (text) => {
    const lines = withoutFrontMatter(text).split(/\r?\n/);
    const counted = new Map<string, TextCounts>();
    let [words, characters] = [0, lines.length - 1];
    for (const line of lines) {
      const counts = counted.get(line) ?? known.get(line) ?? countLine(line, segmenters);
      counted.set(line, counts);
      words += counts.words;
      characters += counts.characters;
    }
    known = counted;
    return { words, characters };
  };
}

function countLine(line: string, { words, letters }: Record<'words' | 'letters', Intl.Segmenter>): TextCounts {
  let count = 0;
  for (const { isWordLike } of words.segment(line)) if (isWordLike) count += 1;
  return { words: count, characters: [...letters.segment(line)].length };
}
