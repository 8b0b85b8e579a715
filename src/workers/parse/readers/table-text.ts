import type { TableDetails } from '../../../core/items/item-details.ts';
import type { PlacedRange, SourcePlace } from '../../../core/items/source-place.ts';
import { rowLine } from '../../../core/items/table-row.ts';

/**
 * Tables as text: one line a row, each cell with the name of its column (`Name: Anna | City: Bonn`), so that a row makes
 * sense wherever it is quoted. Empty cells and empty rows are left out.
 */
export interface TableWriter {
  beginSheet(name: string, options?: SheetOptions): void;
  row(cells: readonly string[], place: SourcePlace): void;
  /** Whether no further row is taken: each is only counted, by `leaveOut`. */
  isFull(): boolean;
  leaveOut(): void;
  finish(): {
    readonly text: string;
    readonly places: readonly PlacedRange[];
    readonly details: TableDetails;
    readonly warnings: readonly string[];
  };
}

export interface SheetOptions {
  /** Writes the name as a heading. */
  readonly isTitled?: boolean;
  /** The names of the columns, where they are known; else they are looked for in the first rows. */
  readonly header?: readonly string[];
}

export interface TableLimits {
  /** Code units of the whole text. */
  readonly maxText: number;
  /** Rows of all sheets. */
  readonly maxRows: number;
  /** Cells of all sheets, with the empty ones between others. */
  readonly maxCells: number;
}

const DEFAULT_TABLE_LIMITS: TableLimits = { maxText: 20_000_000, maxRows: 100_000, maxCells: 10_000_000 };

/** Rows that are looked at to find the row of the names. */
const SAMPLE_ROWS = 20;
/** Columns whose names an item keeps in its details. */
const MAX_NAMED_COLUMNS = 1000;

const named = (header: readonly string[]): readonly string[] =>
  header.length > MAX_NAMED_COLUMNS ? header.slice(0, MAX_NAMED_COLUMNS) : header;

const isYear = (cell: string): boolean => /^(?:19|20)\d\d$/.test(cell);
const isValue = (cell: string): boolean =>
  /^[-+(]?[€$£]?\s?\d[\d.,'’\s]{0,40}[%€$£)]?$/.test(cell) ||
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(cell) ||
  /^(?:true|false|yes|no)$/i.test(cell) ||
  /:\/\/|\S@\S/.test(cell);

/** A cell on one line. */
const tidyCell = (cell: string): string => (cell === '' ? '' : cell.replace(/\s+/g, ' ').trim());

const filled = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + (cell === '' ? 0 : 1), 0);

/** Whether a row names the columns: it holds words, and no numbers, dates or addresses but years above other values. */
function namesColumns(cells: readonly string[], below: readonly string[] | undefined): boolean {
  if (below === undefined) return false;
  return cells.every((cell, i) => {
    if (isYear(cell)) return !isYear(below[i] ?? '');
    return cell.length <= 200 && !isValue(cell);
  });
}

/** The index of the row with the names of the columns among the first rows; -1 where there is none. */
function findHeader(rows: readonly (readonly string[])[]): number {
  const widest = Math.max(0, ...rows.map(filled));
  const index = rows.findIndex((cells) => filled(cells) >= widest * 0.6);
  const cells = rows[index];
  return cells !== undefined && namesColumns(cells, rows[index + 1]) ? index : -1;
}

interface Row {
  readonly cells: readonly string[];
  readonly place: SourcePlace;
}

interface OpenSheet {
  name: string;
  rows: number;
  columns: number;
  /** Null while the first rows wait for it to be found. */
  header: readonly string[] | null;
  waiting: Row[];
}

export function createTableWriter(limits: TableLimits = DEFAULT_TABLE_LIMITS): TableWriter {
  const pieces: string[] = [];
  const places: PlacedRange[] = [];
  const sheets: OpenSheet[] = [];
  let length = 0;
  let cellCount = 0;
  let leftOut = 0;
  let sheet: OpenSheet | null = null;
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const isFull = (): boolean => leftOut > 0 || places.length >= limits.maxRows || cellCount >= limits.maxCells;
  /** `header`: what is written before the cells; `columns`: what is known of them afterwards. */
  const write = ({ cells, place }: Row, header: readonly string[], columns: readonly string[]): void => {
    const { line, cells: told } = isFull() ? { line: '', cells: null } : rowLine(cells, header, columns);
    if (line === '' || length + line.length >= limits.maxText) leftOut += 1;
    else {
      // Of a table that is too wide to be shown whole, the places of its cells would be larger than its text.
      const isTold = told !== null && cells.length <= MAX_NAMED_COLUMNS;
      places.push({ start: length, end: length + line.length, place, ...(isTold ? { cells: told } : {}) });
      put(`${line}\n`);
    }
  };
  const flush = (open: OpenSheet): void => {
    if (open.header !== null) return;
    const at = findHeader(open.waiting.map(({ cells }) => cells));
    const header = open.waiting[at]?.cells ?? [];
    open.header = header;
    if (at !== -1) open.rows -= 1;
    for (const [i, row] of open.waiting.entries()) if (i !== at) write(row, i < at ? [] : header, named(header));
    open.waiting = [];
  };
  const open = (name: string, { isTitled = false, header }: SheetOptions): OpenSheet => {
    if (sheet !== null) flush(sheet);
    const names = header?.map(tidyCell) ?? null;
    const next: OpenSheet = { name, rows: 0, columns: names?.length ?? 0, header: names, waiting: [] };
    if (isTitled) put(`${length > 0 ? '\n' : ''}## ${tidyCell(name)}\n\n`);
    sheets.push(next);
    sheet = next;
    return next;
  };
  const warningsOf = (): readonly string[] => {
    const warnings: string[] = [];
    if (leftOut > 0)
      warnings.push(`The last ${leftOut} rows of this table were left out: it is too long to be read in full.`);
    const wide = sheets.find(({ columns }) => columns > MAX_NAMED_COLUMNS);
    if (wide !== undefined)
      warnings.push(`This table has ${wide.columns} columns; only the first ${MAX_NAMED_COLUMNS} are listed by name.`);
    return warnings;
  };
  return {
    beginSheet: (name, options = {}) => {
      open(name, options);
    },
    row: (raw, place) => {
      const to = sheet ?? open('', {});
      const cells = raw.map(tidyCell);
      if (filled(cells) === 0) return;
      cellCount += cells.length;
      to.rows += 1;
      to.columns = Math.max(to.columns, cells.length);
      if (to.header !== null) write({ cells, place }, to.header, named(to.header));
      else if (to.waiting.push({ cells, place }) >= SAMPLE_ROWS) flush(to);
    },
    isFull,
    leaveOut: () => {
      leftOut += 1;
      if (sheet !== null) sheet.rows += 1;
    },
    finish: () => {
      if (sheet !== null) flush(sheet);
      const details: TableDetails = {
        type: 'table',
        sheets: sheets.map(({ name, rows, columns: width, header }) => {
          const columns = named(header ?? []);
          return { name, rows, columns, ...(width > columns.length ? { width } : {}) };
        }),
      };
      return { text: pieces.join(''), places, details, warnings: warningsOf() };
    },
  };
}
