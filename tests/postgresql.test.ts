import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, test as always, beforeAll, expect } from 'vitest';
import { dumpSql } from '../src/db/export/sql-dump.ts';
import { writeLines } from '../src/db/logical/copy-rows.ts';
import { differingTables, digestTable } from '../src/db/logical/digest.ts';
import { readShapes, type TableShape } from '../src/db/logical/shapes.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import type { Queryable, Store } from '../src/db/store.ts';
import { writeHalves } from '../src/db/stores/half-vectors.ts';
import { openTestPglite, openTestSqlite } from './open-test-store.ts';
import { findPostgresql, startTestServer, type TestServer } from './postgresql-server.ts';

/** The dump, restored by Debian's PostgreSQL with pgvector. Where that cannot be had, what needs it is skipped and says why. */

const programs = findPostgresql();
const test = always.skipIf(programs === null);

const clock = { nowMs: () => 1_760_000_000_000 };
const FILE = join(tmpdir(), `hearth-dump-${process.pid}.sql`);
const DIMENSIONS = 384;
const CHUNKS = 1000;
let server: TestServer;
let pglite: Store;
let sqlite: Store;
let shapes: readonly TableShape[];
let dump: string;

beforeAll(async () => {
  if (programs !== null) server = startTestServer(programs);
  [pglite, sqlite] = await Promise.all([openTestPglite(MIGRATIONS, clock), openTestSqlite(MIGRATIONS, clock)]);
  shapes = await readShapes(pglite);
  for (const store of [pglite, sqlite]) await fill(store);
  dump = await dumpOf(pglite);
  await writeFile(FILE, dump);
}, 300_000);
afterAll(async () => {
  server?.stop();
  await rm(FILE, { force: true });
  await pglite?.close();
  await sqlite?.close();
});

const dumpOf = async (store: Store) =>
  (await Array.fromAsync(dumpSql(store, shapes, { migrations: MIGRATIONS, madeMs: 0 }))).join('');
const digests = (store: Queryable) => Promise.all(shapes.map((shape) => digestTable(store, shape)));
const shapeOf = (name: string): TableShape =>
  shapes.find((shape) => shape.name === name) ?? { name, columns: [], key: [] };
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function vectorOf(number: number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, (_, at) => Math.sin(number * 1.7 + at * (1 + (number % 13) / 10)));
}

/** What an earlier version left, with vectors, and with every character that has a meaning to COPY. */
async function fill(store: Store): Promise<void> {
  // An earlier test may have made the database, at its own time.
  await store.query('update schema_migrations set applied_ms = 7');
  const odd = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join('');
  const texts = [
    '\\N',
    '\\.',
    `\\.\n\\N\t${odd}`,
    '𝄞 ü \u2028\u00a0\ufeff',
    '',
    '\\x41',
    ...fc.sample(storable, { numRuns: 40, seed: 5 }),
  ];
  const rows = texts.map((text, at) => ({
    item_id: idOf(at),
    text,
    text_hash: text,
    source_map: [{ text, nested: { quote: '"', slash: '\\' } }],
    places: [],
    folded: [],
    revision: 9_007_199_254_740_991,
    indexed_revision: 0,
    fingerprint: String(-(2n ** 63n) + BigInt(at)),
  }));
  await writeLines(
    store,
    shapeOf('item_texts'),
    rows.map((row) => JSON.stringify(row)),
  );
  const chunks = Array.from({ length: CHUNKS }, (_, at) => ({
    id: idOf(at),
    item_id: idOf(at),
    ordinal: 0,
    start_at: 0,
    end_at: 4,
    heading: '',
    text: 'text',
    tokens: 1,
  }));
  await writeLines(
    store,
    shapeOf('chunks'),
    chunks.map((row) => JSON.stringify(row)),
  );
  const vectors = chunks.map(({ id }, at) => ({
    chunk_id: id,
    model: 'm',
    title: '\t',
    vector: base64(writeHalves([vectorOf(at)])),
  }));
  await writeLines(
    store,
    shapeOf('embeddings'),
    vectors.map((row) => JSON.stringify(row)),
  );
  await store.query(
    `insert into item_bodies (id, workspace_id, clocks, item_id, "update") values ($1, $1, '{"*":"x"}', $1, $2)`,
    [idOf(1), Uint8Array.from({ length: 256 }, (_, byte) => byte)],
  );
  await store.query('insert into devices (id, name, created_ms, is_self) values ($1, $2, 1, true)', [idOf(1), 'a\tb']);
}

const storable = fc.string({ unit: 'binary' }).map((value) => value.replace(/[\0\p{Surrogate}]/gu, ''));

always('the dump is the same from both engines', async () => {
  expect((await dumpOf(sqlite)) === dump).toBe(true);
});

test('psql makes of it a database with the same rows, Hearth’s numbering, and indexes', async () => {
  server.createDatabase('whole');
  const restored = server.psql(['-q', '-d', 'whole', '-f', FILE]);
  expect(restored).toMatchObject({ status: 0, error: '' });
  const database = server.read('whole');
  expect(await readShapes(database)).toEqual(shapes);
  const wanted = await digests(pglite);
  expect(wanted.find(({ table }) => table === 'embeddings')?.rows).toBe(CHUNKS);
  expect(differingTables(wanted, await digests(database))).toEqual([]);
  const { rows } = await database.query('select version, name from schema_migrations order by version');
  expect(rows).toEqual(MIGRATIONS.map(({ version, name }) => ({ version, name })));
  const indexes = await database.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'public'`,
  );
  const own = await pglite.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'public'`,
  );
  const names = indexes.rows.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...own.rows.map(({ name }) => name), 'embeddings_by_nearness']));
});

test('what is near is found by the index over the vectors', async () => {
  const goal = `'[${Array.from(vectorOf(421)).join(',')}]'`;
  const nearest = `select chunk_id from embeddings order by vector <=> ${goal} limit 5`;
  // So few rows are read as fast without it.
  const withIndex = ['-q', '-d', 'whole', '-At', '-c', 'set enable_seqscan = off', '-c'];
  expect(server.psql([...withIndex, `explain ${nearest}`]).output).toContain('Index Scan using embeddings_by_nearness');
  expect(server.psql([...withIndex, nearest]).output.split('\n')[0]).toBe(idOf(421));
});

test('a dump that is cut off, or that meets tables, makes nothing', async () => {
  server.createDatabase('cut');
  const cut = await readFile(FILE, 'utf8');
  server.psql(['-q', '-d', 'cut', '-f', '-'], cut.slice(0, cut.length * 0.9));
  const tables = `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
  expect((await server.read('cut').query(tables)).rows).toEqual([]);
  expect(server.psql(['-q', '-d', 'whole', '-f', FILE]).status).not.toBe(0);
  expect(differingTables(await digests(pglite), await digests(server.read('whole')))).toEqual([]);
});
