import type { Kysely } from 'kysely';
import { clocksOf, EVERY_CELL, type Hlc } from '../../core/changes.ts';
import type { ItemOperation } from '../../core/history/item-changes.ts';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../tables/schema.ts';

/** What the change log, and the versions that stand for what it lost, say of one item. */

type Db = Kysely<Database>;

const OPERATION = [
  'change_log.hlc',
  'change_log.device_id',
  'change_log.actor',
  'change_log.command_id',
  'change_log.key',
  'commands.type',
] as const;

/** All that changed the item's row, its tags and its body, oldest first. */
export async function itemOperations(db: Db, itemId: Id): Promise<ItemOperation[]> {
  const log = () => db.selectFrom('change_log').leftJoin('commands', 'commands.id', 'change_log.command_id');
  const own = await log()
    .select([...OPERATION, 'change_log.cells', 'change_log.before'])
    .where('change_log.table_name', '=', 'items')
    .where('change_log.key', '=', itemId)
    .execute();
  const tags = await log()
    .innerJoin('tags', 'tags.id', 'change_log.key')
    .select([...OPERATION, 'change_log.cells', 'change_log.before', 'tags.tag'])
    .where('change_log.table_name', '=', 'tags')
    .where('tags.item_id', '=', itemId)
    .execute();
  const bodies = await log()
    .innerJoin('item_bodies', 'item_bodies.id', 'change_log.key')
    .select(OPERATION)
    .where('change_log.table_name', '=', 'item_bodies')
    .where('item_bodies.item_id', '=', itemId)
    .execute();
  const common = (row: (typeof bodies)[number]) => ({
    hlc: row.hlc,
    deviceId: row.device_id,
    actor: row.actor,
    commandId: row.command_id,
    commandType: row.type,
    key: row.key,
  });
  return [
    ...own.map((row) => ({ ...common(row), table: 'items' as const, cells: row.cells, before: row.before, tag: null })),
    ...tags.map((row) => ({
      ...common(row),
      table: 'tags' as const,
      cells: row.cells,
      before: row.before,
      tag: row.tag,
    })),
    ...bodies.map((row) => ({
      ...common(row),
      table: 'item_bodies' as const,
      cells: {},
      before: null,
      tag: null,
    })),
  ].sort((a, b) => (a.hlc < b.hlc ? -1 : 1));
}

export interface DatedUpdate {
  readonly id: Id;
  readonly update: Uint8Array;
  /** When it was written; of one that stands for many, when the last of them was. */
  readonly hlc: Hlc;
}

/** A body's updates with their clocks, in the order in which they were written here. Blank ones of what was forgotten are left out. */
export async function datedUpdates(db: Db, itemId: Id): Promise<DatedUpdate[]> {
  const rows = await db
    .selectFrom('item_bodies')
    .select(['id', 'update', 'clocks'])
    .where('item_id', '=', itemId)
    .where('deleted_ms', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, update, clocks }) => ({
    id,
    update,
    hlc: clocksOf(clocks, ['update'])['update'] ?? clocks[EVERY_CELL] ?? '',
  }));
}

export interface KeptVersion {
  readonly id: Id;
  readonly hlc: Hlc;
  readonly atMs: number;
  readonly deviceId: Id;
  readonly actor: string;
  readonly title: string;
}

/** Versions that stand for what the log lost, oldest first, without their texts. */
export async function keptVersionsOf(db: Db, itemId: Id): Promise<KeptVersion[]> {
  const rows = await db
    .selectFrom('item_versions')
    .select(['id', 'hlc', 'at_ms', 'device_id', 'actor', 'title'])
    .where('item_id', '=', itemId)
    .orderBy('hlc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    hlc: row.hlc,
    atMs: row.at_ms,
    deviceId: row.device_id,
    actor: row.actor,
    title: row.title,
  }));
}

export async function keptText(db: Db, versionId: Id): Promise<string | null> {
  const row = await db.selectFrom('item_versions').select('text').where('id', '=', versionId).executeTakeFirst();
  return row?.text ?? null;
}

export interface KnownDevice {
  readonly name: string;
  readonly isSelf: boolean;
}

export async function knownDevices(db: Db): Promise<ReadonlyMap<Id, KnownDevice>> {
  const rows = await db.selectFrom('devices').select(['id', 'name', 'is_self']).execute();
  return new Map(rows.map(({ id, name, is_self }) => [id, { name, isSelf: Boolean(is_self) }]));
}

/** The item's row as a record of its columns. */
export async function itemRow(db: Db, itemId: Id) {
  return (await db.selectFrom('items').selectAll().where('id', '=', itemId).executeTakeFirst()) ?? null;
}
