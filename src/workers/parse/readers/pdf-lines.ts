import type { Bounds, PagePiece } from './pdf-pieces.ts';

/** Around all of them; of nothing, it is an empty place at the top. */
export const boundsOf = (all: readonly Bounds[]): Bounds =>
  all.reduce(
    (a: Bounds | null, b) => ({
      left: Math.min(a?.left ?? b.left, b.left),
      top: Math.min(a?.top ?? b.top, b.top),
      right: Math.max(a?.right ?? b.right, b.right),
      bottom: Math.max(a?.bottom ?? b.bottom, b.bottom),
    }),
    null,
  ) ?? { left: 0, top: 0, right: 0, bottom: 0 };

/** A part of a line without wide gaps in it: all of the line, or one cell of a table, or the line of one column. */
export interface LinePart extends Bounds {
  readonly text: string;
  /** Height of most of its text. */
  readonly size: number;
}

/** Parts that stand side by side, from left to right. */
export type PageLine = readonly LinePart[];

/** Gaps in shares of the font's height: between words, and between cells or columns. */
const WORD_GAP = 0.12;
const PART_GAP = 0.75;

const middle = ({ top, bottom }: { readonly top: number; readonly bottom: number }): number => (top + bottom) / 2;

function isBeside(a: PagePiece, b: PagePiece): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return overlap > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

/** Pieces that stand beside each other, from the top of the page. */
function toRows(pieces: readonly PagePiece[]): readonly (readonly PagePiece[])[] {
  const rows: { tallest: PagePiece; pieces: PagePiece[] }[] = [];
  for (const piece of pieces.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    if (row !== undefined && isBeside(row.tallest, piece)) {
      row.pieces.push(piece);
      if (piece.size > row.tallest.size) row.tallest = piece;
    } else rows.push({ tallest: piece, pieces: [piece] });
  }
  return rows.map((row) => row.pieces);
}

function toPart(pieces: readonly PagePiece[]): LinePart {
  const main = pieces.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const isRightToLeft = pieces.filter((piece) => piece.isRightToLeft).length * 2 > pieces.length;
  const ordered = isRightToLeft ? pieces.toReversed() : pieces;
  let text = '';
  ordered.forEach((piece, i) => {
    const before = ordered[i - 1];
    const gap = before === undefined ? 0 : Math.max(piece.left - before.right, before.left - piece.right);
    if (before !== undefined && (piece.isSpaced || gap > WORD_GAP * main.size)) text += ' ';
    text += piece.text;
  });
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    ...boundsOf(pieces),
    size: main.size,
  };
}

function toParts(row: readonly PagePiece[]): PageLine {
  const groups: PagePiece[][] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const piece of row.toSorted((a, b) => a.left - b.left)) {
    const group = groups.at(-1);
    if (group !== undefined && piece.left - reached < PART_GAP * piece.size) group.push(piece);
    else groups.push([piece]);
    reached = Math.max(reached, piece.right);
  }
  return groups.map(toPart);
}

/** The lines of a page from its top, each in parts; text that runs another way comes last, piece by piece. */
export function toLines(pieces: readonly PagePiece[]): readonly PageLine[] {
  const upright = toRows(pieces.filter(({ isUpright }) => isUpright)).map(toParts);
  const turned = pieces.filter(({ isUpright }) => !isUpright).map((piece) => [toPart([piece])]);
  return [...upright, ...turned];
}
