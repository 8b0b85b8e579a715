import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { fingerprintOf } from '../../core/items/fingerprint.ts';
import type { Chunk, ItemKind, SourcedText } from '../../core/items/item.ts';
import { peopleOf } from '../../core/search/people.ts';
import type { IndexItem } from '../../core/search/search-index.ts';
import { partsOf, readList } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

/** The text of each item as it is indexed, and its chunks. Of this device: made again from items and bodies. */

type Db = Kysely<Database>;

export interface ItemTextValues extends SourcedText {
  readonly itemId: Id;
  readonly textHash: string;
  readonly revision: number;
  readonly indexedRevision: number;
}

export function putItemText(db: Db, unit: WriteUnit, values: ItemTextValues): void {
  const row = {
    text: values.text,
    text_hash: values.textHash,
    source_map: JSON.stringify(values.sourceMap),
    places: JSON.stringify(values.places),
    folded: JSON.stringify(values.folded),
    fingerprint: fingerprintOf(values.text),
    revision: values.revision,
    indexed_revision: values.indexedRevision,
  };
  // What is given a text is in no archive any more.
  unit.device('archived_items', db.deleteFrom('archived_items').where('item_id', '=', values.itemId));
  unit.device(
    'item_texts',
    db
      .insertInto('item_texts')
      .values({ item_id: values.itemId, ...row })
      .onConflict((conflict) =>
        conflict.column('item_id').doUpdateSet((eb) => ({
          text: eb.ref('excluded.text'),
          text_hash: eb.ref('excluded.text_hash'),
          source_map: eb.ref('excluded.source_map'),
          places: eb.ref('excluded.places'),
          folded: eb.ref('excluded.folded'),
          fingerprint: eb.ref('excluded.fingerprint'),
          revision: eb.ref('excluded.revision'),
          indexed_revision: eb.ref('excluded.indexed_revision'),
        })),
      ),
  );
}

export interface BlobValues {
  readonly hash: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

export function putBlob(db: Db, unit: WriteUnit, { hash, sizeBytes, mediaType }: BlobValues): void {
  const row = { hash, size_bytes: sizeBytes, media_type: mediaType, created_ms: unit.nowMs };
  unit.device(
    'blobs',
    db
      .insertInto('blobs')
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Says that the item's text changed, so that what is indexed of it is out of date. */
export function markTextChanged(db: Db, unit: WriteUnit, itemId: Id, revision: number): void {
  unit.device('item_texts', db.updateTable('item_texts').set({ revision }).where('item_id', '=', itemId));
}

/** Says that the item's title, tags, place or bin changed, while its chunks are as good as they were. */
export function markItemChanged(db: Db, unit: WriteUnit, itemId: Id, revision: number): void {
  const indexed = sql<number>`case when indexed_revision = revision then ${revision} else indexed_revision end`;
  const change = db.updateTable('item_texts').set({ indexed_revision: indexed, revision });
  unit.device('item_texts', change.where('item_id', '=', itemId));
}

const CHUNK_BATCH = 1000;

/** Replaces the item's chunks. A chunk whose id is there already only moves: its text is not written again. */
export function replaceChunks(db: Db, unit: WriteUnit, itemId: Id, chunks: readonly StoredChunk[]): void {
  const ids = chunks.map((chunk) => chunk.id);
  const gone = db.deleteFrom('chunks').where('item_id', '=', itemId);
  unit.device('chunks', ids.length === 0 ? gone : gone.where((eb) => eb.not(partsOf(db).isOneOf('id', ids, 'uuid'))));
  // Out of each other's way: a chunk that moves up must not meet the one that it replaces.
  unit.device('chunks', db.updateTable('chunks').set({ ordinal: sql`-1 - ordinal` }).where('item_id', '=', itemId));
  for (const rows of chunkRows(itemId, chunks)) {
    const insert = db.insertInto('chunks').values(rows);
    unit.device(
      'chunks',
      insert.onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          ordinal: eb.ref('excluded.ordinal'),
          start_at: eb.ref('excluded.start_at'),
          end_at: eb.ref('excluded.end_at'),
        })),
      ),
    );
  }
}

/** For a new item: nothing is there to be replaced. */
export function insertChunks(db: Db, unit: WriteUnit, itemId: Id, chunks: readonly StoredChunk[]): void {
  for (const rows of chunkRows(itemId, chunks)) unit.device('chunks', db.insertInto('chunks').values(rows));
}

function chunkRows(itemId: Id, chunks: readonly StoredChunk[]): Database['chunks'][][] {
  const batches: Database['chunks'][][] = [];
  for (let at = 0; at < chunks.length; at += CHUNK_BATCH) {
    batches.push(
      chunks.slice(at, at + CHUNK_BATCH).map(({ id, ordinal, start, end, heading, text, tokens }) => ({
        id,
        item_id: itemId,
        ordinal,
        start_at: start,
        end_at: end,
        heading,
        text,
        tokens,
      })),
    );
  }
  return batches;
}

export interface StoredChunk extends Chunk {
  readonly id: Id;
}

const toChunk = (row: Database['chunks']): StoredChunk => ({
  id: row.id,
  ordinal: row.ordinal,
  start: row.start_at,
  end: row.end_at,
  heading: row.heading,
  text: row.text,
  tokens: row.tokens,
});

export async function chunksOf(db: Db, itemId: Id): Promise<StoredChunk[]> {
  const rows = await db.selectFrom('chunks').selectAll().where('item_id', '=', itemId).orderBy('ordinal').execute();
  return rows.map(toChunk);
}

/** The chunks of several items, by item, each in order. An item without any is not in it. */
export async function chunksOfItems(db: Db, itemIds: readonly Id[]): Promise<Map<Id, StoredChunk[]>> {
  if (itemIds.length === 0) return new Map();
  const select = db.selectFrom('chunks').selectAll();
  const rows = await select
    .where(partsOf(db).isOneOf('item_id', itemIds, 'uuid'))
    .orderBy('item_id')
    .orderBy('ordinal')
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.item_id)].map(([itemId, held]) => [itemId, held.map(toChunk)]));
}

/** The chunks at these places, in any order. */
export async function chunksAt(
  db: Db,
  places: readonly { readonly itemId: Id; readonly ordinal: number }[],
): Promise<Map<string, StoredChunk>> {
  if (places.length === 0) return new Map();
  const rows = await db
    .selectFrom('chunks')
    .selectAll()
    .where((eb) =>
      eb.or(places.map(({ itemId, ordinal }) => eb.and([eb('item_id', '=', itemId), eb('ordinal', '=', ordinal)]))),
    )
    .execute();
  return new Map(rows.map((row) => [chunkKey(row.item_id, row.ordinal), toChunk(row)]));
}

export const chunkKey = (itemId: Id, ordinal: number) => `${itemId}#${ordinal}`;

export interface IndexRow {
  readonly item: IndexItem;
  readonly deleted: boolean;
  /** Whether the chunks in the rows are of an older text. */
  readonly stale: boolean;
}

const selectIndexRows = (db: Db) =>
  db
    .selectFrom('item_texts')
    .innerJoin('items', 'items.id', 'item_texts.item_id')
    .select((eb) => [
      'items.id',
      'items.workspace_id',
      'items.kind',
      'items.title',
      'items.folder',
      'items.updated_ms',
      'items.language',
      'items.details',
      'items.deleted_ms',
      'item_texts.revision',
      'item_texts.indexed_revision',
      eb
        .exists(
          eb
            .selectFrom('links')
            .select('links.id')
            .whereRef('links.from_item', '=', 'items.id')
            .where('links.kind', '=', 'attachment')
            .where('links.deleted_ms', 'is', null),
        )
        .as('has_attachment'),
      eb
        .selectFrom('tags')
        .select(partsOf(db).listOf('tags.tag').as('list'))
        .whereRef('tags.item_id', '=', 'items.id')
        .where('tags.deleted_ms', 'is', null)
        .as('tags'),
    ]);

type IndexRecord = Awaited<ReturnType<ReturnType<typeof selectIndexRows>['executeTakeFirstOrThrow']>>;

function knownPeople(details: IndexRecord['details']): Pick<IndexItem, 'people' | 'recipients'> {
  const { people, recipients } = peopleOf(details);
  return { ...(people.length > 0 ? { people } : {}), ...(recipients.length > 0 ? { recipients } : {}) };
}

const toIndexRow = (row: IndexRecord): IndexRow => ({
  item: {
    itemId: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind as ItemKind,
    title: row.title,
    folder: row.folder,
    tags: readList(row.tags),
    updatedMs: row.updated_ms,
    language: row.language,
    ...knownPeople(row.details),
    ...(row.has_attachment ? { hasAttachment: true } : {}),
    revision: row.revision,
  },
  deleted: row.deleted_ms !== null,
  stale: row.indexed_revision < row.revision,
});

/** What changed after `revision`, oldest first; at most `limit`. */
export async function changedAfter(db: Db, revision: number, limit: number): Promise<IndexRow[]> {
  const after = selectIndexRows(db).where('item_texts.revision', '>', revision).orderBy('item_texts.revision');
  return (await after.limit(limit).execute()).map(toIndexRow);
}

export async function indexRows(db: Db, itemIds: readonly Id[]): Promise<IndexRow[]> {
  if (itemIds.length === 0) return [];
  const rows = await selectIndexRows(db)
    .where('items.id', 'in', [...itemIds])
    .orderBy('item_texts.revision')
    .execute();
  return rows.map(toIndexRow);
}

export interface TextCounters {
  /** Greatest revision of all. */
  readonly revision: number;
  /** Items and chunks that a full index holds. */
  readonly items: number;
  readonly chunks: number;
}

/** In one statement, so that the numbers belong to one moment. */
export async function textCounters(db: Db): Promise<TextCounters> {
  const { revision, items, chunks } = await db
    .selectFrom('item_texts')
    .innerJoin('items', 'items.id', 'item_texts.item_id')
    .select((eb) => [
      sql<number>`coalesce(max(item_texts.revision), 0)`.as('revision'),
      sql<number>`count(*) filter (where items.deleted_ms is null)`.as('items'),
      eb
        .selectFrom('chunks')
        .innerJoin('items as chunk_items', 'chunk_items.id', 'chunks.item_id')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .where('chunk_items.deleted_ms', 'is', null)
        .as('chunks'),
    ])
    .executeTakeFirstOrThrow();
  return { revision: Number(revision), items: Number(items), chunks: Number(chunks) };
}

/** Items that have a text here. */
export async function textIds(db: Db): Promise<ReadonlySet<Id>> {
  const rows = await db.selectFrom('item_texts').select('item_id').execute();
  return new Set(rows.map((row) => row.item_id));
}

/** Items whose text is newer than their chunks. */
export async function staleItems(db: Db): Promise<Id[]> {
  const rows = await db
    .selectFrom('item_texts')
    .select('item_id')
    .whereRef('indexed_revision', '<', 'revision')
    .execute();
  return rows.map((row) => row.item_id);
}
