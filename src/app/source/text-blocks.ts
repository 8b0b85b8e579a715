import type { Span } from '../../core/items/item.ts';
import { type TextPart, textParts } from './text-parts.ts';

export interface Block extends Span {
  /** `table`: lines with ` | ` between cells. `list`: lines that begin with a dash or a number. */
  readonly kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code';
}

/** Paragraphs, lists and tables between empty lines, and code between its fences; a heading is without its `#`s. */
export function textBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let reached = 0;
  for (const found of text.matchAll(/[^\n](?:.|\n(?!\s*\n))*/g)) {
    const start = Math.max(reached, found.index);
    const part = text.slice(start, found.index + found[0].length);
    if (part.trim() === '') continue;
    const code = part.startsWith('```\n') ? codeBlock(text, start) : null;
    blocks.push(code ?? blockOf(part, start));
    if (code !== null) reached = code.end + FENCE.length;
  }
  return blocks;
}

const FENCE = '\n```';

/** Between a fence and the next; null where there is none. */
function codeBlock(text: string, at: number): Block | null {
  const end = text.indexOf(FENCE, at + 3);
  return end === -1 ? null : { kind: 'code', start: at + 4, end };
}

const LIST_ENTRY = /^\s{0,40}(?:-|\d{1,9}\.|[a-z]{1,8}\.|[A-Z]{1,8}\.)\s+\S/;
const NUMBERED = /^\s{0,40}(?:-|-?\d{1,9}\.)\s+\S/;

function blockOf(part: string, at: number): Block {
  const end = at + part.length;
  const lines = part.split('\n');
  const [first = ''] = lines;
  if (lines.filter((line) => line.trim() !== '').length === 1) {
    const heading = /^#{1,6} +(?=\S)/.exec(part);
    if (heading !== null) return { kind: 'heading', start: at + heading[0].length, end };
  }
  if (lines.length > 1 && lines.every((line) => line.includes(' | '))) return { kind: 'table', start: at, end };
  // A single line such as “A. Writer” is a name more often than an entry.
  const isList = NUMBERED.test(first) || (lines.length > 1 && lines.every((line) => LIST_ENTRY.test(line)));
  return { kind: isList ? 'list' : 'paragraph', start: at, end };
}

export interface ListEntry extends Span {
  /** `- ` is shown as a dot, `3. ` as it is. */
  readonly mark: Span;
  /** From 0. */
  readonly depth: number;
}

/** The entries of a list, each with the lines that go on with it. */
export function listEntries(text: string, { start, end }: Span): readonly ListEntry[] {
  const entries: ListEntry[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    const line = text.slice(at, lineEnd);
    const mark = /^(\s*)(-|-?\w{1,9}\.)\s+/.exec(line);
    const last = entries.at(-1);
    if (LIST_ENTRY.test(line) && mark !== null) {
      const from = at + (mark[1]?.length ?? 0);
      const depth = Math.min(7, Math.floor((mark[1]?.length ?? 0) / 2));
      entries.push({
        mark: { start: from, end: from + (mark[2]?.length ?? 0) },
        start: at + mark[0].length,
        end: lineEnd,
        depth,
      });
    } else if (last === undefined) entries.push({ mark: { start: at, end: at }, start: at, end: lineEnd, depth: 0 });
    else entries[entries.length - 1] = { ...last, end: lineEnd };
    at = lineEnd + 1;
  }
  return entries;
}

/** A bar between two cells: ` | ` in readable text; in markdown any that is not escaped. */
export type CellBar = 'spaced' | 'any';

/** The cells of lines with bars between them, without white space; rows may differ in length. */
export function tableCells(text: string, { start, end }: Span, bar: CellBar = 'spaced'): readonly (readonly Span[])[] {
  const rows: (readonly Span[])[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    rows.push(cellsOf(text, { start: at, end: lineEnd }, bar));
    at = lineEnd + 1;
  }
  return rows;
}

function cellsOf(text: string, { start: from, end: to }: Span, bar: CellBar): readonly Span[] {
  const cells: Span[] = [];
  const isSpace = (at: number): boolean => at < from || at >= to || /\s/.test(text.charAt(at));
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    if (at < to && bar === 'spaced' && !(isSpace(at - 1) && isSpace(at + 1))) continue;
    const cell = text.slice(start, at);
    const first = start + cell.length - cell.trimStart().length;
    cells.push({ start: first, end: Math.max(first, start + cell.trimEnd().length) });
    start = at + 1;
  }
  return cells;
}

/** A block's text, cut where the span starts and ends; `start` is where the block's text stands. */
export function markedParts(text: string, start: number, span: Span | null): readonly TextPart[] {
  if (span === null) return textParts(text, []);
  const inside = { start: Math.max(0, span.start - start), end: Math.max(0, span.end - start) };
  return textParts(text, inside.end > 0 && inside.start < text.length ? [inside] : []);
}
