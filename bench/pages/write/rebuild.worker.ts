import imageUrl from 'virtual:store-image';
import * as Comlink from 'comlink';
import { Kysely } from 'kysely';
import { createMemoryCacheFiles } from '../../../src/adapters/files/cache-files.ts';
import { MINILM } from '../../../src/core/llm/starter-models.ts';
import { HOME_WORKSPACE } from '../../../src/core/workspaces.ts';
import { createStoreDialect } from '../../../src/db/kysely-dialect.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { openStore } from '../../../src/db/open.ts';
import { partsOf } from '../../../src/db/sql-parts.ts';
import type { Statement, Store } from '../../../src/db/store.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import type { Database } from '../../../src/db/tables/schema.ts';
import { createIndexer } from '../../../src/workers/kernel/indexer.ts';
import { createPassages, type SeededItem } from '../../passages.ts';

/** The search index made anew from the rows of a store, words and vectors, by the kernel's own keeper of it. */

export interface RebuildTimes {
  readonly rebuildMs: number;
  readonly bytes: number;
}

const clock = { nowMs: () => Date.now() };
const ITEMS_AT_ONCE = 100;

const rebuildBench = {
  async measure(chunks: number, kind: EngineKind): Promise<RebuildTimes> {
    const { store } = await openStore({ migrations: MIGRATIONS, clock, imageUrl, kind });
    const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
    let revision = 0;
    let portion: SeededItem[] = [];
    for (const seeded of createPassages(chunks, 0).items) {
      portion.push(seeded);
      if (portion.length < ITEMS_AT_ONCE) continue;
      await write(store, db, portion, revision);
      revision += portion.length;
      portion = [];
    }
    await write(store, db, portion, revision);
    await store.maintain();
    const indexer = createIndexer({
      db,
      files: createMemoryCacheFiles(),
      vectorModel: MINILM.id,
      remake: async () => undefined,
      onChange: () => undefined,
      record: (_, thrown) => console.error(thrown),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    });
    const startMs = performance.now();
    await indexer.open();
    await indexer.ready();
    const rebuildMs = performance.now() - startMs;
    if (indexer.index.chunkCount !== chunks) throw new Error(`${indexer.index.chunkCount} passages of ${chunks}`);
    return { rebuildMs, bytes: await store.sizeBytes() };
  },
};

async function write(
  store: Store,
  db: Kysely<Database>,
  portion: readonly SeededItem[],
  revision: number,
): Promise<void> {
  await store.batch(portion.flatMap((seeded, at) => rowsOf(seeded, revision + at + 1)));
  const vectors = portion.flatMap(({ item, chunks, vectors: learned }) =>
    chunks.map(({ ordinal }) => ({
      chunkId: chunkId(item.itemId, ordinal),
      title: item.title,
      vector: learned[ordinal] ?? new Float32Array(),
    })),
  );
  if (vectors.length > 0) await partsOf(db).insertVectors(MINILM.id, vectors).execute(db);
}

const uuid = (number: number, last: number) =>
  `01900000-0000-7000-8000-${number.toString(16).padStart(8, '0')}${last.toString(16).padStart(4, '0')}`;
const idOf = (itemId: string) => uuid(Number(itemId.slice(1)), 0);
const chunkId = (itemId: string, ordinal: number) => uuid(Number(itemId.slice(1)), ordinal + 1);

function rowsOf({ item, chunks }: SeededItem, revision: number): Statement[] {
  const text = chunks.map((chunk) => chunk.text).join('\n');
  const itemId = idOf(item.itemId);
  return [
    {
      sql: `insert into items (id, workspace_id, clocks, kind, title, folder, media_type, size_bytes, language, created_ms, updated_ms)
        values ($1, $2, '{}', 'note', $3, $4, 'text/markdown', $5, 'en', 1, 1)`,
      parameters: [itemId, HOME_WORKSPACE, item.title, item.folder, text.length],
    },
    {
      sql: `insert into item_texts (item_id, text, text_hash, source_map, revision, indexed_revision)
        values ($1, $2, '', '[]', $3, $3)`,
      parameters: [itemId, text, revision],
    },
    ...chunks.map((chunk) => ({
      sql: `insert into chunks (id, item_id, ordinal, start_at, end_at, heading, text, tokens)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      parameters: [
        chunkId(item.itemId, chunk.ordinal),
        itemId,
        chunk.ordinal,
        chunk.start,
        chunk.end,
        chunk.heading,
        chunk.text,
        chunk.tokens,
      ],
    })),
  ];
}

export type RebuildBench = typeof rebuildBench;

Comlink.expose(rebuildBench);
