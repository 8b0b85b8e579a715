import type { Kysely } from 'kysely';
import type { ExportedNote } from '../../core/export/note-markdown.ts';
import type { Id } from '../../core/ids.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from '../tables/schema.ts';

/** What an export holds beside the tables, for people: notes, and the names of originals. */

type Db = Kysely<Database>;

const PAGE = 500;

/** All notes that are not in the bin, or those of these, in the order of their ids. */
export async function* exportedNotes(db: Db, only?: readonly Id[]): AsyncGenerator<ExportedNote> {
  for (let after: Id | null = null; ; ) {
    const notes = await notesAfter(db, after, only);
    yield* notes;
    const last = notes.at(-1);
    if (last === undefined || notes.length < PAGE) return;
    after = last.id;
  }
}

async function notesAfter(db: Db, after: Id | null, only: readonly Id[] | undefined): Promise<ExportedNote[]> {
  const rows = await db
    .selectFrom('items')
    .innerJoin('item_texts', 'item_texts.item_id', 'items.id')
    .select(['items.id', 'items.title', 'items.folder', 'items.created_ms', 'items.updated_ms', 'item_texts.text'])
    .where('items.kind', '=', 'note')
    .where('items.deleted_ms', 'is', null)
    .$if(after !== null, (query) => query.where('items.id', '>', after ?? ''))
    .$if(only !== undefined, (query) => query.where(partsOf(db).isOneOf('items.id', only ?? [], 'uuid')))
    .orderBy('items.id')
    .limit(PAGE)
    .execute();
  const tags = await tagsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, title, folder, created_ms, updated_ms, text }) => ({
    id,
    title,
    folder,
    tags: tags.get(id) ?? [],
    createdMs: Number(created_ms),
    updatedMs: Number(updated_ms),
    text,
  }));
}

async function tagsOf(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, string[]>> {
  const tags = new Map<Id, string[]>();
  if (ids.length === 0) return tags;
  const rows = await db
    .selectFrom('tags')
    .select(['item_id', 'tag'])
    .where('item_id', 'in', ids)
    .where('deleted_ms', 'is', null)
    .orderBy('tag')
    .execute();
  for (const { item_id, tag } of rows) tags.set(item_id, [...(tags.get(item_id) ?? []), tag]);
  return tags;
}

export interface ExportedOriginal {
  readonly hash: string;
  readonly folder: string;
  /** Null where no item has it now. */
  readonly fileName: string | null;
}

/** All bytes that the rows name, what lies in archives among them, each once, under the name of the first item that has it, one in the bin last. */
export async function exportedOriginals(db: Db): Promise<ExportedOriginal[]> {
  const items = await db
    .selectFrom('items')
    .select(['blob_hash', 'folder', 'file_name', 'title', 'deleted_ms'])
    .where('blob_hash', 'is not', null)
    .orderBy('id')
    .execute();
  const standing = items.toSorted((one, other) => Number(one.deleted_ms !== null) - Number(other.deleted_ms !== null));
  const blobs = await db.selectFrom('blobs').select('hash').orderBy('hash').execute();
  const parts = await db.selectFrom('archive_parts').select('file').orderBy('file').execute();
  const originals = new Map<string, ExportedOriginal>();
  for (const { blob_hash, folder, file_name, title } of standing) {
    if (blob_hash === null || originals.has(blob_hash)) continue;
    originals.set(blob_hash, { hash: blob_hash, folder, fileName: file_name ?? title });
  }
  for (const hash of [...blobs.map((blob) => blob.hash), ...parts.map(({ file }) => file)]) {
    if (!originals.has(hash)) originals.set(hash, { hash, folder: '', fileName: null });
  }
  return [...originals.values()];
}
