import type { SourcedText } from './item.ts';
import type { PictureLine, PictureWord } from './picture-reader.ts';
import type { Box, PlacedRange, SourcePlace } from './source-place.ts';

/** From the lines that were found in a picture to the text of an item. */

/** Below them it is mostly texture or another script that was taken for letters (`docs/pictures.md`). */
const MIN_WORD = 35;
const MIN_LINE = 62;
const MIN_PAGE = 66;
/** Of all signs that were found: where most are doubtful, the others are chance. */
const MIN_SHARE = 0.3;
/** Letters and digits that a picture with words has at least. */
const MIN_SIGNS = 3;
/** How far to the right a line reaches that goes on in the next, in shares of its paragraph's width. */
const FULL_LINE = 0.85;

export interface WrittenWords {
  readonly text: string;
  /** Each word with its box; `page` is that of the words in the picture. */
  readonly words: readonly { readonly start: number; readonly end: number; readonly box: Box }[];
  /** Mean over the signs, 0 to 100. */
  readonly confidence: number;
}

const SIGN = /[\p{L}\p{N}]/gu;
const signsIn = (text: string): number => text.match(SIGN)?.length ?? 0;
const signsOf = (lines: readonly PictureLine[]): number =>
  lines.reduce((sum, { words }) => words.reduce((all, { text }) => all + signsIn(text), sum), 0);

/** Large letters inside of a word, as when letters of another script are taken for the ones that they resemble. */
const ODD_SHAPE = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
/** What such a word is worth: `GmbH` and `iPhone` are right, and seldom fill a line. */
const ODD_SHARE = 0.7;

/** By signs: a long word says more of a line than a dash. A line without any says nothing. */
function meanConfidence(words: readonly PictureWord[]): number {
  let sum = 0;
  let signs = 0;
  for (const { text, confidence } of words) {
    const count = signsIn(text);
    sum += count * confidence * (ODD_SHAPE.test(text) ? ODD_SHARE : 1);
    signs += count;
  }
  return signs === 0 ? 0 : sum / signs;
}

/** Without what is too doubtful to be found by. */
function trusted(lines: readonly PictureLine[]): readonly PictureLine[] {
  return lines.flatMap(({ paragraph, words }) => {
    const sure = words.filter(({ text, confidence }) => confidence >= MIN_WORD && text.trim() !== '');
    return sure.length > 0 && meanConfidence(words) >= MIN_LINE ? [{ paragraph, words: sure }] : [];
  });
}

/** Signs that are found on a page that lies on its side, at least. */
const MANY_SIGNS = 40;

/** Much was found, and nothing of it can be trusted: it may be turned. */
export const isDoubtful = (lines: readonly PictureLine[]): boolean =>
  signsOf(lines) >= MANY_SIGNS && writeWords(lines) === null;

const right = ({ words }: PictureLine): number => words.at(-1)?.box[2] ?? 0;
const left = ({ words }: PictureLine): number => words[0]?.box[0] ?? 0;

/** What stands between a line and the next, and whether the hyphen before it goes. */
function seam(line: PictureLine, next: PictureLine, edge: number, start: number): { cut: number; gap: string } {
  if (line.paragraph !== next.paragraph) return { cut: 0, gap: '\n\n' };
  const [end = '', begin = ''] = [line.words.at(-1)?.text, next.words[0]?.text];
  if (/\p{L}[-\u2010\u00ad]$/u.test(end) && /^\p{Ll}/u.test(begin) && !/^(?:und|oder|and|or|bis|sowie)\b/u.test(begin))
    return { cut: 1, gap: '' };
  const isFull = right(line) >= start + (edge - start) * FULL_LINE;
  return { cut: 0, gap: isFull ? ' ' : '\n' };
}

/** Text and places of what was read; null where nothing is there that can be trusted. */
export function writeWords(read: readonly PictureLine[]): WrittenWords | null {
  const lines = trusted(read);
  const all = lines.flatMap(({ words }) => words);
  const confidence = meanConfidence(all);
  const signs = signsOf(lines);
  if (confidence < MIN_PAGE || signs < MIN_SIGNS || signs < signsOf(read) * MIN_SHARE) return null;
  const edges = new Map<number, { edge: number; start: number }>();
  for (const line of lines) {
    const { edge, start } = edges.get(line.paragraph) ?? { edge: 0, start: 1 };
    edges.set(line.paragraph, { edge: Math.max(edge, right(line)), start: Math.min(start, left(line)) });
  }
  const words: { start: number; end: number; box: Box }[] = [];
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    const { edge, start } = edges.get(line.paragraph) ?? { edge: 1, start: 0 };
    const { cut, gap } = next === undefined ? { cut: 0, gap: '' } : seam(line, next, edge, start);
    for (const [i, word] of line.words.entries()) {
      const isLast = i === line.words.length - 1;
      const from = text.length;
      text += isLast ? word.text.slice(0, word.text.length - cut) : word.text;
      words.push({ start: from, end: text.length, box: word.box });
      text += isLast ? gap : ' ';
    }
  }
  return { text, words, confidence };
}

/** What an item has as text, once the words of a picture are known. */
export const pictureText = ({ text, words }: WrittenWords): SourcedText => ({
  text,
  sourceMap: [],
  places: words.map(({ start, end, box }) => ({ start, end, place: { type: 'image', box } })),
  folded: [],
});

const pageOf = (place: SourcePlace): number => (place.type === 'page' ? place.page : 0);

/**
 * The text of a document with the words of one of its pages put where the page comes, each line with its box. A page
 * that has text already is left as it is.
 */
export function insertPage(document: SourcedText, page: number, written: WrittenWords): SourcedText {
  const { text, places, folded, sourceMap } = document;
  if (places.some(({ place }) => pageOf(place) === page)) return document;
  const after = places.find(({ place }) => pageOf(place) > page);
  const at = after === undefined ? text.length : lineStart(text, after.start);
  const before = at === 0 ? '' : text.slice(0, at).endsWith('\n\n') ? '' : '\n\n';
  const behind = at < text.length ? '\n\n' : '';
  const from = at + before.length;
  const shift = before.length + written.text.length + behind.length;
  const inserted = linesOf(written).map(
    ({ start, end, box }): PlacedRange => ({
      start: from + start,
      end: from + end,
      place: { type: 'page', page, boxes: [box] },
    }),
  );
  const moved = <T extends { readonly start: number; readonly end: number }>(spans: readonly T[]): T[] =>
    spans.map((span) => (span.start < at ? span : { ...span, start: span.start + shift, end: span.end + shift }));
  const [head, tail] = [places.filter(({ start }) => start < at), places.filter(({ start }) => start >= at)];
  return {
    text: `${text.slice(0, at)}${before}${written.text}${behind}${text.slice(at)}`,
    sourceMap: moved(sourceMap),
    places: [...head, ...inserted, ...moved(tail)],
    folded: moved(folded),
  };
}

/** A heading's marks stand before the place of its words. */
function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Words that stand beside each other as one range: pages are marked by lines. */
function linesOf({ words }: WrittenWords): WrittenWords['words'] {
  const lines: { start: number; end: number; box: Box }[] = [];
  for (const { start, end, box } of words) {
    const last = lines.at(-1);
    if (last !== undefined && isBeside(last.box, box)) {
      last.end = end;
      last.box = around(last.box, box);
    } else lines.push({ start, end, box });
  }
  return lines;
}

/** Whether a word goes on the line that `line` surrounds. */
export function isBeside(line: Box, word: Box): boolean {
  const overlap = Math.min(line[3], word[3]) - Math.max(line[1], word[1]);
  const lower = Math.min(line[3] - line[1], word[3] - word[1]);
  return word[0] >= line[0] && overlap > lower / 2;
}

/** The smallest box around both. */
export const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
