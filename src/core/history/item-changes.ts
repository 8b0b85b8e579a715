import type { Cell, Cells, Hlc } from '../changes.ts';
import type { Id } from '../ids.ts';

/** What operations of an item's row, its tags and its body did to it, as a person would say it. */

export type ItemChange =
  | { readonly type: 'made' }
  | { readonly type: 'text' }
  /** Another original came in its place. */
  | { readonly type: 'file' }
  | { readonly type: 'title'; readonly from: string; readonly to: string }
  | { readonly type: 'folder'; readonly from: string; readonly to: string }
  | { readonly type: 'tag'; readonly tag: string; readonly on: boolean }
  | { readonly type: 'deleted' }
  | { readonly type: 'restored' };

/** One operation on an item, as the change log has it. */
export interface ItemOperation {
  readonly hlc: Hlc;
  readonly deviceId: Id;
  readonly actor: string;
  readonly commandId: Id;
  /** Null where it was no command of the user, or is too old to be known. */
  readonly commandType: string | null;
  readonly table: 'items' | 'tags' | 'item_bodies';
  readonly key: Id;
  /** None of a body's: they are long, and say only that the text changed. */
  readonly cells: Cells;
  readonly before: Cells | null;
  /** Of a tag's row. */
  readonly tag: string | null;
}

export function changesOf(operation: ItemOperation): ItemChange[] {
  const { table, cells, before, tag } = operation;
  if (table === 'item_bodies') return [{ type: 'text' }];
  const deleted = cells['deleted_ms'];
  if (table === 'tags') {
    if (tag === null || (before !== null && deleted === undefined)) return [];
    return [{ type: 'tag', tag, on: deleted === null || deleted === undefined }];
  }
  if (before === null) return [{ type: 'made' }];
  const changes: ItemChange[] = [];
  for (const type of ['title', 'folder'] as const) {
    if (cells[type] !== undefined) changes.push({ type, from: textOf(before[type]), to: textOf(cells[type]) });
  }
  if (cells['blob_hash'] !== undefined) changes.push({ type: 'file' });
  if (deleted !== undefined) changes.push({ type: deleted === null ? 'restored' : 'deleted' });
  return changes;
}

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');

/**
 * A row's cells as they were when the clock stood at `hlc`, from its operations in the log, oldest first, and what it holds now. Null
 * where it was made later.
 */
export function cellsAt(
  operations: readonly Pick<ItemOperation, 'hlc' | 'cells' | 'before'>[],
  now: Cells,
  hlc: Hlc,
): Cells | null {
  const then = operations.filter((operation) => operation.hlc <= hlc);
  const later = operations.filter((operation) => operation.hlc > hlc);
  if (later.some(({ before }) => before === null)) return null;
  const cells = Object.keys(now).map((column): [string, Cell] => {
    // Null is a value like any other.
    const written = then.findLast((operation) => operation.cells[column] !== undefined)?.cells[column];
    if (written !== undefined) return [column, written];
    const changed = later.find(({ before }) => before?.[column] !== undefined)?.before?.[column];
    return [column, changed === undefined ? (now[column] ?? null) : changed];
  });
  return Object.fromEntries(cells);
}
