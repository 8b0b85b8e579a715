import { AppError } from '../../../core/errors.ts';
import { EVERYTHING_ONLY, HOME_WORKSPACE } from '../../../core/workspaces.ts';
import { findItem } from '../../../db/tables/items.ts';
import { asOwned } from '../../../db/tables/workspace-things.ts';
import { isWorkspace } from '../../../db/tables/workspaces.ts';
import { patchConversationOf } from '../conversation-item.ts';
import { moveAll } from '../move-things.ts';
import type { HandlerInput } from './handler.ts';

/** Where its workspace has been deleted since, it belongs to all from then on. */
export async function restoreItem({ payload, unit, context }: HandlerInput<'restore-item'>): Promise<void> {
  const { itemId } = payload;
  const item = await findItem(context.db, itemId);
  if (item === null) throw new AppError('not-found', 'That is not here any more.', { details: { itemId } });
  await unit.patch('items', itemId, { deleted_ms: null });
  await patchConversationOf(context, unit, item, { deleted_ms: null });
  if (item.workspaceId !== EVERYTHING_ONLY && !(await isWorkspace(context.db, item.workspaceId)))
    await moveAll(context, unit, await asOwned(context.db, itemId), HOME_WORKSPACE);
  context.indexer.itemChanged(unit, payload.itemId);
}
