import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { stillSeenImport } from './runs.ts';
import type { Database } from './schema.ts';
import { ownOfWorkspace, seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

/** What notices name, by id, as far as it is there and seen from the workspace. Notices themselves hold no names. */

export interface NamedImport {
  readonly label: string;
  readonly createdMs: number;
}

export async function importsNamed(
  db: Db,
  runIds: readonly Id[],
  workspaceId: Id,
): Promise<ReadonlyMap<Id, NamedImport>> {
  if (runIds.length === 0) return new Map();
  const rows = await ownOfWorkspace(
    db.selectFrom('runs').select(['runs.id', 'runs.input', 'runs.created_ms']),
    'runs.workspace_id',
    workspaceId,
  )
    .where('runs.id', 'in', [...runIds])
    .where(stillSeenImport(workspaceId))
    .execute();
  return new Map(
    rows.map((row) => [row.id, { label: (row.input as { label: string }).label, createdMs: row.created_ms }]),
  );
}

export async function conversationsNamed(
  db: Db,
  ids: readonly Id[],
  workspaceId: Id,
): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ownOfWorkspace(
    db.selectFrom('conversations').select(['id', 'title']),
    'conversations.workspace_id',
    workspaceId,
  )
    .where('id', 'in', [...ids])
    .where('deleted_ms', 'is', null)
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export async function foldersNamed(db: Db, ids: readonly Id[], workspaceId: Id): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('connected_folders')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where(seenInWorkspace('workspace_id', workspaceId))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
