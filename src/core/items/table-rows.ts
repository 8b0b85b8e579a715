import type { SheetDetails } from './item-details.ts';
import type { PlacedRange } from './source-place.ts';

/** The rows of a table as arrays of numbers, for tables of 100,000 rows: as many objects would take long to be handed on. */
export interface TableRows {
  readonly sheets: readonly TableSheet[];
  /** Where each row's line starts and ends in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The number that a spreadsheet shows beside each row. */
  readonly numbers: Uint32Array;
  /** The places of the cells of those rows whose lines do not tell (`table-row.ts`), by row, in order. */
  readonly cells: readonly (readonly [row: number, cells: readonly number[]])[];
}

export interface TableSheet {
  /** Empty where there is only one. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns in all. */
  readonly width: number;
  /** Its rows, among all: `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Rows that were too many to be kept. */
  readonly leftOut: number;
}

export function packRows(sheets: readonly SheetDetails[], places: readonly PlacedRange[]): TableRows {
  const starts = new Uint32Array(places.length);
  const ends = new Uint32Array(places.length);
  const numbers = new Uint32Array(places.length);
  const cells: (readonly [number, readonly number[]])[] = [];
  const counts = sheets.map(() => 0);
  let sheet = 0;
  for (const [row, { start, end, place, cells: told }] of places.entries()) {
    starts[row] = start;
    ends[row] = end;
    numbers[row] = numberOf(place, row);
    if (told !== undefined) cells.push([row, told]);
    const name = place.type === 'row' ? place.sheet : '';
    while (name !== '' && sheet < sheets.length - 1 && sheets[sheet]?.name !== name) sheet += 1;
    counts[sheet] = (counts[sheet] ?? 0) + 1;
  }
  let from = 0;
  const ranges = sheets.map(({ name, rows, columns, width }, at) => {
    const to = from + (counts[at] ?? 0);
    const known = { name, columns, width: Math.max(width ?? 0, columns.length), from, to };
    from = to;
    return { ...known, leftOut: Math.max(0, rows - (to - known.from)) };
  });
  return { sheets: ranges, starts, ends, numbers, cells };
}

/** Elements of a list in JSON have no row of names before them. */
function numberOf(place: PlacedRange['place'], row: number): number {
  if (place.type === 'row') return place.row;
  const index = place.type === 'value' ? place.path[0] : undefined;
  return typeof index === 'number' ? index + 1 : row + 1;
}

/** The row that an offset of the text stands in, or the first behind it; as many as there are where none is. */
export function rowAt({ ends }: Pick<TableRows, 'ends'>, offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
