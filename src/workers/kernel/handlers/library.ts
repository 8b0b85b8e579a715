import { tagRows } from '../../../db/tables/item-parts.ts';
import { setTags } from '../set-tags.ts';
import type { HandlerInput } from './handler.ts';
import { deleteItem, liveItem, moveItem } from './items.ts';
import { restoreItem } from './restore.ts';

/** Many things at once: each as if it were alone, all of them or none. */

export async function tagItems({ payload, unit, context }: HandlerInput<'tag-items'>): Promise<void> {
  const { itemIds, add, remove } = payload;
  for (const itemId of new Set(itemIds)) {
    await liveItem(context, itemId);
    const held = (await tagRows(context.db, itemId)).filter((row) => row.deletedMs === null).map((row) => row.tag);
    const wanted = [...held, ...add].filter((tag) => !remove.includes(tag));
    await setTags(context, unit, itemId, [...new Set(wanted)]);
    context.indexer.itemChanged(unit, itemId);
  }
}

export async function moveItems({ payload, ...rest }: HandlerInput<'move-items'>): Promise<void> {
  const { itemIds, folder } = payload;
  for (const itemId of new Set(itemIds)) await moveItem({ ...rest, payload: { itemId, folder } });
}

export async function deleteItems({ payload, ...rest }: HandlerInput<'delete-items'>): Promise<void> {
  for (const itemId of new Set(payload.itemIds)) await deleteItem({ ...rest, payload: { itemId } });
}

export async function restoreItems({ payload, ...rest }: HandlerInput<'restore-items'>): Promise<void> {
  for (const itemId of new Set(payload.itemIds)) await restoreItem({ ...rest, payload: { itemId } });
}
