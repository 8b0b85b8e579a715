import type { Cell, Cells } from '../../core/changes.ts';
import type { SyncedTable } from './scopes.ts';

/** How a column's value travels: as it is, as JSON text to the engine, or as bytes. */
export type ColumnKind = 'plain' | 'json' | 'bytes';

/**
 * The columns of each synced table beside `id`, `workspace_id`, `clocks`, which every operation knows anyway. What can go from
 * one workspace to another has `workspace_id` as a cell like others; what is a part of such a thing is where that is.
 */
export const SYNCED_COLUMNS = {
  workspaces: {
    name: 'plain',
    colour: 'plain',
    icon: 'plain',
    instructions: 'plain',
    created_ms: 'plain',
    deleted_ms: 'plain',
  },
  items: {
    workspace_id: 'plain',
    kind: 'plain',
    title: 'plain',
    folder: 'plain',
    file_name: 'plain',
    source_path: 'plain',
    media_type: 'plain',
    blob_hash: 'plain',
    size_bytes: 'plain',
    language: 'plain',
    details: 'json',
    created_ms: 'plain',
    updated_ms: 'plain',
    deleted_ms: 'plain',
    purged_ms: 'plain',
  },
  item_bodies: { item_id: 'plain', update: 'bytes', deleted_ms: 'plain' },
  links: {
    from_item: 'plain',
    to_item: 'plain',
    target: 'plain',
    kind: 'plain',
    start_at: 'plain',
    end_at: 'plain',
    deleted_ms: 'plain',
  },
  tags: { item_id: 'plain', tag: 'plain', deleted_ms: 'plain' },
  conversations: {
    workspace_id: 'plain',
    title: 'plain',
    named_by: 'plain',
    pinned_ms: 'plain',
    archived_ms: 'plain',
    leaf_id: 'plain',
    created_ms: 'plain',
    updated_ms: 'plain',
    deleted_ms: 'plain',
  },
  messages: {
    conversation_id: 'plain',
    parent_id: 'plain',
    role: 'plain',
    text: 'plain',
    status: 'plain',
    answer: 'json',
    error: 'json',
    scope: 'json',
    read_ms: 'plain',
    run_id: 'plain',
    created_ms: 'plain',
    deleted_ms: 'plain',
  },
  citations: {
    message_id: 'plain',
    item_id: 'plain',
    ordinal: 'plain',
    start_at: 'plain',
    end_at: 'plain',
    quote: 'plain',
    deleted_ms: 'plain',
  },
  searches: { workspace_id: 'plain', name: 'plain', query: 'plain', created_ms: 'plain', deleted_ms: 'plain' },
  preferences: { key: 'plain', value: 'json', deleted_ms: 'plain' },
} as const satisfies Record<SyncedTable, Readonly<Record<string, ColumnKind>>>;

export const columnKind = (table: SyncedTable, column: string): ColumnKind => {
  const columns: Readonly<Record<string, ColumnKind>> = SYNCED_COLUMNS[table];
  const kind = columns[column];
  if (kind === undefined) throw new RangeError(`${table} has no synced column “${column}”`);
  return kind;
};

/** A column's value as the change log holds it. */
export function toCell(kind: ColumnKind, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return { $json: value };
  if (kind === 'bytes') return { $bytes: toBase64(value as Uint8Array) };
  return value as Cell;
}

/** A cell as the value that a row's type has: JSON parsed, bytes as bytes. */
export function fromCell(cell: Cell): unknown {
  if (cell === null || typeof cell !== 'object') return cell;
  return '$json' in cell ? cell.$json : fromBase64(cell.$bytes);
}

/** A value as the engine takes it as a parameter. */
export const toParameter = (kind: ColumnKind, value: unknown): unknown =>
  kind === 'json' && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null);

export function cellsOf(table: SyncedTable, row: Readonly<Record<string, unknown>>): Cells {
  const cells: Record<string, Cell> = {};
  for (const [column, value] of Object.entries(row)) cells[column] = toCell(columnKind(table, column), value);
  return cells;
}

const BASE64_STEP = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += BASE64_STEP) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BASE64_STEP));
  }
  return btoa(binary);
}

export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
