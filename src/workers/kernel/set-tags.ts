import type { Id } from '../../core/ids.ts';
import { tagRows } from '../../db/tables/item-parts.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';

/** A tag that was taken off once is put on again by its old row: one row for each tag of an item. */
export async function setTags(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  tags: readonly string[],
): Promise<void> {
  const rows = await tagRows(context.db, itemId);
  const wanted = new Set(tags);
  for (const row of rows) {
    const on = wanted.delete(row.tag);
    if (on !== (row.deletedMs === null)) await unit.patch('tags', row.id, { deleted_ms: on ? null : unit.nowMs });
  }
  for (const tag of wanted) unit.insert('tags', unit.newId(), { item_id: itemId, tag });
}
