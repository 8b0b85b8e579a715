import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { SourcedText } from '../../core/items/item.ts';
import type { Database } from './schema.ts';

/** What a thing is made of beside its row: tags, body, text. */

type Db = Kysely<Database>;

export interface TagRecord {
  readonly id: Id;
  readonly tag: string;
  readonly deletedMs: number | null;
}

/** Also those that were taken off, so that they can be put on again. */
export async function tagRows(db: Db, itemId: Id): Promise<TagRecord[]> {
  const rows = await db.selectFrom('tags').select(['id', 'tag', 'deleted_ms']).where('item_id', '=', itemId).execute();
  return rows.map((row) => ({ id: row.id, tag: row.tag, deletedMs: row.deleted_ms }));
}

export async function itemOfTag(db: Db, tagId: Id): Promise<Id | null> {
  const row = await db.selectFrom('tags').select('item_id').where('id', '=', tagId).executeTakeFirst();
  return row?.item_id ?? null;
}

export interface BodyRow {
  readonly id: Id;
  readonly update: Uint8Array;
}

/** A body's updates in the order in which they were written here. */
export async function bodyRows(db: Db, itemId: Id): Promise<BodyRow[]> {
  return db.selectFrom('item_bodies').select(['id', 'update']).where('item_id', '=', itemId).orderBy('id').execute();
}

/** Another one after each edit; null for what has no body. */
export async function bodyRevision(db: Db, itemId: Id): Promise<Id | null> {
  const newest = db.selectFrom('item_bodies').select('id').where('item_id', '=', itemId).orderBy('id', 'desc').limit(1);
  return (await newest.executeTakeFirst())?.id ?? null;
}

export const bodyUpdates = async (db: Db, itemId: Id): Promise<Uint8Array[]> =>
  (await bodyRows(db, itemId)).map((row) => row.update);

export interface StoredText extends SourcedText {
  readonly revision: number;
  readonly indexedRevision: number;
}

export async function itemText(db: Db, itemId: Id): Promise<StoredText | null> {
  const row = await db.selectFrom('item_texts').selectAll().where('item_id', '=', itemId).executeTakeFirst();
  if (row === undefined) return null;
  const { text, source_map: sourceMap, places, folded, revision, indexed_revision: indexedRevision } = row;
  return { text, sourceMap, places, folded, revision, indexedRevision };
}
