import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnsOf, openTestStore } from '../../../tests/open-test-store.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { cellsOf, fromCell, SYNCED_COLUMNS, toCell } from './cells.ts';
import { type SyncedTable, TABLE_SCOPES } from './scopes.ts';

const COMMON = ['id', 'workspace_id', 'clocks'];
const SYNCED = Object.keys(SYNCED_COLUMNS) as SyncedTable[];
let store: Store;
beforeAll(async () => {
  store = await openTestStore(MIGRATIONS, { nowMs: () => 0 });
}, 60_000);
afterAll(() => store.close());

async function typesOf(table: string): Promise<Map<string, string>> {
  const columns = (await columnsOf(store)).filter((column) => column.table === table);
  return new Map(columns.map(({ column, type }) => [column, type]));
}

test('every table of the database has a scope, and every scope a table', async () => {
  const tables = new Set((await columnsOf(store)).map(({ table }) => table));
  expect([...tables].sort()).toEqual(Object.keys(TABLE_SCOPES).sort());
});

test('the synced tables are those whose columns are described', () => {
  const synced = Object.entries(TABLE_SCOPES).flatMap(([table, scope]) => (scope === 'synced' ? [table] : []));
  expect(SYNCED.toSorted()).toEqual(synced.sort());
});

test.each(SYNCED)('%s has an id, a workspace, clocks, a bin, and the columns that are described', async (table) => {
  const columns = await typesOf(table);
  expect([...columns.keys()].sort()).toEqual([...new Set([...COMMON, ...Object.keys(SYNCED_COLUMNS[table])])].sort());
  expect(columns.get('deleted_ms')).toBe('bigint');
  expect(columns.get('clocks')).toBe('jsonb');
  for (const [column, kind] of Object.entries(SYNCED_COLUMNS[table])) {
    const expected = columns.get(column) === 'jsonb' ? 'json' : columns.get(column) === 'bytea' ? 'bytes' : 'plain';
    expect(`${column}: ${kind}`).toBe(`${column}: ${expected}`);
  }
});

test('a cell gives back the value that it was made of', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  expect(fromCell(toCell('bytes', bytes))).toEqual(bytes);
  expect(fromCell(toCell('json', { a: [1, null] }))).toEqual({ a: [1, null] });
  expect(fromCell(toCell('plain', 7))).toBe(7);
  expect(toCell('plain', undefined)).toBe(null);
  expect(() => cellsOf('tags', { colour: 'red' })).toThrow(/colour/);
});

/** Says the same in fewer rows, of what the change log does not speak of any more (`docs/history.md`). */
const MERGES = { file: 'db/history/merge-bodies.ts', table: 'item_bodies' };

test('no statement changes a row outside of the write path', async () => {
  const root = new URL('../../', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const offences: string[] = [];
  for (const file of files) {
    const source = await readFile(new URL(file, root), 'utf8');
    for (const table of SYNCED) {
      const changes = new RegExp(
        `(?:insertInto|updateTable|deleteFrom|replaceInto)\\(\\s*['"\`]${table}['"\`]|(?:insert into|update|delete from) "?${table}"?\\s`,
        'i',
      );
      const isMerge = file === MERGES.file && table === MERGES.table;
      if (changes.test(source) && !isMerge && !file.startsWith('db/migrations/'))
        offences.push(`${file} writes ${table}`);
    }
    // The store itself is for the write path and its own housekeeping.
    const raw = /\b(?:store|transaction)\.(?:query|transaction)\(/.test(source) && !file.startsWith('db/');
    if (raw) offences.push(`${file} speaks to the store`);
  }
  expect(offences).toEqual([]);
});

test('SQL is only in db', async () => {
  const root = new URL('../../', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('db/'),
  );
  const offences: string[] = [];
  for (const file of files) {
    const source = await readFile(new URL(file, root), 'utf8');
    if (/\.(?:insertInto|updateTable|deleteFrom|selectFrom)\(/.test(source)) offences.push(file);
  }
  expect(offences).toEqual([]);
});
