import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { columnsOf, indexesOf, openTestStore } from '../../../tests/open-test-store.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import type { Store } from '../store.ts';
import { MIGRATIONS } from './index.ts';

/** Stores as earlier versions left them, in `tests/histories/store-v<version>.json`, brought to today's version. */

const clock = { nowMs: () => 1_760_000_000_000 };

type Row = Record<string, unknown>;

interface History {
  readonly version: number;
  readonly tables: Record<string, Row[]>;
}

async function readHistory(version: number): Promise<History> {
  const file = new URL(`../../../tests/histories/store-v${version}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as History;
}

async function fill(store: Store, { tables }: History): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    const columns = (await columnsOf(store)).filter((column) => column.table === table);
    const json = new Set(columns.flatMap(({ column, type }) => (type === 'jsonb' ? [column] : [])));
    for (const row of rows) {
      const names = Object.keys(row);
      const values = names.map((name) =>
        json.has(name) && !isAbsent(table, name, row) ? JSON.stringify(row[name]) : row[name],
      );
      const places = names.map((_, at) => `$${at + 1}`);
      await store.query(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${places.join(', ')})`,
        values,
      );
    }
  }
}

/** A null in a column that may be empty is no JSON. */
const isAbsent = (table: string, name: string, row: Row): boolean =>
  row[name] === null && !(table === 'run_events' && name === 'result');

const rowsOf = async (store: Store, table: string): Promise<Row[]> =>
  (await store.query<Row>(`select * from ${table} order by 1, 2`)).rows;

const earlier = MIGRATIONS.slice(0, -1).map(({ version }) => version);

test('there is a history of each earlier version', () => {
  expect(earlier.length).toBeGreaterThan(0);
});

test.each(earlier)('all that a store of version %i holds is there after the migration', async (version) => {
  const store = await openTestStore(MIGRATIONS.slice(0, version), clock);
  const history = await readHistory(version);
  expect(history.version).toBe(version);
  await fill(store, history);
  expect(await migrate(store, MIGRATIONS, clock)).toEqual({ from: version, to: MIGRATIONS.length });
  expect(await schemaVersion(store)).toBe(MIGRATIONS.length);
  for (const [table, rows] of Object.entries(history.tables)) {
    const now = await rowsOf(store, table);
    expect(now).toHaveLength(rows.length);
    for (const [at, row] of rows.entries()) expect(now[at], `${table} ${at}`).toMatchObject(row);
  }
  await store.close();
});

test('from version 1, the path of each imported file is made of its folder and name', async () => {
  const store = await openTestStore(MIGRATIONS.slice(0, 1), clock);
  await fill(store, await readHistory(1));
  await migrate(store, MIGRATIONS, clock);
  const items = await rowsOf(store, 'items');
  expect(items.map((row) => row['source_path'])).toEqual(['Kitchen/Bread/Sourdough.md', 'Ümläut & Söhne.txt', null]);
  const { rows } = await store.query('select * from import_files');
  expect(rows).toEqual([]);
  await store.close();
});

test('from version 4, each vector is of the title that its item has', async () => {
  const store = await openTestStore(MIGRATIONS.slice(0, 4), clock);
  await fill(store, await readHistory(4));
  await migrate(store, MIGRATIONS, clock);
  expect((await rowsOf(store, 'embeddings')).map((row) => row['title'])).toEqual(['Sourdough']);
  await store.close();
});

test('a database that came by migrations is the same as one that was made at once', async () => {
  const describe = async (store: Store) => {
    const described = { columns: await columnsOf(store), indexes: await indexesOf(store) };
    await store.close();
    return described;
  };
  const atOnce = await describe(await openTestStore(MIGRATIONS, clock));
  for (const version of earlier) {
    const store = await openTestStore(MIGRATIONS.slice(0, version), clock);
    await migrate(store, MIGRATIONS, clock);
    expect(await describe(store)).toEqual(atOnce);
  }
});
