import type { BackupManifest, LogPosition, SegmentKey } from '../../core/backup/manifest.ts';
import type { Hlc } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Queryable } from '../store.ts';

/** What was written since a moment, told by the change log, by the revisions of texts and by the rows' own times. */

/** A moment in a store's history. */
export type Mark = Pick<BackupManifest, 'position' | 'madeMs'>;

/** Keys, or beginnings of keys, in the order of a backup; or the whole table, where it is not known what changed. */
export type Changed = 'all' | readonly SegmentKey[];

/** By table. One that is not named did not change. */
export type Changes = ReadonlyMap<string, Changed>;

/**
 * How it is told of a table which of its rows changed. `item`: by the items whose rows or texts changed. `time`: by a column
 * of ms, and by the count of rows. `run`: by the runs that changed. `log`: only grows, until it is shortened. Synced tables
 * are in the log. Of any other nothing is told, and it is read as a whole: those are short.
 */
type DeviceRule = { readonly by: 'item' | 'run' | 'log' } | { readonly by: 'time'; readonly column: string };

const DEVICE_RULES: Readonly<Record<string, DeviceRule>> = {
  item_texts: { by: 'item' },
  chunks: { by: 'item' },
  item_versions: { by: 'item' },
  import_files: { by: 'run' },
  change_log: { by: 'log' },
  blobs: { by: 'time', column: 'created_ms' },
  commands: { by: 'time', column: 'at_ms' },
  llm_calls: { by: 'time', column: 'at_ms' },
  run_events: { by: 'time', column: 'at_ms' },
  runs: { by: 'time', column: 'updated_ms' },
};

/** Gone over again when the clock may have been set. */
const TIME_MARGIN_MS = 3_600_000;

const isSynced = (table: TableShape) => table.columns.some(({ name }) => name === 'clocks');

/** Whether the table is read as a whole each time. */
export const isReadWhole = (table: TableShape): boolean => !isSynced(table) && DEVICE_RULES[table.name] === undefined;

const has = (tables: readonly TableShape[], name: string) => tables.some((table) => table.name === name);

/** Exact only while nothing writes. */
export async function readPosition(store: Queryable, tables: readonly TableShape[]): Promise<LogPosition> {
  const sequences: Record<Id, number> = {};
  let newest: Hlc | null = null;
  for (const device of await devicesOfLog(store)) {
    const { rows } = await store.query<{ sequence: number; hlc: Hlc }>(
      'select sequence, hlc from change_log where device_id = $1 order by sequence desc limit 1',
      [device],
    );
    const last = rows[0];
    if (last === undefined) continue;
    sequences[device] = Number(last.sequence);
    if (newest === null || last.hlc > newest) newest = last.hlc;
  }
  const texts = await store.query<{ revision: number }>(
    'select coalesce(max(revision), 0) as revision from item_texts',
  );
  const floors = await readFloors(store, tables);
  return { sequences, hlc: newest, revision: Number(texts.rows[0]?.revision ?? 0), floors };
}

/** By the index, device after device: there are few of them, and many operations. */
async function devicesOfLog(store: Queryable): Promise<Id[]> {
  const devices: Id[] = [];
  for (;;) {
    const behind = devices.length === 0 ? '' : 'where device_id > $1 ';
    const { rows } = await store.query<{ device: Id }>(
      `select device_id as device from change_log ${behind}order by device_id limit 1`,
      devices.slice(-1),
    );
    if (rows[0] === undefined) return devices;
    devices.push(rows[0].device);
  }
}

async function readFloors(store: Queryable, tables: readonly TableShape[]): Promise<string> {
  const floors = has(tables, 'log_floors') ? await linesOf(store, FLOORS) : '';
  const archives = has(tables, 'archived_items') ? await linesOf(store, ARCHIVES) : '';
  return `${floors}|${archives}`;
}

const FLOORS = 'select device_id as a, sequence as b from log_floors order by device_id';

const ARCHIVES = `select p.file as a, (select count(*) from archived_items as i
    where i.archive_id = p.archive_id and i.part = p.part) as b from archive_parts as p order by p.archive_id, p.part`;

async function linesOf(store: Queryable, sql: string): Promise<string> {
  const { rows } = await store.query<{ a: string; b: number }>(sql);
  return rows.map(({ a, b }) => `${a}:${b}`).join(' ');
}

/** `now` was read after `since`. What is written while this runs may be in it or not. */
export async function readChanges(
  store: Queryable,
  tables: readonly TableShape[],
  since: Mark,
  now: Mark,
): Promise<Changes> {
  const operations = await operationsSince(store, since.position);
  const items = await changedItems(store, since.position.revision, operations);
  const isShortened = since.position.floors !== now.position.floors;
  const sinceMs = timeBefore(since, now);
  const runs = sinceMs === null ? 'all' : await changedRuns(store, sinceMs);
  const changedOf = async (table: TableShape): Promise<Changed> => {
    const rule = DEVICE_RULES[table.name];
    if (isShortened && SHORTENED.has(table.name)) return 'all';
    if (isSynced(table)) return keysOf(operations, table.name);
    if (rule === undefined) return 'all';
    if (rule.by === 'time') return sinceMs === null ? 'all' : keysSince(store, table, rule.column, sinceMs);
    if (rule.by === 'log') return changedOperations(store, operations);
    return rule.by === 'item' ? items : runs;
  };
  const changes = new Map<string, Changed>();
  for (const table of tables) changes.set(table.name, await changedOf(table));
  return changes;
}

/** What changes when the log is shortened, or things go into an archive or come out of it. */
const SHORTENED: ReadonlySet<string> = new Set(['change_log', 'item_versions', 'item_bodies', 'item_texts', 'chunks']);

interface LoggedKey {
  readonly device: Id;
  readonly sequence: number;
  readonly table: string;
  readonly key: Id;
  /** Whether it deletes the row. */
  readonly deletes: boolean | number;
}

/** JSON's text has a space behind the colon in one engine. */
const DELETES = `(cast(cells as text) like '%"deleted_ms":%'
  and cast(cells as text) not like '%"deleted_ms":null%' and cast(cells as text) not like '%"deleted_ms": null%')`;

async function operationsSince(store: Queryable, { sequences }: LogPosition): Promise<LoggedKey[]> {
  const operations: LoggedKey[] = [];
  for (const device of await devicesOfLog(store)) {
    const { rows } = await store.query<LoggedKey>(
      `select device_id as device, sequence, table_name as "table", key,
          ${DELETES} as deletes from change_log
        where device_id = $1 and sequence > $2 order by sequence`,
      [device, sequences[device] ?? 0],
    );
    for (const row of rows) operations.push(row);
  }
  return operations;
}

const keysOf = (operations: readonly LoggedKey[], name: string): SegmentKey[] =>
  [...new Set(operations.flatMap(({ table, key }) => (table === name ? [key] : [])))].map((key) => [key]);

const KEYS_AT_ONCE = 500;

/** The new ones; and all of what was deleted, since the log forgets what it said of a thing that is deleted for good. */
async function changedOperations(store: Queryable, operations: readonly LoggedKey[]): Promise<SegmentKey[]> {
  const keys: SegmentKey[] = operations.map(({ device, sequence }) => [device, sequence]);
  const deleted = Map.groupBy(
    operations.filter(({ deletes }) => deletes),
    ({ table }) => table,
  );
  for (const [table, own] of deleted)
    keys.push(...(await operationsOn(store, table, [...new Set(own.map(({ key }) => key))])));
  return keys;
}

async function operationsOn(store: Queryable, table: string, rows: readonly Id[]): Promise<SegmentKey[]> {
  const keys: SegmentKey[] = [];
  for (let at = 0; at < rows.length; at += KEYS_AT_ONCE) {
    const batch = rows.slice(at, at + KEYS_AT_ONCE);
    const places = batch.map((_, place) => `$${place + 2}`).join(', ');
    const found = await store.query<{ device: Id; sequence: number }>(
      `select device_id as device, sequence from change_log where table_name = $1 and key in (${places})`,
      [table, ...batch],
    );
    for (const { device, sequence } of found.rows) keys.push([device, Number(sequence)]);
  }
  return keys;
}

/** Each write of a text takes a revision of its own. Of an item that is emptied for good the text is gone: the log has it. */
async function changedItems(
  store: Queryable,
  revision: number,
  operations: readonly LoggedKey[],
): Promise<SegmentKey[]> {
  const { rows } = await store.query<{ id: Id }>('select item_id as id from item_texts where revision > $1', [
    revision,
  ]);
  const logged = operations.flatMap(({ table, key }) => (table === 'items' ? [key] : []));
  return [...new Set([...rows.map(({ id }) => id), ...logged])].map((id) => [id]);
}

/** From when on rows are gone over; null where the clock was set back, so that times tell nothing. */
function timeBefore(since: Mark, now: Mark): number | null {
  return now.madeMs < since.madeMs ? null : since.madeMs - TIME_MARGIN_MS;
}

async function changedRuns(store: Queryable, sinceMs: number): Promise<SegmentKey[]> {
  const { rows } = await store.query<{ id: Id }>('select id from runs where updated_ms >= $1', [sinceMs]);
  return rows.map(({ id }) => [id]);
}

async function keysSince(
  store: Queryable,
  { name, key }: TableShape,
  column: string,
  sinceMs: number,
): Promise<SegmentKey[]> {
  const names = key.map((each) => `"${each}"`).join(', ');
  const { rows } = await store.query<Record<string, string | number>>(
    `select ${names} from "${name}" where "${column}" >= $1`,
    [sinceMs],
  );
  return rows.map((row) => key.map((each) => row[each] ?? ''));
}

/** How many rows there are, by table. */
export async function countRows(store: Queryable, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const { rows } = await store.query<{ count: number }>(`select count(*) as count from "${name}"`);
    counts.set(name, Number(rows[0]?.count ?? 0));
  }
  return counts;
}

/**
 * Whether this store has all that was written before that backup: one of another store, or a newer one than this store was
 * restored from, holds rows of which nothing here tells that they are other ones.
 */
export function isOfItsPast({ position }: Pick<BackupManifest, 'position'>, here: LogPosition): boolean {
  const known = Object.entries(position.sequences).every(([device, last]) => (here.sequences[device] ?? -1) >= last);
  return known && position.revision <= here.revision;
}
