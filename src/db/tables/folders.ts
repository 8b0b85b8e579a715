import { type Kysely, sql } from 'kysely';
import type { ConnectedFolder, GoneItem } from '../../core/folder-queries.ts';
import type { Id } from '../../core/ids.ts';
import type { FolderFile, KnownFile } from '../../core/items/folder-diff.ts';
import type { FolderMode } from '../../core/mirror/mirror-commands.ts';
import { partsOf } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import { IS_WHOLE } from './item-sources.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

/** By name, with how many files are known of each. */
export async function listFolders(db: Db, workspaceId: Id): Promise<ConnectedFolder[]> {
  const rows = await db
    .selectFrom('connected_folders')
    .leftJoin('connected_files', 'folder_id', 'id')
    .select(['id', 'name', 'mode', 'connected_ms', 'checked_ms'])
    .select([
      sql<number>`count(path) filter (where missing_ms is null)`.as('files'),
      sql<number>`count(path) filter (where missing_ms is not null)`.as('missing'),
    ])
    .where(seenInWorkspace('workspace_id', workspaceId))
    .groupBy('id')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mode: row.mode as FolderMode,
    connectedMs: row.connected_ms,
    checkedMs: row.checked_ms,
    files: Number(row.files),
    missing: Number(row.missing),
  }));
}

/** The id again, or null where there is none. */
/** Where it belongs; null for what is not connected. */
export async function workspaceOfFolder(db: Db, folderId: Id): Promise<Id | null> {
  const of = db.selectFrom('connected_folders').select('workspace_id').where('id', '=', folderId);
  return (await of.executeTakeFirst())?.workspace_id ?? null;
}

export async function folderNamed(db: Db, workspaceId: Id, name: string): Promise<Id | null> {
  const row = await db
    .selectFrom('connected_folders')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Names of files in a folder that is seen from the workspace. */
export async function connectedFiles(db: Db, folderId: Id, workspaceId: Id): Promise<KnownFile[]> {
  const rows = await db
    .selectFrom('connected_files')
    .innerJoin('connected_folders', 'connected_folders.id', 'folder_id')
    .select(['path', 'size_bytes', 'modified_ms', 'missing_ms'])
    .where('folder_id', '=', folderId)
    .where(seenInWorkspace('connected_folders.workspace_id', workspaceId))
    .orderBy('path')
    .execute();
  return rows.map((row) => ({
    path: row.path,
    sizeBytes: row.size_bytes,
    modifiedMs: row.modified_ms,
    missingMs: row.missing_ms,
  }));
}

const MOST_GONE = 10_000;

/** The file that an item is, or is a part of: what stands before `#` where a part is named. */
const fileOfItem = (db: Db) => sql<string>`case when ${IS_WHOLE} then source_path
  else substr(source_path, 1, ${partsOf(db).positionOf(sql`file_name || '#'`, 'source_path')} + length(file_name) - 1) end`;

export async function goneItems(db: Db, workspaceId: Id): Promise<GoneItem[]> {
  const rows = await db
    .selectFrom('connected_files')
    .innerJoin('connected_folders', 'connected_folders.id', 'folder_id')
    .innerJoin('items', (join) =>
      join
        .onRef('items.workspace_id', '=', 'connected_folders.workspace_id')
        .on(sql<boolean>`${fileOfItem(db)} = connected_files.path`),
    )
    .select(['items.id', 'missing_ms'])
    .where('missing_ms', 'is not', null)
    .where(seenInWorkspace('connected_folders.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .orderBy('items.id')
    .limit(MOST_GONE)
    .execute();
  return rows.map((row) => ({ itemId: row.id, missingMs: row.missing_ms ?? 0 }));
}

export function insertFolder(
  db: Db,
  unit: WriteUnit,
  { id, workspaceId, name }: { readonly id: Id; readonly workspaceId: Id; readonly name: string },
): void {
  const row = { id, workspace_id: workspaceId, name, connected_ms: unit.nowMs, checked_ms: null };
  const insert = db.insertInto('connected_folders').values(row);
  unit.device(
    'connected_folders',
    insert.onConflict((conflict) => conflict.column('id').doNothing()),
  );
}

/** A statement has at most 65,535 parameters. */
const FILE_BATCH = 5_000;

/** As they are there now: none of them is missing. */
export function putFiles(db: Db, unit: WriteUnit, folderId: Id, files: readonly FolderFile[]): void {
  const byPath = [...new Map(files.map((file) => [file.path, file])).values()];
  for (let at = 0; at < byPath.length; at += FILE_BATCH) {
    const rows = byPath.slice(at, at + FILE_BATCH).map(({ path, sizeBytes, modifiedMs }) => ({
      ...{ folder_id: folderId, path, size_bytes: sizeBytes, modified_ms: modifiedMs, missing_ms: null },
    }));
    const insert = db.insertInto('connected_files').values(rows);
    unit.device(
      'connected_files',
      insert.onConflict((conflict) =>
        conflict.columns(['folder_id', 'path']).doUpdateSet(({ ref }) => ({
          size_bytes: ref('excluded.size_bytes'),
          modified_ms: ref('excluded.modified_ms'),
          missing_ms: null,
        })),
      ),
    );
  }
}

/** Those that are marked already keep their time. */
export function markGone(db: Db, unit: WriteUnit, folderId: Id, paths: readonly string[]): void {
  if (paths.length === 0) return;
  unit.device(
    'connected_files',
    db
      .updateTable('connected_files')
      .set({ missing_ms: unit.nowMs })
      .where('folder_id', '=', folderId)
      .where(partsOf(db).isOneOf('path', paths, 'text'))
      .where('missing_ms', 'is', null),
  );
}

export function setChecked(db: Db, unit: WriteUnit, folderId: Id): void {
  const update = db.updateTable('connected_folders').set({ checked_ms: unit.nowMs });
  unit.device('connected_folders', update.where('id', '=', folderId));
}

export function deleteFolder(db: Db, unit: WriteUnit, folderId: Id): void {
  const folder = db.deleteFrom('connected_folders').where('id', '=', folderId);
  unit.device(['connected_folders', 'connected_files'], folder);
}
