import { type Kysely, sql } from 'kysely';
import { clockBound, type Hlc } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../tables/schema.ts';
import type { WriteUnit } from '../write.ts';

/** The oldest part of the change log, a slice at a time: read, and taken out. */

type Db = Kysely<Database>;

export interface LogSlice {
  readonly deviceId: Id;
  /** The last operation in it. All of the device's that come before it are in it, or gone already. */
  readonly sequence: number;
  readonly hlc: Hlc;
}

export const devicesInLog = async (db: Db): Promise<Id[]> =>
  (await db.selectFrom('change_log').select('device_id').distinct().execute()).map((row) => row.device_id);

/**
 * Up to `size` of the device's oldest operations, all older than `beforeMs`, and as many more as it takes not to cut a command in two.
 * Null where there are none.
 */
export async function oldestSlice(db: Db, deviceId: Id, beforeMs: number, size: number): Promise<LogSlice | null> {
  const own = () => db.selectFrom('change_log').where('device_id', '=', deviceId);
  const bound = clockBound(beforeMs);
  const rows = await own().select(['sequence', 'hlc', 'command_id']).orderBy('sequence').limit(size).execute();
  const last = rows.findLast(({ hlc }) => hlc < bound);
  if (last === undefined) return null;
  const end = await own()
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('command_id', '=', last.command_id)
    .executeTakeFirst();
  const { sequence, hlc } = await own()
    .select(['sequence', 'hlc'])
    .where('sequence', '=', Number(end?.sequence ?? last.sequence))
    .executeTakeFirstOrThrow();
  // A command that reaches into what is kept stays whole; what comes before it goes.
  if (hlc < bound) return { deviceId, sequence: Number(sequence), hlc };
  const before = rows.findLast((row) => row.hlc < bound && row.command_id !== last.command_id);
  return before === undefined ? null : { deviceId, sequence: Number(before.sequence), hlc: before.hlc };
}

/** In the unit: the slice leaves the log, and the log says so. */
export function dropSlice(db: Db, unit: WriteUnit, { deviceId, sequence, hlc }: LogSlice): void {
  const dropped = db.deleteFrom('change_log').where('device_id', '=', deviceId).where('sequence', '<=', sequence);
  unit.device('change_log', dropped);
  const floor = { sequence, hlc };
  const insert = db.insertInto('log_floors').values({ device_id: deviceId, ...floor });
  unit.device(
    'log_floors',
    insert.onConflict((conflict) => conflict.column('device_id').doUpdateSet(floor)),
  );
}

export interface EditInSlice {
  readonly itemId: Id;
  readonly bodyId: Id;
  readonly actor: string;
}

/** Edits of notes that the slice holds. */
export async function editsInSlice(db: Db, { deviceId, sequence }: LogSlice): Promise<EditInSlice[]> {
  const rows = await db
    .selectFrom('change_log')
    .innerJoin('item_bodies', 'item_bodies.id', 'change_log.key')
    .select(['item_bodies.item_id', 'item_bodies.id', 'change_log.actor'])
    .where('change_log.device_id', '=', deviceId)
    .where('change_log.sequence', '<=', sequence)
    .where('change_log.table_name', '=', 'item_bodies')
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, bodyId: row.id, actor: row.actor }));
}

export interface Titled {
  readonly hlc: Hlc;
  readonly title: string;
}

/** The titles that the log knows of the item, oldest first. */
export async function titlesInLog(db: Db, itemId: Id): Promise<Titled[]> {
  const rows = await db
    .selectFrom('change_log')
    .select(['hlc', 'cells'])
    .where('table_name', '=', 'items')
    .where('key', '=', itemId)
    .orderBy('hlc')
    .execute();
  return rows.flatMap(({ hlc, cells }) => {
    const title = cells['title'];
    return typeof title === 'string' ? [{ hlc, title }] : [];
  });
}

/** Rows of device tables that only tell what was done long ago. */
export function dropOldNotes(
  db: Db,
  unit: WriteUnit,
  cut: { readonly commandsMs: number; readonly runsMs: number },
): void {
  const old = db.selectFrom('runs').select('id').where('finished_ms', '<', cut.runsMs);
  unit.device('commands', db.deleteFrom('commands').where('at_ms', '<', cut.commandsMs));
  unit.device('import_files', db.deleteFrom('import_files').where('run_id', 'in', old));
  unit.device('run_events', db.deleteFrom('run_events').where('run_id', 'in', old));
  unit.device('runs', db.deleteFrom('runs').where('finished_ms', '<', cut.runsMs));
  unit.device('llm_calls', db.deleteFrom('llm_calls').where('at_ms', '<', cut.runsMs));
}

/** Originals that no item has and no change in the log had are not known as kept any more: the next sweep removes them. */
export function forgetOldOriginals(db: Db, unit: WriteUnit): void {
  // Gone through once, however many originals there are.
  const known = (column: 'cells' | 'before') => sql<boolean>`hash not in (select ${sql.ref(column)} ->> 'blob_hash'
    from change_log where table_name = 'items' and ${sql.ref(column)} ->> 'blob_hash' is not null)`;
  unit.device(
    'blobs',
    db
      .deleteFrom('blobs')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('items').select('items.id').whereRef('items.blob_hash', '=', 'blobs.hash'))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('archive_parts').select('part').whereRef('archive_parts.file', '=', 'blobs.hash'))),
      )
      .where(known('cells'))
      .where(known('before')),
  );
}
