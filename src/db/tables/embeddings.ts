import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { ItemVector } from '../../core/search/vectors.ts';
import { partsOf } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

/** The vectors of chunks. Of this device: made again from the chunks; gone with the chunk that they belong to. */

type Db = Kysely<Database>;

export interface BareChunk {
  readonly id: Id;
  readonly itemId: Id;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

const withoutVector = (db: Db, model: string) =>
  db
    .selectFrom('chunks')
    .innerJoin('items', 'items.id', 'chunks.item_id')
    .where('items.deleted_ms', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('embeddings')
            .select('embeddings.chunk_id')
            .whereRef('embeddings.chunk_id', '=', 'chunks.id')
            .where('embeddings.model', '=', model)
            .whereRef('embeddings.title', '=', 'items.title'),
        ),
      ),
    );

/** Chunks without a vector of this model and this title, those of the items that changed last first. */
export async function chunksWithoutVector(db: Db, model: string, limit: number): Promise<BareChunk[]> {
  return withoutVector(db, model)
    .select(['chunks.id', 'chunks.item_id as itemId', 'items.title', 'chunks.heading', 'chunks.text'])
    .orderBy('items.updated_ms', 'desc')
    .orderBy('chunks.item_id')
    .orderBy('chunks.ordinal')
    .limit(limit)
    .execute();
}

export async function countWithoutVector(db: Db, model: string): Promise<number> {
  const { count } = await withoutVector(db, model)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface ChunkVector {
  readonly chunkId: Id;
  /** That was embedded with it. */
  readonly title: string;
  readonly vector: Float32Array;
}

/** Takes the place of vectors of other models and titles. A chunk that is gone meanwhile is passed over. */
export function putEmbeddings(db: Db, unit: WriteUnit, model: string, vectors: readonly ChunkVector[]): void {
  const parts = partsOf(db);
  const chunkIds = vectors.map(({ chunkId }) => chunkId);
  unit.device('embeddings', db.deleteFrom('embeddings').where(parts.isOneOf('chunk_id', chunkIds, 'uuid')));
  const insert = parts.insertVectors(model, vectors);
  unit.device('embeddings', { compile: () => insert.compile(db) });
}

/** Every vector is gone, and its chunk waits to be learned again. */
export function forgetEmbeddings(db: Db, unit: WriteUnit): void {
  unit.device('embeddings', db.deleteFrom('embeddings'));
}

/** The vectors of these items by item, each in the order of its chunks. */
export async function vectorsOfItems(db: Db, model: string, itemIds: readonly Id[]): Promise<Map<Id, ItemVector[]>> {
  if (itemIds.length === 0) return new Map();
  const parts = partsOf(db);
  const rows = await db
    .selectFrom('embeddings')
    .innerJoin('chunks', 'chunks.id', 'embeddings.chunk_id')
    .select(['chunks.item_id', 'chunks.ordinal', parts.vector('embeddings.vector').as('vector')])
    .where('embeddings.model', '=', model)
    .where(parts.isOneOf('chunks.item_id', itemIds, 'uuid'))
    .orderBy('chunks.ordinal')
    .execute();
  const read = rows.map((row) => ({ ...row, vector: parts.readVector(row.vector) }));
  return new Map([...Map.groupBy(read, (row) => row.item_id)]);
}

/** How many vectors of this model each item has; items without any are not in it. */
export async function countVectors(db: Db, model: string): Promise<Map<Id, number>> {
  const rows = await db
    .selectFrom('embeddings')
    .innerJoin('chunks', 'chunks.id', 'embeddings.chunk_id')
    .innerJoin('items', 'items.id', 'chunks.item_id')
    .select((eb) => ['chunks.item_id', eb.fn.countAll<number>().as('count')])
    .where('embeddings.model', '=', model)
    .where('items.deleted_ms', 'is', null)
    .groupBy('chunks.item_id')
    .execute();
  return new Map(rows.map((row) => [row.item_id, Number(row.count)]));
}
