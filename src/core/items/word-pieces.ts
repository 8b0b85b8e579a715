/**
 * How many tokens the embedding model makes of a text: WordPiece over an uncased vocabulary (Devlin et al., 2019), without
 * the two tokens that frame a passage.
 */
export type TokenCounter = (text: string) => number;

/** A longer word is one unknown token to the model. It counts by its length, so that a text of one word is cut too. */
const LONGEST_WORD = 100;
const LETTERS_OF_LONG = 4;
/** Words that were counted are kept, so many. */
const KEPT_WORDS = 20_000;

/** `vocabulary`: one piece a line, `##` before those that go on with a word. */
export function createTokenCounter(vocabulary: string): TokenCounter {
  const starts = new Set<string>();
  const inner = new Set<string>();
  let longest = 0;
  for (const line of vocabulary.split('\n')) {
    const goesOn = line.startsWith('##') && line.length > 2;
    const piece = goesOn ? line.slice(2) : line;
    (goesOn ? inner : starts).add(piece);
    longest = Math.max(longest, piece.length);
  }

  /** Of a word in lower case, without accents or marks: the longest pieces from its start; 1 where there are none. */
  const pieces = (word: string): number => {
    if (word.length > LONGEST_WORD) return Math.ceil(word.length / LETTERS_OF_LONG);
    let count = 0;
    for (let at = 0; at < word.length; count++) {
      const known = at === 0 ? starts : inner;
      let end = Math.min(word.length, at + longest);
      while (end > at && !known.has(word.slice(at, end))) end--;
      if (end === at) return 1;
      at = end;
    }
    return count;
  };

  const kept = new Map<string, number>();
  const keep = (word: string, count: number): number => {
    if (kept.size >= KEPT_WORDS) kept.clear();
    kept.set(word, count);
    return count;
  };
  const plain = (word: string): number => kept.get(word) ?? keep(word, pieces(word.toLowerCase()));
  const foreign = (run: string): number => {
    const known = run.length > LONGEST_WORD ? undefined : kept.get(run);
    if (known !== undefined) return known;
    const count = [...normalize(run).matchAll(WORD_OR_MARK)].reduce((sum, [word]) => sum + pieces(word), 0);
    return run.length > LONGEST_WORD ? count : keep(run, count);
  };

  return (text) => {
    let tokens = 0;
    for (let at = 0; at < text.length; ) {
      const start = at;
      const kind = kindOf(text.charCodeAt(at));
      if (kind === 'word') {
        while (at < text.length && kindOf(text.charCodeAt(at)) === 'word') at++;
        if (kindOf(text.charCodeAt(at)) !== 'foreign') {
          tokens += plain(text.slice(start, at));
          continue;
        }
      }
      if (kind === 'word' || kind === 'foreign') {
        // Letters of ASCII beside others make one word with them.
        while (at < text.length && isOfRun(kindOf(text.charCodeAt(at)))) at++;
        tokens += foreign(text.slice(start, at));
        continue;
      }
      if (kind === 'mark') tokens++;
      at++;
    }
    return tokens;
  };
}

type Kind = 'space' | 'word' | 'mark' | 'foreign';

const isOfRun = (kind: Kind): boolean => kind === 'word' || kind === 'foreign';

/** Of a UTF-16 code unit. Beyond ASCII only what is surely a space is told apart. NaN, behind the end, is a space. */
function kindOf(code: number): Kind {
  if (code >= 128) return code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) ? 'space' : 'foreign';
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return 'word';
  if (code === 32 || code === 9 || code === 10 || code === 13 || Number.isNaN(code)) return 'space';
  // Other control characters are dropped, and do not part a word.
  return code < 32 || code === 127 ? 'foreign' : 'mark';
}

/** As the model's tokenizer does it: no control characters, ideographs apart, lower case, no accents. */
const normalize = (run: string): string =>
  run
    .replace(DROPPED, '')
    .replace(IDEOGRAPHS, ' $& ')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');

const DROPPED = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu;
/** Those that transformers.js sees, which reads code unit by code unit. */
const IDEOGRAPHS = /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff]/g;
const WORD_OR_MARK = /[^\s\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu;
