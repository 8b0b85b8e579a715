import type { Kysely } from 'kysely';
import type { SavedSearch } from '../../core/find-queries.ts';
import type { Id } from '../../core/ids.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

const live = (db: Db) =>
  db.selectFrom('searches').select(['id', 'name', 'query', 'created_ms']).where('deleted_ms', 'is', null);

type SearchRecord = Awaited<ReturnType<ReturnType<typeof live>['executeTakeFirstOrThrow']>>;

const toSearch = ({ id, name, query, created_ms: createdMs }: SearchRecord): SavedSearch => ({
  id,
  name,
  query,
  createdMs,
});

/** By name. */
export async function listSearches(db: Db, workspaceId: Id): Promise<SavedSearch[]> {
  const rows = await live(db)
    .where(seenInWorkspace('workspace_id', workspaceId))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toSearch);
}

export async function findSearch(db: Db, searchId: Id): Promise<SavedSearch | null> {
  const row = await live(db).where('id', '=', searchId).executeTakeFirst();
  return row === undefined ? null : toSearch(row);
}
