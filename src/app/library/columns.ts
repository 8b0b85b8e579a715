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

export interface LibraryShape {
  readonly view: LibraryLook;
  readonly columns: readonly Column[];
}

export const USUAL_SHAPE: LibraryShape = { view: 'list', columns: ['kind', 'folder', 'tags', 'updated'] };

const KEY = 'hearth.library';
type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** As it was kept on this device; what cannot be read is as usual. */
export function readShape(storage: Kept): LibraryShape {
  try {
    const read = JSON.parse(storage.getItem(KEY) ?? '{}') as { view?: unknown; columns?: unknown };
    const view = LIBRARY_VIEWS.find((known) => known === read.view) ?? USUAL_SHAPE.view;
    const asked = Array.isArray(read.columns) ? read.columns : USUAL_SHAPE.columns;
    return { view, columns: COLUMNS.filter((column) => asked.includes(column)) };
  } catch {
    return USUAL_SHAPE;
  }
}

export const keepShape = (storage: Kept, shape: LibraryShape): void => storage.setItem(KEY, JSON.stringify(shape));

/** In the order of the table, with the column or without it. */
export const toggleColumn = (columns: readonly Column[], column: Column): readonly Column[] =>
  COLUMNS.filter((each) => (each === column ? !columns.includes(each) : columns.includes(each)));
