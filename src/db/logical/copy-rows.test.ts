import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyTables, openTestPglite, openTestSqlite } from '../../../tests/open-test-store.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { TABLE_SCOPES } from '../tables/scopes.ts';
import { readPage, readPages, writeLines } from './copy-rows.ts';
import { differingTables, digestTable, type TableDigest } from './digest.ts';
import { readShapes, type TableShape } from './shapes.ts';

const clock = { nowMs: () => 1_760_000_000_000 };
let pglite: Store;
let sqlite: Store;
let shapes: readonly TableShape[];

beforeAll(async () => {
  [pglite, sqlite] = await Promise.all([openTestPglite(MIGRATIONS, clock), openTestSqlite(MIGRATIONS, clock)]);
  shapes = await readShapes(pglite);
}, 60_000);
afterAll(async () => {
  await pglite.close();
  await sqlite.close();
});

const shapeOf = (name: string): TableShape => {
  const shape = shapes.find((each) => each.name === name);
  if (shape === undefined) throw new Error(name);
  return shape;
};

async function copyAll(from: Store, to: Store): Promise<void> {
  for (const shape of shapes) {
    for await (const { lines } of readPages(from, shape, 3)) await writeLines(to, shape, lines);
  }
}

const empty = (store: Store) =>
  emptyTables(
    store,
    shapes.map(({ name }) => name),
  );
const digests = (store: Store): Promise<TableDigest[]> => Promise.all(shapes.map((shape) => digestTable(store, shape)));

test('both engines describe their tables alike, those that are referred to first', async () => {
  expect(await readShapes(sqlite)).toEqual(shapes);
  const names = shapes.map(({ name }) => name);
  expect(names.toSorted()).toEqual(
    Object.keys(TABLE_SCOPES)
      .filter((name) => name !== 'schema_migrations')
      .sort(),
  );
  expect(names.indexOf('chunks')).toBeLessThan(names.indexOf('embeddings'));
  expect(names.indexOf('runs')).toBeLessThan(names.indexOf('import_files'));
  expect(shapeOf('embeddings').key).toEqual(['chunk_id', 'model']);
});

test('what an earlier version left goes through both engines and comes back as it was', async () => {
  const file = new URL('../../../tests/histories/store-v5.json', import.meta.url);
  const { tables } = JSON.parse(await readFile(file, 'utf8')) as { tables: Record<string, Record<string, unknown>[]> };
  for (const [table, rows] of Object.entries(tables)) {
    const shape = shapeOf(table);
    const json = new Set(shape.columns.flatMap(({ name, type }) => (type === 'json' ? [name] : [])));
    for (const row of rows) {
      const names = Object.keys(row).filter((name) => row[name] !== null || json.has(name));
      const values = names.map((name) => (json.has(name) ? JSON.stringify(row[name]) : row[name]));
      const places = names.map((_, at) => `$${at + 1}`);
      await pglite.query(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${places.join(', ')})`,
        values,
      );
    }
  }
  const before = await digests(pglite);
  expect(before.find(({ table }) => table === 'embeddings')?.rows).toBeGreaterThan(0);
  await copyAll(pglite, sqlite);
  expect(differingTables(before, await digests(sqlite))).toEqual([]);
  await empty(pglite);
  await copyAll(sqlite, pglite);
  expect(differingTables(before, await digests(pglite))).toEqual([]);
  await empty(pglite);
  await empty(sqlite);
});

const text = fc.string({ unit: 'binary' }).map((value) => value.replace(/[\0\p{Surrogate}]/gu, ''));
const json = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.stringify(value));
const storable = json.filter((value) => !/\\u0000|\\ud[89a-f]|-0|e[+-]/i.test(value));

test('rows of any content have the same lines on both engines', async () => {
  const row = fc.record({ id: fc.uuid(), text, json: storable, at: fc.maxSafeInteger(), absent: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 8 }), async (rows) => {
      for (const store of [pglite, sqlite]) {
        await empty(store);
        for (const { id, text: value, json: details, at, absent } of rows) {
          await store.query(
            'insert into item_texts (item_id, text, text_hash, source_map, revision, indexed_revision, fingerprint) values ($1, $2, $3, $4, $5, 0, $6)',
            [id, value, value, details, at, absent ? null : BigInt(at) * 1000n],
          );
        }
      }
      const [one, other] = await Promise.all(
        [pglite, sqlite].map((store) => readPage(store, shapeOf('item_texts'), null, 100)),
      );
      expect(other).toEqual(one);
      await empty(sqlite);
      await writeLines(sqlite, shapeOf('item_texts'), one?.lines ?? []);
      expect(await readPage(sqlite, shapeOf('item_texts'), null, 100)).toEqual(one);
    }),
    { numRuns: 40 },
  );
});

test("JSON's null is told from nothing", async () => {
  for (const store of [pglite, sqlite]) {
    await empty(store);
    await store.query("insert into checks (name, at_ms, outcome) values ('a', 1, 'null')");
    const page = await readPage(store, shapeOf('checks'), null, 10);
    expect(page.lines).toEqual(['{"at_ms":1,"name":"a","outcome":null}']);
    await writeLines(store, shapeOf('checks'), page.lines, 'replace');
    expect((await readPage(store, shapeOf('checks'), null, 10)).lines).toEqual(page.lines);
  }
});

test.each([
  ['{"name":1}', 'name is no text'],
  ['{"name":"a","at_ms":true}', 'at_ms is no bigint'],
  ['[]', 'a row is no object'],
  ['{"na', 'cannot be read'],
])('a line that is no row is refused: %s', async (line, why) => {
  await expect(writeLines(sqlite, shapeOf('checks'), [line])).rejects.toMatchObject({
    code: 'backup-damaged',
    message: expect.stringContaining(why),
    details: { table: 'checks' },
  });
});

test('a row that is there is a conflict, unless it is to be replaced', async () => {
  const lines = ['{"at_ms":1,"name":"twice","outcome":{}}'];
  for (const store of [pglite, sqlite]) {
    await writeLines(store, shapeOf('checks'), lines);
    await expect(writeLines(store, shapeOf('checks'), lines)).rejects.toMatchObject({ code: 'conflict' });
    await writeLines(store, shapeOf('checks'), ['{"at_ms":2,"name":"twice","outcome":{}}'], 'replace');
    const { rows } = await store.query<{ at: number }>("select at_ms as at from checks where name = 'twice'");
    expect(rows).toEqual([{ at: 2 }]);
  }
});
