import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { Whereabouts, WorkspaceDetails, WorkspacesView } from '../../core/workspace-commands.ts';
import type { WorkspaceColour, WorkspaceIcon } from '../../core/workspace-looks.ts';
import { HOME_WORKSPACE, isSeenFrom } from '../../core/workspaces.ts';
import { partsOf } from '../sql-parts.ts';
import { notArchived } from './items.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

const live = (db: Db) =>
  db
    .selectFrom('workspaces')
    .select(['id', 'name', 'colour', 'icon', 'instructions'])
    .where('deleted_ms', 'is', null)
    .where('id', '<>', HOME_WORKSPACE);

type WorkspaceRecord = Awaited<ReturnType<ReturnType<typeof live>['executeTakeFirstOrThrow']>>;

/** Colours and icons are checked when they are written; an unknown one of a newer version is none. */
const toView = ({ id, name, colour, icon }: WorkspaceRecord, items: number) => ({
  id,
  name,
  colour: colour as WorkspaceColour | null,
  icon: icon as WorkspaceIcon | null,
  items,
});

/** Things that are not in the bin, by workspace. */
async function countThings(db: Db): Promise<ReadonlyMap<Id, number>> {
  const rows = await db
    .selectFrom('items')
    .select(['workspace_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('deleted_ms', 'is', null)
    .where(notArchived)
    .groupBy('workspace_id')
    .execute();
  return new Map(rows.map((row) => [row.workspace_id, Number(row.count)]));
}

export async function viewWorkspaces(db: Db): Promise<WorkspacesView> {
  const [rows, counts] = await Promise.all([
    live(db).orderBy(sql`lower(name)`).orderBy('id').execute(),
    countThings(db),
  ]);
  const items = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { workspaces: rows.map((row) => toView(row, counts.get(row.id) ?? 0)), items };
}

export async function viewWorkspace(db: Db, workspaceId: Id): Promise<WorkspaceDetails | null> {
  const row = await live(db).where('id', '=', workspaceId).executeTakeFirst();
  if (row === undefined) return null;
  const count = async (table: 'conversations' | 'searches') => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
      where workspace_id = ${workspaceId} and deleted_ms is null`.execute(db);
    return Number(rows[0]?.count ?? 0);
  };
  const [counts, conversations, searches] = await Promise.all([
    countThings(db),
    count('conversations'),
    count('searches'),
  ]);
  const view = toView(row, counts.get(workspaceId) ?? 0);
  return { ...view, instructions: row.instructions ?? '', conversations, searches };
}

/** Whether things can belong to it. */
export async function isWorkspace(db: Db, workspaceId: Id): Promise<boolean> {
  if (workspaceId === HOME_WORKSPACE) return true;
  return (await live(db).where('id', '=', workspaceId).executeTakeFirst()) !== undefined;
}

/** What an answer in the workspace is to heed; empty where nothing was said. */
export async function workspaceInstructions(db: Db, workspaceId: Id): Promise<string> {
  const row = await live(db).where('id', '=', workspaceId).executeTakeFirst();
  return row?.instructions?.trim() ?? '';
}

/** The workspace of a thing or a conversation that is there and not seen from here. */
export async function whereIs(db: Db, id: Id, workspaceId: Id): Promise<Whereabouts | null> {
  const item = await db
    .selectFrom('items')
    .select('workspace_id')
    .where('id', '=', id)
    .where('purged_ms', 'is', null)
    .executeTakeFirst();
  const conversation = await db
    .selectFrom('conversations')
    .select('workspace_id')
    .where('id', '=', id)
    .where('deleted_ms', 'is', null)
    .executeTakeFirst();
  const owner = conversation?.workspace_id ?? item?.workspace_id;
  if (owner === undefined) return null;
  const hidden = conversation === undefined ? !isSeenFrom(workspaceId, owner) : isHiddenTalk(workspaceId, owner);
  if (!hidden) return null;
  const row = await live(db).where('id', '=', owner).executeTakeFirst();
  // What is in no workspace, or in one that was deleted, is seen from Everything.
  return row === undefined ? { workspaceId: HOME_WORKSPACE, name: '' } : { workspaceId: row.id, name: row.name };
}

/** A conversation is seen where it was held, and from Everything. */
const isHiddenTalk = (workspaceId: Id, owner: Id) => workspaceId !== HOME_WORKSPACE && workspaceId !== owner;

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
