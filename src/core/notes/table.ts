import type { Span } from '../items/item.ts';

/** A cell of a table; its span is what stands between its bars, without the white space around, in the table's source. */
export interface TableCell extends Span {
  /** As it is read: `\|` is a bar. */
  readonly text: string;
}

export type ColumnAlign = 'start' | 'center' | 'end' | null;

/** A table of GitHub's markdown. */
export interface NoteTable {
  readonly aligns: readonly ColumnAlign[];
  /** The heading row first; the line of dashes is none of them. Rows may have fewer cells than there are columns. */
  readonly rows: readonly (readonly TableCell[])[];
}

/** Replaces a range of the table's source. */
export interface TableEdit extends Span {
  readonly insert: string;
}

/** Null where the lines are no table. */
export function readTable(source: string): NoteTable | null {
  const lines = source.split('\n');
  const aligns = readAligns(lines[1] ?? '');
  if (aligns === null) return null;
  const rows: TableCell[][] = [];
  let at = 0;
  for (const [index, line] of lines.entries()) {
    if (index !== 1) rows.push(readRow(line, at));
    at += line.length + 1;
  }
  return { aligns, rows };
}

function readAligns(line: string): readonly ColumnAlign[] | null {
  const cells = readRow(line, 0).map(({ text }) => text);
  if (cells.length === 0 || !cells.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return cells.map((cell) => {
    const [left, right] = [cell.startsWith(':'), cell.endsWith(':')];
    if (left && right) return 'center';
    return right ? 'end' : left ? 'start' : null;
  });
}

function readRow(line: string, at: number): TableCell[] {
  const bars = [...line.matchAll(/\\.|\|/g)].filter(([found]) => found === '|').map(({ index }) => index);
  const lead = line.length - line.trimStart().length;
  const edges = line[lead] === '|' ? bars : [lead - 1, ...bars];
  if (edges.at(-1) !== line.trimEnd().length - 1) edges.push(line.trimEnd().length);
  const cells: TableCell[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = (edges[i] ?? 0) + 1;
    const raw = line.slice(from, edges[i + 1]);
    const text = raw.trim();
    const start = text === '' ? from + (raw.length > 1 ? 1 : 0) : from + raw.indexOf(text);
    cells.push({ start: at + start, end: at + start + text.length, text: text.replaceAll('\\|', '|') });
  }
  return cells;
}

/** A text as it stands in a cell. */
export const cellSource = (text: string): string =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();

/** The edit that makes a cell's text another one; null where it is that already or the cell is not there. */
export function setCell(table: NoteTable, row: number, column: number, text: string): TableEdit | null {
  const cell = table.rows[row]?.[column];
  if (cell === undefined || cell.text === cellText(text)) return null;
  return { start: cell.start, end: cell.end, insert: cellSource(text) };
}

const cellText = (text: string): string => cellSource(text).replaceAll('\\|', '|');

/** A new row below row `after`, 0 for the heading. The line of dashes stays below the heading. */
export function addRow(source: string, after: number): TableEdit {
  const lines = source.split('\n');
  const columns = readTable(source)?.aligns.length ?? 1;
  const line = after === 0 ? 1 : after + 1;
  const at = lines.slice(0, line + 1).join('\n').length;
  return { start: at, end: at, insert: `\n|${'  |'.repeat(columns)}` };
}

export function removeRow(source: string, row: number): TableEdit | null {
  const lines = source.split('\n');
  if (row === 0 || row + 1 >= lines.length) return null;
  const start = lines.slice(0, row + 1).join('\n').length;
  return { start, end: start + 1 + (lines[row + 1]?.length ?? 0), insert: '' };
}

/** A new column behind column `after`, in every line. */
export function addColumn(source: string, after: number): readonly TableEdit[] {
  return eachLine(source, (line, index) => {
    const cell = readRow(line, 0)[after];
    const at = cell === undefined ? line.trimEnd().length : barBehind(line, cell.end);
    const content = index === 1 ? ' --- ' : '  ';
    const hasBar = line[at] === '|';
    return { start: at, end: at, insert: hasBar ? `|${content}` : ` |${content}` };
  });
}

/** Nothing where what is left would be no table. */
export function removeColumn(source: string, column: number): readonly TableEdit[] {
  const left = (readTable(source)?.aligns.length ?? 0) - 1;
  if (left < 1 || (left === 1 && !source.trimStart().startsWith('|'))) return [];
  return eachLine(source, (line) => {
    const cells = readRow(line, 0);
    const cell = cells[column];
    if (cell === undefined || cells.length < 2) return null;
    const end = barBehind(line, cell.end);
    const before = line.slice(0, cell.start).lastIndexOf('|');
    if (before >= 0) return { start: before, end, insert: '' };
    return { start: line.length - line.trimStart().length, end: Math.min(line.length, end + 1), insert: '' };
  });
}

/** Where the bar behind a cell stands, or the line ends. */
function barBehind(line: string, at: number): number {
  const bar = line.indexOf('|', at);
  return bar === -1 ? line.trimEnd().length : bar;
}

function eachLine(source: string, edit: (line: string, index: number) => TableEdit | null): readonly TableEdit[] {
  const edits: TableEdit[] = [];
  let at = 0;
  for (const [index, line] of source.split('\n').entries()) {
    const made = edit(line, index);
    if (made !== null) edits.push({ ...made, start: made.start + at, end: made.end + at });
    at += line.length + 1;
  }
  return edits;
}
