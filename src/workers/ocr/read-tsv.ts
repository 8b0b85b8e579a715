import type { PictureLine, PictureWord } from '../../core/items/picture-reader.ts';
import type { Box } from '../../core/items/source-place.ts';

/** Level 5 is a word: `level page block paragraph line word left top width height confidence text`. */
const WORD = '5';
/** Words of one picture at most: more are texture. */
const MAX_WORDS = 20_000;

const share = (value: number, whole: number): number =>
  Math.round(Math.min(1, Math.max(0, value / whole)) * 10_000) / 10_000;

/** Tesseract's table of what it has found, as lines of words. */
export function readTsv(tsv: string, width: number, height: number): readonly PictureLine[] {
  const lines: { key: string; paragraph: number; words: PictureWord[] }[] = [];
  let paragraph = -1;
  let paragraphKey = '';
  let count = 0;
  for (const row of tsv.split('\n')) {
    const [level, page, block, part, line, , left, top, wide, high, confidence, text = ''] = row.split('\t');
    if (level !== WORD || text.trim() === '' || count >= MAX_WORDS) continue;
    count += 1;
    if (paragraphKey !== `${page} ${block} ${part}`) {
      paragraphKey = `${page} ${block} ${part}`;
      paragraph += 1;
    }
    const [x, y, w, h] = [Number(left), Number(top), Number(wide), Number(high)];
    const box: Box = [share(x, width), share(y, height), share(x + w, width), share(y + h, height)];
    const word = { text: text.trim(), confidence: Math.max(0, Number(confidence)), box };
    const key = `${paragraphKey} ${line}`;
    const last = lines.at(-1);
    if (last?.key === key) last.words.push(word);
    else lines.push({ key, paragraph, words: [word] });
  }
  return lines.map(({ paragraph: number, words }) => ({ paragraph: number, words }));
}
