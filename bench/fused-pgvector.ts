import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { DIMENSIONS } from '../src/core/search/vectors.ts';
import { createMemoryHousekeeping } from '../src/db/stores/pglite/memory-housekeeping.ts';
import { CREATE_EXTENSION, createPgliteStore } from '../src/db/stores/pglite/pglite-store.ts';
import type { SeededItem } from './passages.ts';
import type { Searcher } from './searcher.ts';

/** Items that are copied into the table at once. */
const BATCH = 2000;

/**
 * PostgreSQL in the memory of Node with an HNSW index on `halfvec` (pgvector's own defaults, m 16 and ef_construction 64) and a
 * GIN index on `tsvector`. A search is both queries one after the other, prepared; nothing is counted for fusing them.
 * ef_search is the least that gives the hits asked for, which is the fastest.
 */
export async function openPgvector(
  items: readonly SeededItem[],
  limit: number,
  onStage: (stage: string) => void,
): Promise<Searcher & { close(): Promise<void> }> {
  const db = await PGlite.create({ extensions: { vector } });
  const store = createPgliteStore(db, createMemoryHousekeeping(db));
  await store.query(CREATE_EXTENSION);
  await store.query(`create table passages (id int primary key, body text, near halfvec(${DIMENSIONS}),
    words tsvector generated always as (to_tsvector('english', body)) stored)`);
  for (let from = 0; from < items.length; from += BATCH) {
    onStage(`copying items from ${from} of ${items.length} into PostgreSQL`);
    const rows = items.slice(from, from + BATCH).flatMap((item, at) => rowsOf(item, from + at));
    await db.query("copy passages (id, body, near) from '/dev/blob'", [], { blob: new Blob(rows) });
  }
  await store.query("set maintenance_work_mem = '512MB'");
  onStage('building GIN');
  await store.query('create index on passages using gin (words)');
  onStage('building HNSW: some minutes');
  await store.query('create index on passages using hnsw (near halfvec_cosine_ops)');
  await store.query('analyze passages');
  await store.query(`set hnsw.ef_search = ${limit}`);
  onStage('built');
  return {
    async search({ query, vector: asked }) {
      const near = await store.query(`select id from passages order by near <=> $1::halfvec limit ${limit}`, [
        written(asked),
      ]);
      const best = await store.query(
        `select id from passages where words @@ to_tsquery('english', $1)
          order by ts_rank_cd(words, to_tsquery('english', $1)) desc limit ${limit}`,
        [query.split(' ').join(' | ')],
      );
      return [near.rows, best.rows];
    },
    close: () => store.close(),
  };
}

const rowsOf = ({ chunks, vectors }: SeededItem, number: number): string[] =>
  chunks.map(
    ({ text }, at) => `${number * chunks.length + at}\t${text}\t${written(vectors[at] ?? new Float32Array())}\n`,
  );

const written = (values: Float32Array): string => `[${Array.from(values, (value) => value.toFixed(5)).join(',')}]`;
