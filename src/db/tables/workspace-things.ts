import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';

/** What belongs to a workspace, and what goes along where it is moved. */

type Db = Kysely<Database>;

export interface OwnedRows {
  readonly items: readonly Id[];
  readonly conversations: readonly Id[];
  readonly searches: readonly Id[];
}

/** What belongs to a workspace, what lies in the bin included, and nothing that was deleted for good. */
export async function ownedBy(db: Db, workspaceId: Id): Promise<OwnedRows> {
  const of = async (table: 'conversations' | 'searches') =>
    (await db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).execute()).map(({ id }) => id);
  const items = await db
    .selectFrom('items')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('purged_ms', 'is', null)
    .execute();
  return {
    items: items.map(({ id }) => id),
    conversations: await of('conversations'),
    searches: await of('searches'),
  };
}

/** The things that stand for these conversations, in the bin or not. */
export async function standingFor(db: Db, conversationIds: readonly Id[]): Promise<Id[]> {
  if (conversationIds.length === 0) return [];
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where(partsOf(db).isOneOf('id', conversationIds, 'uuid'))
    .where('purged_ms', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** One thing, which may stand for a conversation. */
export async function asOwned(db: Db, itemId: Id): Promise<OwnedRows> {
  const row = await db.selectFrom('conversations').select('id').where('id', '=', itemId).executeTakeFirst();
  return { items: [itemId], conversations: row === undefined ? [] : [itemId], searches: [] };
}

/** Of these things, with what is attached to those of them that are mails. */
export async function withAttached(db: Db, itemIds: readonly Id[]): Promise<Id[]> {
  if (itemIds.length === 0) return [];
  const rows = await db
    .selectFrom('links')
    .select('to_item')
    .where(partsOf(db).isOneOf('from_item', itemIds, 'uuid'))
    .where('kind', '=', 'attachment')
    .where('deleted_ms', 'is', null)
    .execute();
  return [...new Set([...itemIds, ...rows.flatMap((row) => row.to_item ?? [])])];
}

/** Those of these that are there and not in the bin. */
export async function movable(
  db: Db,
  table: 'items' | 'conversations' | 'searches',
  ids: readonly Id[],
): Promise<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where(partsOf(db).isOneOf('id', ids, 'uuid'))
    .where('deleted_ms', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Links that lead from or to one of these across a border that no link crosses. What is attached to a mail is no such link. */
export async function linksAcross(db: Db, itemIds: readonly Id[]): Promise<Id[]> {
  if (itemIds.length === 0) return [];
  const rows = await db
    .selectFrom('links')
    .innerJoin('items as own', 'own.id', 'links.from_item')
    .innerJoin('items as goal', 'goal.id', 'links.to_item')
    .select('links.id')
    .where((eb) =>
      eb.or([
        partsOf(db).isOneOf('links.from_item', itemIds, 'uuid'),
        partsOf(db).isOneOf('links.to_item', itemIds, 'uuid'),
      ]),
    )
    .where('links.kind', '<>', 'attachment')
    .where('links.deleted_ms', 'is', null)
    .whereRef('own.workspace_id', '<>', 'goal.workspace_id')
    .where('goal.workspace_id', '<>', HOME_WORKSPACE)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether files of a connected folder come into the workspace, or an import is under way in it. */
export async function isFilled(db: Db, workspaceId: Id): Promise<'folder' | 'import' | null> {
  const folder = await db
    .selectFrom('connected_folders')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (folder !== undefined) return 'folder';
  const run = await db
    .selectFrom('runs')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'import')
    .where('status', 'in', ['running', 'paused', 'interrupted'])
    .executeTakeFirst();
  return run === undefined ? null : 'import';
}
