import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { Item, ItemKind } from '../../core/items/item.ts';
import type { ItemDetails } from '../../core/items/item-details.ts';
import { partsOf, readList } from '../sql-parts.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

interface ItemRecord {
  id: Id;
  workspace_id: Id;
  kind: string;
  title: string;
  folder: string;
  file_name: string | null;
  media_type: string;
  blob_hash: string | null;
  size_bytes: number;
  language: string;
  details: ItemDetails | null;
  created_ms: number;
  updated_ms: number;
  deleted_ms: number | null;
  tags: string | readonly string[] | null;
}

/** Not in an archive. */
export const notArchived = ({ not, exists, selectFrom }: ExpressionBuilder<Database, 'items'>) =>
  not(
    exists(
      selectFrom('archived_items').select('archived_items.item_id').whereRef('archived_items.item_id', '=', 'items.id'),
    ),
  );

const toItem = (row: ItemRecord): Item => ({
  id: row.id,
  workspaceId: row.workspace_id,
  kind: row.kind as ItemKind,
  title: row.title,
  folder: row.folder,
  fileName: row.file_name,
  mediaType: row.media_type,
  blobHash: row.blob_hash,
  sizeBytes: row.size_bytes,
  language: row.language,
  tags: readList(row.tags),
  details: row.details,
  createdMs: row.created_ms,
  updatedMs: row.updated_ms,
  deletedMs: row.deleted_ms,
});

const selectItems = (db: Db) =>
  db
    .selectFrom('items')
    .select([
      'items.id',
      'items.workspace_id',
      'items.kind',
      'items.title',
      'items.folder',
      'items.file_name',
      'items.media_type',
      'items.blob_hash',
      'items.size_bytes',
      'items.language',
      'items.details',
      'items.created_ms',
      'items.updated_ms',
      'items.deleted_ms',
    ])
    .select((eb) =>
      eb
        .selectFrom('tags')
        .select(partsOf(db).listOf('tags.tag').as('list'))
        .whereRef('tags.item_id', '=', 'items.id')
        .where('tags.deleted_ms', 'is', null)
        .as('tags'),
    )
    // What was deleted for good says only that it was there.
    .where('items.purged_ms', 'is', null);

export async function findItem(db: Db, itemId: Id): Promise<Item | null> {
  const row = await selectItems(db).where('items.id', '=', itemId).executeTakeFirst();
  return row === undefined ? null : toItem(row);
}

/** Null also where it is not seen from the workspace. */
export async function seenItem(db: Db, itemId: Id, workspaceId: Id): Promise<Item | null> {
  const row = await selectItems(db)
    .where('items.id', '=', itemId)
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .executeTakeFirst();
  return row === undefined ? null : toItem(row);
}

/** In the order of `itemIds`; those that are not there, not seen from the workspace, or in the bin, are left out. */
export async function findItems(db: Db, itemIds: readonly Id[], workspaceId: Id): Promise<Item[]> {
  if (itemIds.length === 0) return [];
  const rows = await selectItems(db)
    .where('items.id', 'in', [...itemIds])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, toItem(row)]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
}

/** Wherever they lie, the bin among them; by id. */
export async function itemsById(db: Db, itemIds: readonly Id[]): Promise<ReadonlyMap<Id, Item>> {
  if (itemIds.length === 0) return new Map();
  const rows = await selectItems(db)
    .where('items.id', 'in', [...itemIds])
    .execute();
  return new Map(rows.map((row) => [row.id, toItem(row)]));
}
