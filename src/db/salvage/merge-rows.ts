import { applyOperation, type Cell, clocksOf, EVERY_CELL, type Hlc, type Replica } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import { keyOf, selectList, writeLines } from '../logical/copy-rows.ts';
import { type RowLine, toLine } from '../logical/row-lines.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Store } from '../store.ts';
import { SYNCED_COLUMNS } from '../tables/cells.ts';
import type { LoggedOperation } from '../tables/change-log.ts';
import type { SyncedTable } from '../tables/scopes.ts';

/** Rows of synced tables, put together cell by cell from whatever knows them: the greatest clock has each cell. */

/** A row as its line says it, parsed. */
type Values = Record<string, unknown>;

const clocksIn = (values: Values) => (values['clocks'] ?? {}) as Readonly<Record<string, Hlc>>;

/** Merges lines of the table into what `target` has. */
export async function mergeLines(target: Store, shape: TableShape, lines: readonly RowLine[]): Promise<void> {
  const rows = lines.map((line) => JSON.parse(line) as Values);
  const held = await heldRows(
    target,
    shape,
    rows.map((row) => String(row['id'])),
  );
  const table = shape.name as SyncedTable;
  const merged = rows.map((row) => mergeRow(table, held.get(String(row['id'])), row));
  await writeLines(
    target,
    shape,
    merged.map((row) => JSON.stringify(row)),
    'replace',
  );
}

/** Brings rows to what the operations say, and makes those that are missing and that the log knows whole. Returns how many it made. */
export async function replayLog(
  target: Store,
  shape: TableShape,
  operations: readonly LoggedOperation[],
): Promise<number> {
  const table = shape.name as SyncedTable;
  const replica: Replica = new Map();
  for (const operation of operations) applyOperation(replica, operation);
  const workspaces = new Map(operations.map(({ key, workspaceId }) => [key, workspaceId]));
  const logged = replica.get(table) ?? new Map();
  const held = await heldRows(target, shape, [...logged.keys()]);
  const made = [...logged.keys()].filter((key) => !held.has(key));
  const rows = [...logged].flatMap(([key, cells]) => {
    const row = rowOf(table, key, workspaces.get(key) ?? '', cells);
    const before = held.get(key);
    if (before === undefined) return isWhole(shape, row) ? [row] : [];
    const merged = mergeRow(table, before, row);
    return merged === before ? [] : [merged];
  });
  await writeLines(
    target,
    shape,
    rows.map((row) => JSON.stringify(row)),
    'replace',
  );
  return made.length;
}

/** Columns that a row cannot do without. */
const NULLABLE: ReadonlySet<string> = new Set([
  ...['deleted_ms', 'purged_ms', 'file_name', 'source_path', 'blob_hash', 'details', 'to_item', 'parent_id'],
  ...['answer', 'error', 'run_id'],
]);

const isWhole = ({ columns }: TableShape, row: Values): boolean =>
  columns.every(({ name }) => NULLABLE.has(name) || row[name] !== undefined);

function rowOf(
  table: SyncedTable,
  id: Id,
  workspaceId: Id,
  cells: ReadonlyMap<string, { readonly value: Cell; readonly hlc: Hlc }>,
): Values {
  const known = Object.keys(SYNCED_COLUMNS[table]).filter((column) => cells.has(column));
  const values = known.map((column) => [column, ofLine(cells.get(column)?.value ?? null)] as const);
  const clocks = Object.fromEntries(known.map((column) => [column, cells.get(column)?.hlc]));
  return { id, workspace_id: workspaceId, clocks, ...Object.fromEntries(values.filter(([, value]) => value !== null)) };
}

/** A cell of the log as a line has it. */
function ofLine(cell: Cell): unknown {
  if (cell === null || typeof cell !== 'object') return cell;
  return '$json' in cell ? cell.$json : cell.$bytes;
}

function mergeRow(table: SyncedTable, one: Values | undefined, other: Values): Values {
  if (one === undefined) return other;
  const columns = Object.keys(SYNCED_COLUMNS[table]);
  const [ours, theirs] = [clocksIn(one), clocksIn(other)];
  const clocks: Record<string, Hlc> = {};
  const merged: Values = { ...one };
  let changed = false;
  for (const column of columns) {
    const mine = clockOf(ours, column);
    const its = clockOf(theirs, column);
    let clock = mine;
    if (its > mine) {
      clock = its;
      changed = true;
      delete merged[column];
      if (other[column] !== undefined) merged[column] = other[column];
    }
    if (clock !== '') clocks[column] = clock;
  }
  return changed ? { ...merged, clocks } : one;
}

const clockOf = (clocks: Readonly<Record<string, Hlc>>, column: string): Hlc =>
  clocksOf(clocks, [column])[column] ?? clocks[EVERY_CELL] ?? '';

async function heldRows(store: Store, shape: TableShape, keys: readonly string[]): Promise<Map<string, Values>> {
  if (keys.length === 0) return new Map();
  const places = keys.map((_, at) => `$${at + 1}`).join(', ');
  const sql = `select ${selectList(shape, store.dialect)} from "${shape.name}" where id in (${places})`;
  const { rows } = await store.query(sql, keys);
  return new Map(rows.map((row) => [String(keyOf(shape, row)[0]), JSON.parse(toLine(shape, row)) as Values]));
}
