import type { StoreCounts } from '../../core/export/transfer.ts';
import type { Queryable, Store } from '../store.ts';

/** What a store holds, in a few numbers that people can compare. */
export async function countStore(store: Queryable): Promise<StoreCounts> {
  const items = await store.query<{ items: number; notes: number | null; newest: number | null }>(
    `select count(*) as items, sum(case when kind = 'note' then 1 else 0 end) as notes, max(updated_ms) as newest
      from items where deleted_ms is null`,
  );
  const talks = await store.query<{ count: number }>(
    'select count(*) as count from conversations where deleted_ms is null',
  );
  const row = items.rows[0];
  return {
    items: Number(row?.items ?? 0),
    notes: Number(row?.notes ?? 0),
    conversations: Number(talks.rows[0]?.count ?? 0),
    newestMs: row?.newest == null ? null : Number(row.newest),
  };
}

/**
 * An export can be brought into several browsers, and the one that it came from goes on: whoever opens this store next becomes
 * a device of its own, so that no two write operations under one name.
 */
export async function leaveDevice(store: Store): Promise<void> {
  await store.query('update devices set is_self = false where is_self');
}
