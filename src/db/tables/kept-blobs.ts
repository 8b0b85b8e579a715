import { type Kysely, sql } from 'kysely';
import { hasEnded, RUN_STATUSES } from '../../core/runs/run.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';

/** Which original bytes are still wanted. */

type Db = Kysely<Database>;

/** Looked up at once. */
const BATCH = 1000;
const ENDED = RUN_STATUSES.filter(hasEnded);

/** Of these, what no item has or ever had, and what no import has yet to read. */
export async function unusedBlobs(db: Db, hashes: readonly string[]): Promise<string[]> {
  const unused: string[] = [];
  for (let at = 0; at < hashes.length; at += BATCH) {
    const batch = hashes.slice(at, at + BATCH);
    const { rows } = await sql<{ hash: string }>`
      select given.value as hash from ${partsOf(db).given(batch)}
      where not exists (select 1 from blobs where blobs.hash = given.value)
        and not exists (select 1 from items where items.blob_hash = given.value)
        and not exists (select 1 from archive_parts where archive_parts.file = given.value)
        and not exists (select 1 from connected_files as m
          where m.synced_hash = given.value or m.writing_hash = given.value)
        and not exists (select 1 from import_files as f join runs on runs.id = f.run_id
          where f.blob_hash = given.value and runs.status not in (${sql.join(ENDED)}))`.execute(db);
    unused.push(...rows.map(({ hash }) => hash));
  }
  return unused;
}

/** Whether an import acts now, or things move to an archive: they may have bytes that no rows tell of yet. */
export async function isCopyingRunning(db: Db): Promise<boolean> {
  const run = await db
    .selectFrom('runs')
    .select('id')
    .where('kind', 'in', ['import', 'archive'])
    .where('status', '=', 'running')
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
