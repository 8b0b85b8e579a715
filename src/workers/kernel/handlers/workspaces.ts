import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { EVERYTHING_ONLY, HOME_WORKSPACE } from '../../../core/workspaces.ts';
import { archivedAmong } from '../../../db/tables/archives.ts';
import { isFilled, movable, type OwnedRows, ownedBy, withAttached } from '../../../db/tables/workspace-things.ts';
import { isWorkspace } from '../../../db/tables/workspaces.ts';
import type { WriteUnit } from '../../../db/write.ts';
import type { KernelContext } from '../context.ts';
import { moveAll } from '../move-things.ts';
import type { HandlerInput } from './handler.ts';

export async function createWorkspace({ payload, unit, context }: HandlerInput<'create-workspace'>): Promise<void> {
  const { workspaceId, name, ...look } = payload;
  if (workspaceId === HOME_WORKSPACE || workspaceId === EVERYTHING_ONLY || (await isWorkspace(context.db, workspaceId)))
    throw new AppError('conflict', 'There is a workspace with this id already.', { details: { field: 'workspaceId' } });
  unit.insert('workspaces', workspaceId, { name, ...look, created_ms: unit.nowMs });
}

export async function changeWorkspace({ payload, unit, context }: HandlerInput<'change-workspace'>): Promise<void> {
  const { workspaceId, ...change } = payload;
  await requireOwn(context, workspaceId);
  const values = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await unit.patch('workspaces', workspaceId, values);
}

export async function deleteWorkspace({ payload, unit, context }: HandlerInput<'delete-workspace'>): Promise<void> {
  const { workspaceId, things } = payload;
  await requireOwn(context, workspaceId);
  await refuseFilled(context, workspaceId);
  const owned = await ownedBy(context.db, workspaceId);
  if (things === 'all') await moveAll(context, unit, owned, HOME_WORKSPACE);
  else await binAll(context, unit, owned);
  await unit.patch('workspaces', workspaceId, { deleted_ms: unit.nowMs });
}

export async function moveToWorkspace({ payload, unit, context }: HandlerInput<'move-to-workspace'>): Promise<void> {
  const { db } = context;
  const { toWorkspace, itemIds: named, conversationIds, searchIds } = payload;
  if (!(await isWorkspace(db, toWorkspace)))
    throw new AppError('not-found', 'That workspace is not here any more.', { details: { field: 'toWorkspace' } });
  // A conversation stands among the things too, and both go together.
  const talks = await movable(db, 'conversations', [...conversationIds, ...named]);
  const searches = await requireLive(db, 'searches', searchIds);
  if (conversationIds.some((id) => !talks.has(id))) throw gone();
  const plain = named.filter((id) => !talks.has(id));
  await requireLive(db, 'items', plain);
  const items = await withAttached(db, plain);
  if ((await archivedAmong(db, items)).size > 0)
    throw new AppError('conflict', 'One of them lies in an archive. Bring it back first.');
  await moveAll(context, unit, { items, conversations: [...talks], searches }, toWorkspace);
}

async function requireLive(
  db: KernelContext['db'],
  table: 'items' | 'searches',
  ids: readonly Id[],
): Promise<readonly Id[]> {
  const live = await movable(db, table, ids);
  if (ids.some((id) => !live.has(id))) throw gone();
  return ids;
}

const gone = () => new AppError('not-found', 'One of them is not here any more.');

async function binAll(context: KernelContext, unit: WriteUnit, { items, conversations, searches }: OwnedRows) {
  const live = {
    items: await movable(context.db, 'items', items),
    conversations: await movable(context.db, 'conversations', conversations),
    searches: await movable(context.db, 'searches', searches),
  };
  for (const table of ['items', 'conversations', 'searches'] as const) {
    for (const id of live[table]) await unit.patch(table, id, { deleted_ms: unit.nowMs });
  }
  for (const id of live.items) context.indexer.itemChanged(unit, id);
}

/** What still comes in would come into nowhere. */
async function refuseFilled({ db }: KernelContext, workspaceId: Id): Promise<void> {
  const by = await isFilled(db, workspaceId);
  if (by === 'folder') throw new AppError('conflict', 'A folder is connected to this workspace. Disconnect it first.');
  if (by === 'import')
    throw new AppError('conflict', 'Things are coming into this workspace just now. Wait, or stop it.');
}

async function requireOwn({ db }: KernelContext, workspaceId: Id): Promise<void> {
  if (workspaceId === HOME_WORKSPACE)
    throw new AppError('bad-input', 'What belongs to all is no workspace that could be changed.', {
      details: { field: 'workspaceId' },
    });
  if (!(await isWorkspace(db, workspaceId))) throw new AppError('not-found', 'That workspace is not here any more.');
}
