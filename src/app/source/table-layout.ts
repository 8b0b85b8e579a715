import type { Span } from '../../core/items/item.ts';
import { rowCells } from '../../core/items/table-row.ts';
import { rowAt, type TableRows, type TableSheet } from '../../core/items/table-rows.ts';

/** How wide the columns of a sheet are, from its names and some of its rows. */
export interface TableLayout {
  /** CSS pixels, one for each column. */
  readonly widths: readonly number[];
  /** Where each column begins, from the first; one more, the last is where they end. */
  readonly lefts: readonly number[];
  /** Whether the values of a column are numbers, to be set to the right. */
  readonly numeric: readonly boolean[];
}

/** Rows that are looked at: the first, then as many over all. */
const SAMPLE = 60;
const LETTER = 8.2;
/** Names are set in a bolder type, and never broken within a word. */
const NAME_WIDTH = 1.15;
const PADDING = 26;
const NARROWEST = 64;
const WIDEST = 300;

const NUMBER = /^[-+(]?[€$£]?\s?\d[\d.,'’\s]{0,40}\s?[%€$£)]?$/;

export function layOutTable(text: string, rows: TableRows, sheet: TableSheet): TableLayout {
  const longest = new Float64Array(sheet.width);
  const counts = { filled: new Uint32Array(sheet.width), numeric: new Uint32Array(sheet.width) };
  for (const [column, name] of sheet.columns.entries())
    longest[column] = NAME_WIDTH * Math.min(name.length, longestPart(name) + 6);
  for (const row of sampled(sheet.from, sheet.to)) {
    const line = lineOfRow(text, rows, row);
    for (const { column, start, end } of cellsOfRow(line, rows, sheet, row)) {
      if (column >= sheet.width) continue;
      longest[column] = Math.max(longest[column] ?? 0, end - start);
      counts.filled[column] = (counts.filled[column] ?? 0) + 1;
      if (NUMBER.test(line.slice(start, end))) counts.numeric[column] = (counts.numeric[column] ?? 0) + 1;
    }
  }
  const widths = Array.from(longest, (letters) =>
    Math.round(Math.min(WIDEST, Math.max(NARROWEST, letters * LETTER + PADDING))),
  );
  const lefts = [0];
  for (const width of widths) lefts.push((lefts.at(-1) ?? 0) + width);
  const numeric = widths.map((_, i) => (counts.filled[i] ?? 0) > 0 && counts.numeric[i] === counts.filled[i]);
  return { widths, lefts, numeric };
}

const longestPart = (name: string): number => Math.max(...name.split(' ').map((part) => part.length));

function sampled(from: number, to: number): readonly number[] {
  const step = Math.max(1, Math.floor((to - from) / SAMPLE));
  const all = new Set<number>();
  for (let i = 0; i < SAMPLE; i++) {
    if (from + i < to) all.add(from + i);
    if (from + i * step < to) all.add(from + i * step);
  }
  return [...all];
}

export const lineOfRow = (text: string, { starts, ends }: TableRows, row: number): string =>
  text.slice(starts[row] ?? 0, ends[row] ?? 0);

export const cellsOfRow = (line: string, rows: TableRows, sheet: TableSheet, row: number) =>
  rowCells(line, sheet.columns, toldCells(rows, row));

/** Whether a span stands within one cell, and not over the name of its column. */
export function isInCell(text: string, rows: TableRows, span: Span): boolean {
  const row = rowAt(rows, span.start);
  const sheet = rows.sheets.find(({ from, to }) => from <= row && row < to);
  const start = rows.starts[row] ?? 0;
  if (sheet === undefined || span.start < start) return false;
  const cells = cellsOfRow(lineOfRow(text, rows, row), rows, sheet, row);
  return cells.some((cell) => span.start >= start + cell.start && span.end <= start + cell.end);
}

/** By binary search: few rows have them, or all. */
function toldCells({ cells }: TableRows, row: number): readonly number[] | null {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle]?.[0] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  const found = cells[low];
  return found?.[0] === row ? found[1] : null;
}

/** The columns between two places of the layout, and a little beyond: `[first, end)`. */
export function columnsBetween(
  { lefts, widths }: TableLayout,
  from: number,
  to: number,
): { first: number; end: number } {
  const first = widths.findIndex((width, i) => (lefts[i] ?? 0) + width > from);
  const end = lefts.findIndex((left) => left >= to);
  return { first: Math.max(0, first), end: end === -1 ? widths.length : Math.min(end, widths.length) };
}

/** What stands over a column without a name: `A` to `Z`, then `AA`. */
export function columnLetters(column: number): string {
  let word = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    word = String.fromCharCode(65 + ((rest - 1) % 26)) + word;
  return word;
}
