import type { ItemSort } from '../../core/item-sorts.ts';

/** What the table shows of each thing, beside its title. */
export const COLUMNS = ['kind', 'folder', 'tags', 'workspace', 'size', 'updated', 'created'] as const;
export type Column = (typeof COLUMNS)[number];

/** What the list can be ordered by; tags and workspaces have no order of their own. */
export const SORT_OF: Readonly<Partial<Record<Column, ItemSort>>> = {
  kind: 'kind',
  folder: 'folder',
  size: 'size',
  updated: 'updated',
  created: 'created',
};

export const LIBRARY_VIEWS = ['list', 'table', 'preview'] as const;
export type LibraryLook = (typeof LIBRARY_VIEWS)[number];

export type Widths = Readonly<Partial<Record<Column, number>>>;

export const WIDTH_MIN = 64;
export const WIDTH_MAX = 640;

export const heldWidth = (px: number): number => Math.round(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, px)));

export interface LibraryShape {
  readonly view: LibraryLook;
  readonly columns: readonly Column[];
  /** In CSS pixels, of those columns that were given one; the others share what is left. */
  readonly widths: Widths;
}

export const USUAL_SHAPE: LibraryShape = { view: 'list', columns: ['kind', 'folder', 'tags', 'updated'], widths: {} };

const KEY = 'hearth.library';
type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** As it was kept on this device; what cannot be read is as usual. */
export function readShape(storage: Kept): LibraryShape {
  try {
    const read = JSON.parse(storage.getItem(KEY) ?? '{}') as { view?: unknown; columns?: unknown; widths?: unknown };
    const view = LIBRARY_VIEWS.find((known) => known === read.view) ?? USUAL_SHAPE.view;
    const asked = Array.isArray(read.columns) ? read.columns : USUAL_SHAPE.columns;
    return { view, columns: COLUMNS.filter((column) => asked.includes(column)), widths: readWidths(read.widths) };
  } catch {
    return USUAL_SHAPE;
  }
}

function readWidths(value: unknown): Widths {
  const read = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const widths = COLUMNS.flatMap((column) => {
    const px = read[column];
    return typeof px === 'number' && Number.isFinite(px) ? [[column, heldWidth(px)] as const] : [];
  });
  return Object.fromEntries(widths);
}

/** For `grid-template-columns`: the sign, the title, then the columns. */
export const gridOf = (columns: readonly Column[], widths: Widths): string =>
  ['24px', 'minmax(160px, 2fr)', ...columns.map((column) => trackOf(widths[column]))].join(' ');

const trackOf = (px: number | undefined) => (px === undefined ? 'minmax(0, 1fr)' : `minmax(${WIDTH_MIN}px, ${px}px)`);

export const keepShape = (storage: Kept, shape: LibraryShape): void => storage.setItem(KEY, JSON.stringify(shape));

/** In the order of the table, with the column or without it. */
export const toggleColumn = (columns: readonly Column[], column: Column): readonly Column[] =>
  COLUMNS.filter((each) => (each === column ? !columns.includes(each) : columns.includes(each)));
