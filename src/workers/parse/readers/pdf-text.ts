import type { Box, PlacedRange } from '../../../core/items/source-place.ts';
import type { BlockLine, PageBlock } from './pdf-blocks.ts';

/** A page as it was read. */
export interface PdfPage {
  /** From 1. */
  readonly page: number;
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly PageBlock[];
}

export interface PdfText {
  readonly text: string;
  readonly places: readonly PlacedRange[];
  readonly firstHeading: string | null;
}

/** How much larger than the text a heading is at least. */
const HEADING_SIZE = 1.12;
const MAX_HEADING_LEVELS = 4;
/** Code units of a heading at most. */
const MAX_HEADING = 200;
/** Share of a document that headings can be: above it, sizes mean something else, as on slides. */
const MAX_HEADING_SHARE = 0.35;

const halfPoints = (size: number): number => Math.round(size * 2) / 2;
const lengthOf = (block: PageBlock): number => block.lines.reduce((sum, { text }) => sum + text.length, 0);

/** The level of a heading by the height of its font; empty where headings cannot be told from text. */
function headingLevels(blocks: readonly PageBlock[]): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>();
  for (const block of blocks)
    lengths.set(halfPoints(block.size), (lengths.get(halfPoints(block.size)) ?? 0) + lengthOf(block));
  const [body] = [...lengths].sort(([, a], [, b]) => b - a);
  if (body === undefined) return new Map();
  const larger = [...lengths].filter(([size]) => size >= body[0] * HEADING_SIZE).sort(([a], [b]) => b - a);
  const total = [...lengths.values()].reduce((sum, each) => sum + each, 0);
  if (larger.reduce((sum, [, length]) => sum + length, 0) > MAX_HEADING_SHARE * total) return new Map();
  return new Map(larger.map(([size], i) => [size, Math.min(i + 1, MAX_HEADING_LEVELS)]));
}

const share = (value: number, whole: number): number =>
  Math.round(Math.min(1, Math.max(0, whole > 0 ? value / whole : 0)) * 10_000) / 10_000;

const boxOf = ({ left, top, right, bottom }: BlockLine, { width, height }: PdfPage): Box => [
  share(left, width),
  share(top, height),
  share(right, width),
  share(bottom, height),
];

/** What stands between a line and the next of the same block, and whether the hyphen before it goes. */
function seam(text: string, next: string, kind: PageBlock['kind']): { readonly cut: number; readonly gap: string } {
  if (kind === 'rows') return { cut: 0, gap: '\n' };
  if (text.endsWith('\u00ad')) return { cut: 1, gap: '' };
  const isDivided = /\p{L}[-\u2010]$/u.test(text) && /^\p{Ll}/u.test(next);
  if (isDivided && !/^(?:und|oder|and|or|bis|sowie)(?!\p{L})/u.test(next)) return { cut: 1, gap: '' };
  return { cut: 0, gap: ' ' };
}

function isHeading(block: PageBlock, level: number | undefined): boolean {
  if (level === undefined || block.kind === 'rows' || block.lines.length > 3) return false;
  return lengthOf(block) <= MAX_HEADING && block.lines.some(({ text }) => /\p{L}/u.test(text));
}

/** The text of all pages, an empty line between paragraphs and pages, and for each line its box on its page. */
export function writePdf(pages: readonly PdfPage[]): PdfText {
  const levels = headingLevels(pages.flatMap(({ blocks }) => blocks));
  const pieces: string[] = [];
  const places: PlacedRange[] = [];
  let length = 0;
  let firstHeading: string | null = null;
  const put = (text: string): void => {
    pieces.push(text);
    length += text.length;
  };
  const putLines = (page: PdfPage, { lines, kind }: PageBlock): void => {
    lines.forEach((line, i) => {
      const next = lines[i + 1];
      const { cut, gap } = next === undefined ? { cut: 0, gap: '' } : seam(line.text, next.text, kind);
      const start = length;
      put(line.text.slice(0, line.text.length - cut));
      places.push({ start, end: length, place: { type: 'page', page: page.page, boxes: [boxOf(line, page)] } });
      put(gap);
    });
  };
  for (const page of pages) {
    let before: PageBlock | null = null;
    for (const block of page.blocks) {
      if (length > 0) put(before?.kind === 'item' && block.kind === 'item' ? '\n' : '\n\n');
      const level = levels.get(halfPoints(block.size));
      const titled = isHeading(block, level);
      if (titled) put(`${'#'.repeat(level ?? 1)} `);
      putLines(page, block);
      if (titled) firstHeading ??= block.lines.map(({ text }) => text).join(' ');
      before = block;
    }
  }
  return { text: pieces.join(''), places, firstHeading };
}
