import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { Whereabouts, WorkspaceDetails, WorkspacesView } from '../../core/workspace-commands.ts';
import type { WorkspaceColour, WorkspaceIcon } from '../../core/workspace-looks.ts';
import { HOME_WORKSPACE, isSeenFrom } from '../../core/workspaces.ts';
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
