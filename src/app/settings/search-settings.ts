/** Something that can be set, as a search sees it. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly synonyms: string;
  readonly section: string;
}

/** Letters without their marks and case: “Größe” and “grosse” are one. */
export const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').toLowerCase();

const wordsOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** How well one word fits: a name counts before a synonym, that before a section, that before a description. */
function rate(word: string, of: Findable): number {
  const begins = (text: string) => wordsOf(text).some((each) => each.startsWith(word));
  if (begins(of.name)) return 8;
  if (begins(of.synonyms)) return 4;
  if (begins(of.section)) return 2;
  if (begins(of.help)) return 1;
  return plain(`${of.name} ${of.synonyms}`).includes(word) ? 1 : 0;
}

/** Those that every word fits, the best first; the order of the settings where they are equal. */
export function findSettings<F extends Findable>(all: readonly F[], query: string): readonly F[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const rated = all.map((each) => {
    const fits = words.map((word) => rate(word, each));
    return { each, score: fits.includes(0) ? 0 : fits.reduce((sum, one) => sum + one, 0) };
  });
  return rated
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ each }) => each);
}

/** A text in parts, with those that a word of the query begins marked. */
export function markWords(text: string, query: string): readonly { readonly text: string; readonly marked: boolean }[] {
  const words = wordsOf(query);
  return text
    .split(/([\p{L}\p{N}]+)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, marked: words.some((word) => plain(part).startsWith(word)) }));
}
