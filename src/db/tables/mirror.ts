import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { FolderFile } from '../../core/items/folder-diff.ts';
import type { FolderMode } from '../../core/mirror/mirror-commands.ts';
import { partsOf } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

/** The files of notes in folders that are mirrors, and what both sides changed in one place. Of this device. */

type Db = Kysely<Database>;

export interface MirrorFolder {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly name: string;
  readonly mode: FolderMode;
  readonly checkedMs: number | null;
}

export async function mirrorFolder(db: Db, folderId: Id): Promise<MirrorFolder | null> {
  const row = await db.selectFrom('connected_folders').selectAll().where('id', '=', folderId).executeTakeFirst();
  if (row === undefined) return null;
  const { id, workspace_id: workspaceId, name, mode, checked_ms: checkedMs } = row;
  return { id, workspaceId, name, mode: mode as FolderMode, checkedMs };
}

export type MirrorFileRow = Database['connected_files'];

export const mirrorRows = (db: Db, folderId: Id): Promise<MirrorFileRow[]> =>
  db.selectFrom('connected_files').selectAll().where('folder_id', '=', folderId).orderBy('path').execute();

export async function mirrorRow(db: Db, folderId: Id, path: string): Promise<MirrorFileRow | null> {
  const of = db.selectFrom('connected_files').selectAll().where('folder_id', '=', folderId);
  return (await of.where('path', '=', path).executeTakeFirst()) ?? null;
}

/** Whether a file of any folder is tied to the note. */
export async function isMirrored(db: Db, itemId: Id): Promise<boolean> {
  const row = await db.selectFrom('connected_files').select('path').where('item_id', '=', itemId).executeTakeFirst();
  return row !== undefined;
}

export interface MirroredItem {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly title: string;
  readonly folder: string;
  readonly fileName: string | null;
  readonly sourcePath: string | null;
  readonly blobHash: string | null;
  readonly deletedMs: number | null;
  readonly archived: boolean;
  /** Of its text; null where that has changed since, or is not at hand. */
  readonly textHash: string | null;
}

const selectNotes = (db: Db) =>
  db
    .selectFrom('items')
    .leftJoin('item_texts', 'item_texts.item_id', 'items.id')
    .leftJoin('archived_items', 'archived_items.item_id', 'items.id')
    .select(['items.id', 'workspace_id', 'title', 'folder', 'file_name', 'source_path', 'blob_hash', 'deleted_ms'])
    .select(sql<string | null>`case when indexed_revision >= revision then item_texts.text_hash end`.as('text_hash'))
    .select('archived_items.item_id as archived')
    .where('kind', '=', 'note')
    .where('purged_ms', 'is', null);

const toMirrored = (
  row: Awaited<ReturnType<ReturnType<typeof selectNotes>['executeTakeFirstOrThrow']>>,
): MirroredItem => ({
  id: row.id,
  workspaceId: row.workspace_id,
  title: row.title,
  folder: row.folder,
  fileName: row.file_name,
  sourcePath: row.source_path,
  blobHash: row.blob_hash,
  deletedMs: row.deleted_ms,
  archived: row.archived !== null,
  textHash: row.text_hash,
});

/** The notes that the folder's files are tied to, and those that lie in its place here. */
export async function mirroredItems(db: Db, { id, workspaceId, name }: MirrorFolder): Promise<MirroredItem[]> {
  const tied = db
    .selectFrom('connected_files')
    .select('item_id')
    .where('folder_id', '=', id)
    .where('item_id', 'is not', null);
  const rows = await selectNotes(db)
    .where((eb) =>
      eb.or([
        eb('items.id', 'in', tied),
        eb.and([
          eb('workspace_id', '=', workspaceId),
          eb('deleted_ms', 'is', null),
          eb.or([eb('folder', '=', name), partsOf(db).startsWith('folder', `${name}/`)]),
        ]),
      ]),
    )
    .orderBy('items.id')
    .execute();
  return rows.map(toMirrored);
}

export async function mirroredItem(db: Db, itemId: Id): Promise<MirroredItem | null> {
  const row = await selectNotes(db).where('items.id', '=', itemId).executeTakeFirst();
  return row === undefined ? null : toMirrored(row);
}

/** The note that was read from this file, if it is not in the bin. */
export async function noteOfSource(db: Db, workspaceId: Id, path: string): Promise<MirroredItem | null> {
  const from = selectNotes(db).where('workspace_id', '=', workspaceId).where('source_path', '=', path);
  const row = await from.where('deleted_ms', 'is', null).orderBy('items.id').executeTakeFirst();
  return row === undefined ? null : toMirrored(row);
}

export interface SyncedCells {
  readonly itemId: Id;
  readonly hash: string;
  readonly textHash: string;
  readonly title: string;
}

/** Both sides are the same, but for what was changed in the note since. */
export function putSynced(db: Db, unit: WriteUnit, folderId: Id, file: FolderFile, synced: SyncedCells): void {
  putRow(db, unit, {
    ...{
      folder_id: folderId,
      path: file.path,
      size_bytes: file.sizeBytes,
      modified_ms: file.modifiedMs,
      missing_ms: null,
    },
    ...{ item_id: synced.itemId, synced_hash: synced.hash, synced_text: synced.textHash, synced_title: synced.title },
    ...{ writing_hash: null, writing_text: null },
  });
}

export function putRow(db: Db, unit: WriteUnit, row: MirrorFileRow): void {
  const { folder_id: _folder, path: _path, ...cells } = row;
  unit.device(
    'connected_files',
    db
      .insertInto('connected_files')
      .values(row)
      .onConflict((conflict) => conflict.columns(['folder_id', 'path']).doUpdateSet(cells)),
  );
}

export function deleteRow(db: Db, unit: WriteUnit, folderId: Id, path: string): void {
  const row = db.deleteFrom('connected_files').where('folder_id', '=', folderId).where('path', '=', path);
  unit.device('connected_files', row);
}

export function setMode(db: Db, unit: WriteUnit, folderId: Id, mode: FolderMode): void {
  // What is to be kept the same is looked at as a whole first.
  const update = db.updateTable('connected_folders').set({ mode, checked_ms: null });
  unit.device('connected_folders', update.where('id', '=', folderId));
}

export type ConflictRow = Database['mirror_conflicts'];

export function insertConflict(db: Db, unit: WriteUnit, row: ConflictRow): void {
  unit.device('mirror_conflicts', db.insertInto('mirror_conflicts').values(row));
}

export function deleteConflict(db: Db, unit: WriteUnit, copyId: Id): void {
  unit.device('mirror_conflicts', db.deleteFrom('mirror_conflicts').where('copy_id', '=', copyId));
}

export async function findConflict(db: Db, copyId: Id): Promise<ConflictRow | null> {
  const row = await db.selectFrom('mirror_conflicts').selectAll().where('copy_id', '=', copyId).executeTakeFirst();
  return row ?? null;
}

/** Of a folder. */
export async function countConflicts(db: Db, folderId: Id): Promise<number> {
  const { count } = await db
    .selectFrom('mirror_conflicts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('folder_id', '=', folderId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Those of which neither note lies in the bin, newest first. At most 200. */
export const listConflicts = (
  db: Db,
  workspaceId: Id,
): Promise<(ConflictRow & { title: string; copy_title: string })[]> =>
  db
    .selectFrom('mirror_conflicts')
    .innerJoin('items', 'items.id', 'mirror_conflicts.item_id')
    .innerJoin('items as copies', 'copies.id', 'copy_id')
    .innerJoin('connected_folders', 'connected_folders.id', 'folder_id')
    .select([
      'copy_id',
      'mirror_conflicts.item_id',
      'folder_id',
      'path',
      'at_ms',
      'items.title',
      'copies.title as copy_title',
    ])
    .where('items.deleted_ms', 'is', null)
    .where('copies.deleted_ms', 'is', null)
    .where(seenInWorkspace('connected_folders.workspace_id', workspaceId))
    .orderBy('at_ms', 'desc')
    .limit(200)
    .execute();

/** Goes up with every change of a thing's text, title or place. */
export async function greatestRevision(db: Db): Promise<number> {
  const row = await db
    .selectFrom('item_texts')
    .select('revision')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.revision ?? 0;
}
