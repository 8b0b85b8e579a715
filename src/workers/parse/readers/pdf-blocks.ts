import type { Flow } from './pdf-columns.ts';
import { boundsOf, type LinePart, type PageLine } from './pdf-lines.ts';
import type { Bounds } from './pdf-pieces.ts';

/** Lines that belong together. In `rows`, each line is one of a table, or one that nothing is joined to. */
export interface PageBlock {
  readonly kind: 'paragraph' | 'item' | 'rows';
  readonly lines: readonly BlockLine[];
  /** Height of its font. */
  readonly size: number;
}

export interface BlockLine extends Bounds {
  readonly text: string;
}

const BULLET = /^(?:[•‣◦▪●○■□⁃∙·–—*-]|o(?= ))\s+(?=\S)/u;
const NUMBERED = /^(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S/;

/** Distance between lines, in shares of the font's height, up to which a sentence may go on. */
const MAX_LEADING = 1.9;

/** Positions that count as the same, in shares of the font's height. */
const SAME = 0.6;

function isAligned(a: PageLine, b: PageLine): boolean {
  if (a.length < 2 || a.length !== b.length) return false;
  return a.every((part, i) => {
    const other = b[i];
    if (other === undefined) return false;
    const slack = SAME * part.size;
    const between = Math.abs(part.left + part.right - other.left - other.right) / 2;
    return Math.abs(part.left - other.left) < slack || Math.abs(part.right - other.right) < slack || between < slack;
  });
}

interface Line extends BlockLine {
  readonly size: number;
  readonly isRow: boolean;
}

const toLine = (line: PageLine, isRow: boolean): Line => ({
  text: line.map(({ text }) => text).join(isRow ? ' | ' : ' '),
  ...boundsOf(line),
  size: line.reduce((a: LinePart, b) => (b.text.length > a.text.length ? b : a)).size,
  isRow,
});

/** The distance between lines of a paragraph, in shares of the font's height: the most frequent small one. */
function usualLeading(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (next === undefined || Math.abs(next.size - line.size) > 0.1 * line.size) return;
    const leading = Math.round(((next.bottom - line.bottom) / line.size) * 20) / 20;
    if (leading > 0.8 && leading < 2.6) counts.set(leading, (counts.get(leading) ?? 0) + 1);
  });
  const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  return best === undefined ? 1.3 : best[0];
}

/** Whether a line goes on with the sentence of the one before it. */
function continues(before: Line, line: Line, flow: { readonly leading: number; readonly right: number }): boolean {
  if (line.isRow || before.isRow) return line.isRow && before.isRow;
  if (BULLET.test(line.text) || NUMBERED.test(line.text)) return false;
  if (Math.abs(line.size - before.size) > 0.08 * before.size) return false;
  const distance = (line.bottom - before.bottom) / line.size;
  if (distance < 0.2 || distance > Math.max(flow.leading * 1.25, MAX_LEADING)) return false;
  const width = flow.right - before.left;
  const isEnded = /[.!?:»”"]$/.test(before.text);
  if (!isEnded && /^\p{Ll}/u.test(line.text)) return true;
  const isIndented = isEnded && line.left > before.left + 0.9 * line.size;
  const isShort = before.right < flow.right - (isEnded ? 0.25 : 0.45) * width;
  return distance <= flow.leading * 1.25 && !isIndented && !isShort;
}

/** A bullet as Markdown writes it; the box of the line still holds the sign. */
const withMark = (line: Line): Line => ({ ...line, text: line.text.replace(BULLET, '- ') });

const MARK = /^(?:[•‣◦▪–—-]|\(?\d{1,3}[.)])$/u;

/** The sign of a list item stands apart from it, but is no cell. */
function withoutMarkCell(line: PageLine): PageLine {
  const [mark, first, ...rest] = line;
  if (mark === undefined || first === undefined || !MARK.test(mark.text)) return line;
  return [{ ...first, ...boundsOf([mark, first]), text: `${mark.text} ${first.text}` }, ...rest];
}

/** The paragraphs, list items and tables of a flow. */
export function toBlocks(parts: Flow): readonly PageBlock[] {
  const flow = parts.map(withoutMarkCell);
  const lines = flow.map((line, i) => {
    const isRow = isAligned(line, flow[i + 1] ?? []) || isAligned(line, flow[i - 1] ?? []);
    return toLine(line, isRow);
  });
  const shape = { leading: usualLeading(lines), right: boundsOf(lines).right };
  const blocks: (PageBlock & { lines: Line[] })[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const open = blocks.at(-1);
    if (before !== undefined && open !== undefined && continues(before, line, shape)) open.lines.push(line);
    else {
      const isItem = BULLET.test(line.text) || NUMBERED.test(line.text);
      const kind = line.isRow ? 'rows' : isItem ? 'item' : 'paragraph';
      blocks.push({ kind, lines: [kind === 'item' ? withMark(line) : line], size: line.size });
    }
  });
  return blocks;
}
