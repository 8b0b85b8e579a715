import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { MirrorFolder } from './mirror.ts';
import type { Database } from './schema.ts';

/** Pictures that mirrored notes embed, and that no file of the folder holds. */

export interface EmbeddedPicture {
  readonly itemId: Id;
  readonly title: string;
  readonly fileName: string | null;
  readonly blobHash: string;
  /** The file of a note that embeds it. */
  readonly notePath: string;
  /** Where a write into the folder was begun; null where none was. */
  readonly begunPath: string | null;
}

/** Each once, by the first of the notes' files. What lies in a connected folder is where it belongs. */
export async function embeddedPictures(
  db: Kysely<Database>,
  { id, workspaceId }: MirrorFolder,
): Promise<EmbeddedPicture[]> {
  const rows = await db
    .selectFrom('connected_files as files')
    .innerJoin('links', 'links.from_item', 'files.item_id')
    .innerJoin('items', 'items.id', 'links.to_item')
    .leftJoin('connected_files as own', (join) =>
      join.onRef('own.item_id', '=', 'items.id').onRef('own.folder_id', '=', 'files.folder_id'),
    )
    .leftJoin('connected_files as read', 'read.path', 'items.source_path')
    .select(['items.id', 'items.title', 'items.file_name', 'items.blob_hash'])
    .select(['files.path as note_path', 'own.path as begun_path'])
    .where('files.folder_id', '=', id)
    .where('links.deleted_ms', 'is', null)
    .where('items.kind', '=', 'image')
    .where('items.workspace_id', '=', workspaceId)
    .where('items.deleted_ms', 'is', null)
    .where('items.blob_hash', 'is not', null)
    .where('own.synced_hash', 'is', null)
    .where('read.path', 'is', null)
    .orderBy('files.path')
    .orderBy('links.start_at')
    .execute();
  const once = new Map(rows.toReversed().map((row) => [row.id, row]));
  return [...once.values()].toReversed().map((row) => ({
    ...{ itemId: row.id, title: row.title, fileName: row.file_name, blobHash: row.blob_hash ?? '' },
    ...{ notePath: row.note_path, begunPath: row.begun_path },
  }));
}

/** SHA-256 of the picture's bytes; null where it has none. */
export async function pictureHash(db: Kysely<Database>, itemId: Id): Promise<string | null> {
  const row = await db.selectFrom('items').select('blob_hash').where('id', '=', itemId).executeTakeFirst();
  return row?.blob_hash ?? null;
}
