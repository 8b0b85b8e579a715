import { Kysely, sql } from 'kysely';
import { throwIfAborted } from '../../core/errors.ts';
import type { SalvagedTable } from '../../core/integrity/findings.ts';
import type { AbortFlag, OnProgress } from '../../core/ports.ts';
import { createStoreDialect } from '../kysely-dialect.ts';
import { writeLines } from '../logical/copy-rows.ts';
import type { RowLine } from '../logical/row-lines.ts';
import { readShapes, type TableShape } from '../logical/shapes.ts';
import type { Store } from '../store.ts';
import { operationsOfRows } from '../tables/change-log.ts';
import type { Database } from '../tables/schema.ts';
import { type SyncedTable, TABLE_SCOPES } from '../tables/scopes.ts';
import { mergeLines, replayLog } from './merge-rows.ts';
import { readableRows } from './readable-rows.ts';

/**
 * Saves what a damaged store still holds into another one: every row that can be read, merged into what is there from a backup, then
 * what the change log says. The damaged store is only read.
 */

export interface SalvageOptions {
  readonly source: Store;
  /** Migrated; empty, or with a backup restored to it. */
  readonly target: Store;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortFlag | undefined;
}

/** Rejects with `cancelled`, `storage-full`, or what the target refuses: then it is of no use. */
export async function salvageStore(options: SalvageOptions): Promise<readonly SalvagedTable[]> {
  const { target, onProgress } = options;
  const shapes = await readShapes(target);
  const tables: SalvagedTable[] = [];
  for (const [done, shape] of shapes.entries()) {
    onProgress?.({ done, total: shapes.length + 1, note: shape.name });
    tables.push(await salvageTable(options, shape));
  }
  onProgress?.({ done: shapes.length, total: shapes.length + 1, note: 'change_log' });
  for (const shape of shapes) if (isSynced(shape)) await replayTable(target, shape, options.signal);
  await dropOrphans(target);
  await fillTexts(target);
  const counted = new Map(
    await Promise.all(shapes.map(async ({ name }) => [name, await countOf(target, name)] as const)),
  );
  return tables.map((table) => ({ ...table, rows: counted.get(table.name) ?? 0 }));
}

const isSynced = ({ name }: TableShape): boolean => Reflect.get(TABLE_SCOPES, name) === 'synced';

async function salvageTable({ source, target, signal }: SalvageOptions, shape: TableShape): Promise<SalvagedTable> {
  let read = 0;
  let unreadable = 0;
  for await (const part of readableRows(source, shape, signal)) {
    unreadable += part.unreadable;
    read += await putRows(target, shape, part.lines);
  }
  return { name: shape.name, read, unreadable, rows: 0 };
}

/** All at once, and where one of them is refused, one by one: what belongs to nothing is left out. */
async function putRows(target: Store, shape: TableShape, lines: readonly RowLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  const put = (rows: readonly RowLine[]) =>
    isSynced(shape) ? mergeLines(target, shape, rows) : writeLines(target, shape, rows, 'replace');
  try {
    await put(lines);
    return lines.length;
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== 'conflict') throw thrown;
    if (lines.length === 1) return 0;
    let count = 0;
    for (const line of lines) count += await putRows(target, shape, [line]);
    return count;
  }
}

const KEYS = 200;

async function replayTable(target: Store, shape: TableShape, signal: AbortFlag | undefined): Promise<void> {
  const db = new Kysely<Database>({ dialect: createStoreDialect(target) });
  for (let last = ''; ; ) {
    throwIfAborted(signal);
    const keys = await db
      .selectFrom('change_log')
      .select('key')
      .distinct()
      .where('table_name', '=', shape.name)
      .$if(last !== '', (query) => query.where('key', '>', last))
      .orderBy('key')
      .limit(KEYS)
      .execute();
    const ids = keys.map(({ key }) => key);
    if (ids.length > 0) await replayLog(target, shape, await operationsOfRows(db, shape.name as SyncedTable, ids));
    if (ids.length < KEYS) return;
    last = ids.at(-1) ?? '';
  }
}

/** What was made from things that could not be had. */
async function dropOrphans(target: Store): Promise<void> {
  await target.query('delete from item_texts where item_id not in (select id from items)');
  await target.query('delete from chunks where item_id not in (select item_id from item_texts)');
  await target.query('delete from import_files where run_id not in (select id from runs)');
  await target.query('delete from connected_files where folder_id not in (select id from connected_folders)');
  await target.query('delete from mirror_conflicts where folder_id not in (select id from connected_folders)');
}

/** A text that is to be read from its original, or from the note's own changes, at the next start. */
async function fillTexts(target: Store): Promise<void> {
  const db = new Kysely<Database>({ dialect: createStoreDialect(target) });
  await sql`insert into item_texts
      (item_id, text, text_hash, source_map, places, folded, revision, indexed_revision)
    select i.id, '', '', '[]', '[]', '[]', (select coalesce(max(revision), 0) + 1 from item_texts), 0 from items as i
    where i.deleted_ms is null and i.purged_ms is null
      and not exists (select 1 from item_texts as t where t.item_id = i.id)
      and not exists (select 1 from archived_items as a where a.item_id = i.id)`.execute(db);
}

async function countOf(store: Store, table: string): Promise<number> {
  const { rows } = await store.query<{ count: number }>(`select count(*) as count from "${table}"`);
  return Number(rows[0]?.count ?? 0);
}
