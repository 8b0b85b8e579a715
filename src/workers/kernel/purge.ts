import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import {
  blankBefore,
  type ConversationParts,
  forgetRow,
  forgetRuns,
  forgetTexts,
  partsOfConversation,
  partsOfItem,
} from '../../db/history/forget.ts';
import { itemRow } from '../../db/history/item-history.ts';
import { forgetOldOriginals } from '../../db/history/log-slices.ts';
import { conversationState } from '../../db/tables/conversations.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import type { HandlerInput } from './handlers/handler.ts';

/** Forgets for good what lies in the bin: contents leave the rows, the change log, the index and, where nobody else has them, the originals. */

/** Rows below one item that are blanked in one unit; the rest comes with the next. */
const PARTS = 500;

export async function deleteForGood({ payload, unit, context }: HandlerInput<'delete-for-good'>): Promise<void> {
  for (const itemId of payload.itemIds) await purgeItem(context, unit, itemId);
  endPurge(context, unit);
}

/** Of an item that lies in the bin, or was forgotten in part. The unit is to end with `endPurge`. */
export async function purgeItem(context: KernelContext, unit: WriteUnit, itemId: Id): Promise<void> {
  const { db } = context;
  const row = await itemRow(db, itemId);
  if (row === null) throw new AppError('not-found', 'That is not here any more.', { details: { itemId } });
  if (row.deleted_ms === null)
    throw new AppError('conflict', 'Only what lies in the bin can be deleted for good.', { details: { itemId } });
  if (row.purged_ms === null) {
    await forgetRow(db, unit, 'items', itemId, { purged_ms: unit.nowMs });
    forgetTexts(db, unit, itemId);
  }
  if ((await conversationState(db, itemId)) !== null) await purgeConversation(context, unit, itemId);
  const parts = await partsOfItem(db, itemId, PARTS);
  for (const { table, key } of parts) await forgetRow(db, unit, table, key);
  unit.afterCommit(() => {
    context.bodies.drop(itemId);
    if (parts.length === PARTS) context.compaction.wake();
  });
}

export async function purgeConversation(context: KernelContext, unit: WriteUnit, conversationId: Id): Promise<void> {
  const { db } = context;
  const parts = await partsOfConversation(db, conversationId, PARTS);
  await purgeMessages(context, unit, parts);
  await forgetRow(db, unit, 'conversations', conversationId);
  unit.afterCommit(() => {
    if (parts.messages.length === PARTS) context.compaction.wake();
  });
}

/** Messages with what they cite and what was noted of how they were made. */
export async function purgeMessages(
  { db }: KernelContext,
  unit: WriteUnit,
  { messages, citations, runs }: ConversationParts,
): Promise<void> {
  for (const key of citations) await forgetRow(db, unit, 'citations', key);
  for (const key of messages) await forgetRow(db, unit, 'messages', key);
  forgetRuns(db, unit, runs);
}

export function endPurge(context: KernelContext, unit: WriteUnit): void {
  blankBefore(context.db, unit);
  forgetOldOriginals(context.db, unit);
  unit.afterCommit(() => {
    context.originals.sweep();
    // What lay in an archive is still in its file.
    context.tidying.ask();
  });
}
