import type { Id } from '../../core/ids.ts';
import { EVERYTHING_ONLY, HOME_WORKSPACE } from '../../core/workspaces.ts';
import { type OwnedRows, standingFor } from '../../db/tables/workspace-things.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import { mendLinksAfter } from './mend-links.ts';

/** Rows that stand for a conversation among the things have its id. */
export async function moveAll(
  context: KernelContext,
  unit: WriteUnit,
  owned: OwnedRows,
  toWorkspace: Id,
): Promise<void> {
  const { items, conversations, searches } = owned;
  const talks = new Set(conversations);
  for (const id of conversations) await unit.patch('conversations', id, { workspace_id: toWorkspace });
  for (const id of searches) await unit.patch('searches', id, { workspace_id: toWorkspace });
  const plain = items.filter((id) => !talks.has(id));
  await moveItems(context, unit, plain, toWorkspace);
  const stand = await standingFor(context.db, conversations);
  // What was said in Everything may be of any workspace: from then on none finds it.
  await moveItems(context, unit, stand, toWorkspace === HOME_WORKSPACE ? EVERYTHING_ONLY : toWorkspace);
  mendLinksAfter(context, unit, [...plain, ...stand]);
}

async function moveItems(context: KernelContext, unit: WriteUnit, itemIds: readonly Id[], workspaceId: Id) {
  for (const id of itemIds) await unit.patch('items', id, { workspace_id: workspaceId });
  context.indexer.moved(unit, itemIds, workspaceId);
}
