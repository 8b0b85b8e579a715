import { type Kysely, sql } from 'kysely';
import { type Cells, clocksOf, type Hlc, type Operation } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import { partsOf } from '../sql-parts.ts';
import { SYNCED_COLUMNS } from './cells.ts';
import type { Database } from './schema.ts';
import type { SyncedTable } from './scopes.ts';

type Db = Kysely<Database>;

export interface LoggedOperation extends Operation {
  /** What the changed cells held before; null for a row that was made. */
  readonly before: Cells | null;
}

const selectOperations = (db: Db) => db.selectFrom('change_log').selectAll();

type LogRecord = Awaited<ReturnType<ReturnType<typeof selectOperations>['executeTakeFirstOrThrow']>>;

const toOperation = (row: LogRecord): LoggedOperation => ({
  deviceId: row.device_id,
  sequence: row.sequence,
  hlc: row.hlc,
  schemaVersion: row.schema_version,
  workspaceId: row.workspace_id,
  actor: row.actor,
  commandId: row.command_id,
  table: row.table_name,
  key: row.key,
  cells: row.cells,
  seen: row.seen,
  before: row.before,
});

/** Of a command that was applied; null for what no command was. */
export async function commandType(db: Db, commandId: Id): Promise<string | null> {
  const row = await db.selectFrom('commands').select('type').where('id', '=', commandId).executeTakeFirst();
  return row?.type ?? null;
}

/** In the order in which they were made. */
export async function operationsOfCommand(db: Db, commandId: Id): Promise<LoggedOperation[]> {
  const rows = await selectOperations(db).where('command_id', '=', commandId).orderBy('hlc').execute();
  return rows.map(toOperation);
}

/** What a run did to rows of these tables, in order. */
export async function operationsOfActor(
  db: Db,
  actor: string,
  tables: readonly SyncedTable[],
): Promise<LoggedOperation[]> {
  const rows = await selectOperations(db)
    .where('table_name', 'in', [...tables])
    .where('actor', '=', actor)
    .orderBy('hlc')
    .execute();
  return rows.map(toOperation);
}

/** In any order. */
export async function operationsOfRows(db: Db, table: SyncedTable, keys: readonly Id[]): Promise<LoggedOperation[]> {
  if (keys.length === 0) return [];
  const rows = await selectOperations(db)
    .where('table_name', '=', table)
    .where(partsOf(db).isOneOf('key', keys, 'uuid'))
    .execute();
  return rows.map(toOperation);
}

export async function allOperations(db: Db): Promise<LoggedOperation[]> {
  return (await selectOperations(db).orderBy('hlc').execute()).map(toOperation);
}

/** The clock of each cell of a row; empty where there is no such row. */
export async function readClocks(db: Db, table: SyncedTable, key: Id): Promise<Readonly<Record<string, Hlc>>> {
  const row = await db.selectFrom(table).select('clocks').where('id', '=', key).executeTakeFirst();
  return clocksOf(row?.clocks ?? {}, Object.keys(SYNCED_COLUMNS[table]));
}

/** Every synced row with its id, for comparing rows with what the log says. */
export async function allRows(db: Db, table: SyncedTable): Promise<Record<string, unknown>[]> {
  return db.selectFrom(table).selectAll().orderBy(sql`id`).execute();
}
