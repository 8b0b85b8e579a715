import type { Span } from './item.ts';

/** Between two cells of a row's line. */
const BETWEEN = ' | ';

/** Where a cell's value stands in its row's line, without the name of its column. */
export interface TableCell extends Span {
  /** From 0. */
  readonly column: number;
}

export interface RowLine {
  readonly line: string;
  /** Column, start and end of each cell in turn, where the line alone does not tell (`rowCells`); else null. */
  readonly cells: readonly number[] | null;
}

/**
 * A row as one line, each cell with the name of its column: `Name: Anna | City: Bonn`. Empty cells are left out. `named`: of
 * the header, what whoever reads the line again will know.
 */
export function rowLine(cells: readonly string[], header: readonly string[], named = header): RowLine {
  const parts: string[] = [];
  const told: number[] = [];
  let length = 0;
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue;
    const name = header[column] ?? '';
    const part = name === '' ? cell : `${name}: ${cell}`;
    const start = length + (parts.length === 0 ? 0 : BETWEEN.length);
    length = start + part.length;
    told.push(column, length - cell.length, length);
    parts.push(part);
  }
  const line = parts.join(BETWEEN);
  const read = rowCells(line, named).flatMap(({ column, start, end }) => [column, start, end]);
  const isTold = read.length === told.length && read.every((value, i) => value === told[i]);
  return { line, cells: isTold ? null : told };
}

/** The cells of a row's line, in order: as they were told, else by the names of the columns. */
export function rowCells(
  line: string,
  columns: readonly string[],
  told: readonly number[] | null = null,
): readonly TableCell[] {
  const cells: TableCell[] = [];
  if (told !== null) {
    for (let i = 0; i < told.length; i += 3)
      cells.push({ column: told[i] ?? 0, start: told[i + 1] ?? 0, end: told[i + 2] ?? 0 });
    return cells;
  }
  let from = 0;
  let next = columnAt(line, 0, columns, 0) ?? { column: unnamed(columns, 0), start: 0 };
  while (from <= line.length) {
    const { end, after } = cellEnd(line, next.start, columns, next.column + 1);
    cells.push({ ...next, end });
    if (after === null) break;
    from = end;
    next = after;
  }
  return line === '' ? [] : cells;
}

interface CellStart {
  readonly column: number;
  readonly start: number;
}

/** Up to the first mark between cells behind which a later column begins. */
function cellEnd(
  line: string,
  from: number,
  columns: readonly string[],
  column: number,
): { readonly end: number; readonly after: CellStart | null } {
  for (let at = line.indexOf(BETWEEN, from); at !== -1; at = line.indexOf(BETWEEN, at + 1)) {
    const after = columnAt(line, at + BETWEEN.length, columns, column);
    if (after !== null) return { end: at, after };
  }
  return { end: line.length, after: null };
}

/** The first column from `column` on that begins at an offset of the line: by its name, or one that has none. */
function columnAt(line: string, at: number, columns: readonly string[], column: number): CellStart | null {
  for (let i = column; i < columns.length; i++) {
    const name = columns[i] ?? '';
    if (name === '') return { column: i, start: at };
    if (line.startsWith(`${name}: `, at)) return { column: i, start: at + name.length + 2 };
  }
  // Behind the last name, columns have none.
  return column >= columns.length ? { column, start: at } : null;
}

/** The first column without a name. */
function unnamed(columns: readonly string[], column: number): number {
  for (let i = column; i < columns.length; i++) if (columns[i] === '') return i;
  return Math.max(column, columns.length);
}
