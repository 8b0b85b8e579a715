import type { Span } from '../../core/items/item.ts';
import { scanLines } from '../../core/items/scan-markdown.ts';
import { tableCells } from './text-blocks.ts';

/** A piece of markdown; a table (GitHub's, with a line of dashes below its names) with its cells. */
export interface MarkdownPiece extends Span {
  readonly table: { readonly head: readonly Span[]; readonly rows: readonly (readonly Span[])[] } | null;
}

const DASHES = /^ {0,3}\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,200}\|?\s*$/;

/** Tables, and what stands between them. In order; together the text. */
export function markdownPieces(text: string): readonly MarkdownPiece[] {
  const pieces: MarkdownPiece[] = [];
  let reached = 0;
  const rest = (end: number): void => {
    if (end > reached) pieces.push({ start: reached, end, table: null });
  };
  const lines = text.includes('|') ? scanLines(text) : [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const [head, dashes] = [lines[i], lines[i + 1]];
    if (head?.kind !== 'table' || dashes === undefined || !DASHES.test(text.slice(dashes.start, dashes.end))) continue;
    if (!text.slice(dashes.start, dashes.end).includes('|')) continue;
    let last = i + 1;
    while (lines[last + 1]?.kind === 'table') last += 1;
    const end = lines[last]?.end ?? dashes.end;
    rest(head.start);
    const rows = dashes.end + 1 < end ? barred(text, { start: dashes.end + 1, end }) : [];
    pieces.push({ start: head.start, end, table: { head: barred(text, head)[0] ?? [], rows } });
    reached = end;
    i = last;
  }
  rest(text.length);
  return pieces;
}

/** Without the empty cells that bars at the ends of a line make. */
const barred = (text: string, span: Span): readonly (readonly Span[])[] =>
  tableCells(text, span, 'any').map((cells) => {
    const [first, last] = [cells[0], cells.at(-1)];
    const from = first !== undefined && first.start === first.end && cells.length > 1 ? 1 : 0;
    const to = last !== undefined && last.start === last.end && cells.length - from > 1 ? -1 : undefined;
    return cells.slice(from, to);
  });
