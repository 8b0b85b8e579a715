import type { Store } from '../store.ts';

/** Tables of which compaction takes rows out. */
const THINNED = [
  'change_log',
  'commands',
  'item_bodies',
  'item_versions',
  'item_texts',
  'chunks',
  'runs',
  'import_files',
];

/** So that what was deleted makes room for what comes: PostgreSQL does it when it is told, SQLite by itself. */
export async function giveBackSpace(store: Store): Promise<void> {
  if (store.dialect === 'postgresql') for (const table of THINNED) await store.query(`vacuum ${table}`);
  await store.maintain();
}
