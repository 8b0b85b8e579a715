import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { NEAR_BITS } from '../../core/items/fingerprint.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

export interface NearItem {
  readonly itemId: Id;
  /** Its text is the very same. */
  readonly same: boolean;
}

/** Items that are seen from the workspace, not in the bin, whose text is that of this item or nearly so: the same first, then the nearest. */
export async function nearItems(
  db: Kysely<Database>,
  { itemId, workspaceId, limit }: { readonly itemId: Id; readonly workspaceId: Id; readonly limit: number },
): Promise<NearItem[]> {
  const bits = partsOf(db).bitsApart('t.fingerprint', 'own.fingerprint');
  const rows = await db
    .selectFrom('item_texts as own')
    .innerJoin('item_texts as t', (join) => join.onRef('t.item_id', '<>', 'own.item_id'))
    .innerJoin('items', 'items.id', 't.item_id')
    .innerJoin('items as own_item', 'own_item.id', 'own.item_id')
    .select(['t.item_id', sql<boolean>`t.text_hash = own.text_hash`.as('same')])
    .where('own.item_id', '=', itemId)
    .where('own.text', '<>', '')
    .where(seenInWorkspace('own_item.workspace_id', workspaceId))
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .where(sql<boolean>`(t.text_hash = own.text_hash or ${bits} <= ${sql.lit(NEAR_BITS)})`)
    .orderBy('same', 'desc')
    .orderBy(bits)
    .orderBy('t.item_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, same: Boolean(row.same) }));
}
