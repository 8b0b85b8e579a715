import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { ItemKind } from '../../core/items/item.ts';
import type { ItemDetails } from '../../core/items/item-details.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';

/** Where things came from: the paths and bytes of files. */

type Db = Kysely<Database>;

/** The path of the file that the item came from, with `#` and its part where it is one; null for what was written here. */
export async function sourcePathOf(db: Db, itemId: Id): Promise<string | null> {
  const row = await db.selectFrom('items').select('source_path').where('id', '=', itemId).executeTakeFirst();
  return row?.source_path ?? null;
}

export interface SourceMatch {
  readonly id: Id;
  readonly kind: ItemKind;
  readonly sourcePath: string | null;
  readonly blobHash: string | null;
  /** Of the text as it was read or made last; null where it has none. */
  readonly textHash: string | null;
  readonly details: ItemDetails | null;
  readonly deletedMs: number | null;
}

/** Items that came from one of these paths, or that are, as a whole, one of these bytes. */
export async function findBySource(
  db: Db,
  workspaceId: Id,
  { paths, hashes }: { readonly paths: readonly string[]; readonly hashes: readonly string[] },
): Promise<SourceMatch[]> {
  const parts = partsOf(db);
  const rows = await db
    .selectFrom('items')
    .leftJoin('item_texts', 'item_texts.item_id', 'items.id')
    .leftJoin('archived_items', 'archived_items.item_id', 'items.id')
    .select(['id', 'kind', 'source_path', 'blob_hash', 'details', 'deleted_ms'])
    .select(sql<string | null>`coalesce(item_texts.text_hash, archived_items.text_hash)`.as('text_hash'))
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([
        parts.isOneOf('source_path', paths, 'text'),
        eb.and([parts.isOneOf('blob_hash', hashes, 'text'), IS_WHOLE]),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ItemKind,
    sourcePath: row.source_path,
    blobHash: row.blob_hash,
    textHash: row.text_hash,
    details: row.details,
    deletedMs: row.deleted_ms,
  }));
}

/** The item is its file, not a part of it. */
export const IS_WHOLE = sql<boolean>`substr(source_path, length(source_path) - length(file_name) + 1) = file_name`;

/** Another path from which parts of these bytes came, and are not in the bin; null where there is none. */
export async function pathOfSameParts(db: Db, workspaceId: Id, hash: string, path: string): Promise<string | null> {
  const row = await db
    .selectFrom('items')
    .select(['source_path', 'file_name'])
    .where('workspace_id', '=', workspaceId)
    .where('blob_hash', '=', hash)
    .where('deleted_ms', 'is', null)
    .where(sql<boolean>`not ${IS_WHOLE}`)
    .where((eb) => eb.not(partsOf(db).startsWith('source_path', `${path}#`)))
    .limit(1)
    .executeTakeFirst();
  const { source_path: source, file_name: fileName } = row ?? {};
  if (source == null || fileName == null) return null;
  const end = source.indexOf(`${fileName}#`);
  return end < 0 ? null : source.slice(0, end + fileName.length);
}
