import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, openTestStore, TEST_DIALECT } from '../../tests/open-test-store.ts';
import { AppError } from '../core/errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Store } from './store.ts';

/** What the port promises, whatever engine serves it. */

let store: Store;

beforeAll(async () => {
  store = await openTestStore(MIGRATIONS, { nowMs: () => 1 });
  await store.query('create table things (id integer primary key, name text, body bytea, facts jsonb, at_ms bigint)');
});

beforeEach(() => emptyTables(store, ['things']));

afterAll(() => store.close());

const INSERT = 'insert into things (id, name) values ($1, $2)';
const SELECT = 'select id, name from things order by id';
const insert = (id: number, name: string | null = 'a') => ({ sql: INSERT, parameters: [id, name] });
const names = async () => (await store.query<{ name: string }>(SELECT)).rows.map(({ name }) => name);

test('a batch is written in order, as one transaction', async () => {
  const rename = { sql: 'update things set name = $2 where id = $1', parameters: [1, 'later'] };
  await store.batch([insert(1, 'first'), rename, insert(2, 'second')]);
  expect(await names()).toEqual(['later', 'second']);
});

test('of a batch with a refused statement nothing stays, the error names it, and the next one goes through', async () => {
  const refused = await store.batch([insert(1), insert(2), insert(1), insert(3)]).catch((thrown: unknown) => thrown);
  expect(refused).toMatchObject({ code: 'conflict' });
  expect(String((refused as AppError).cause)).toContain(INSERT);
  expect(await names()).toEqual([]);
  await store.batch([insert(1)]);
  expect(await names()).toEqual(['a']);
});

test('a statement that cannot be planned fails the batch before anything is written', async () => {
  const wrong = { sql: 'insert into things (no_such) values ($1)', parameters: [1] };
  await expect(store.batch([insert(1), wrong])).rejects.toBeInstanceOf(AppError);
  expect(await names()).toEqual([]);
});

test('values come back as they were written, the first time and prepared', async () => {
  const body = new Uint8Array([0, 1, 255]);
  const facts = { text: 'a “b” \\ c', list: [1, null] };
  for (const id of [1, 2, 3]) {
    await store.query('insert into things values ($1, $2, $3, $4, $5)', [
      id,
      null,
      body,
      JSON.stringify(facts),
      2 ** 45,
    ]);
    const { rows } = await store.query('select name, body, facts, at_ms from things where id = $1', [id]);
    expect(rows).toEqual([{ name: null, body, facts, at_ms: 2 ** 45 }]);
  }
});

test('parameters go where their numbers say, and may stand more than once', async () => {
  await store.query('insert into things (name, id, facts) values ($2, $1, $3)', [1, 'a', '{"a":1}']);
  const sql = 'update things set name = $3, at_ms = $2 where id = $1 and $3 <> name';
  expect(await store.query(sql, [1, 7, 'b'])).toEqual({ rows: [], affected: 1 });
  const { rows } = await store.query('select * from things');
  expect(rows).toEqual([{ id: 1, name: 'b', body: null, facts: { a: 1 }, at_ms: 7 }]);
});

test('texts keep their first and last characters, and numbers their digits', async () => {
  const texts = [' ', 'a\ufeff', '', 'ü𝄞ﷺ', '\n', "'", '1e400', '007'];
  for (const [id, text] of texts.entries()) await store.query(INSERT, [id, text]);
  expect(await names()).toEqual(texts);
  const numbers = [0, -1, 2 ** 31, -(2 ** 53) + 1, 2n ** 62n, -(2n ** 63n)];
  for (const number of numbers) {
    await store.query('update things set at_ms = $1 where id = 0', [number]);
    const { rows } = await store.query<{ at_ms: unknown }>('select at_ms from things where id = 0');
    expect(rows[0]?.at_ms).toBe(number);
  }
  const values = ['"1"', '1', '0.1', '1e21', 'null', 'true', '"null"', '[]', '12345678901234567890'];
  for (const value of values) {
    await store.query('update things set facts = $1 where id = 0', [value]);
    const { rows } = await store.query<{ facts: unknown }>('select facts from things where id = 0');
    expect(rows[0]?.facts).toEqual(JSON.parse(value));
  }
});

// PGlite's own reading of texts takes it for a sign of the encoding.
test.runIf(TEST_DIALECT === 'sqlite')('a text keeps the mark U+FEFF that it begins with', async () => {
  await store.query(INSERT, [1, '\ufeffmark']);
  expect(await names()).toEqual(['\ufeffmark']);
});

test('a text with U+0000 is refused, not cut', async () => {
  await expect(store.query(INSERT, [1, 'a\0b'])).rejects.toMatchObject({ code: 'internal' });
  expect(await names()).toEqual([]);
});

test('two statements in one call are refused', async () => {
  await expect(store.query(`${SELECT}; delete from things`)).rejects.toMatchObject({ code: 'internal' });
  await expect(store.batch([{ sql: `${SELECT}; delete from things`, parameters: [] }])).rejects.toBeInstanceOf(
    AppError,
  );
});

test('what is written tells how many rows it changed, and what is read tells none', async () => {
  expect((await store.query(`${INSERT}, (2, 'b')`, [1, 'a'])).affected).toBe(2);
  expect((await store.query('update things set name = null where id > 5')).affected).toBe(0);
  expect((await store.query('delete from things where id = 1 returning name')).rows).toEqual([{ name: 'a' }]);
  expect((await store.query('create table if not exists others (id integer)')).affected).toBe(0);
});

test('a transaction of which one statement failed keeps nothing, even where the failure was caught', async () => {
  const done = store
    .transaction(async (transaction) => {
      await transaction.query(INSERT, [1, 'a']);
      await transaction.query(INSERT, [1, 'b']).catch(() => undefined);
      await transaction.query(INSERT, [2, 'c']).catch(() => undefined);
    })
    .catch(() => undefined);
  await done;
  expect(await names()).toEqual([]);
});

test('a row that others hang on by a key takes them along, and one that hangs on nothing is a conflict', async () => {
  const nobody = `insert into run_events (run_id, step, result, at_ms) values ($1, 'a', '1', 1)`;
  const run = '01900000-0000-7000-8000-000000000001';
  await expect(store.query(nobody, [run])).rejects.toMatchObject({ code: 'conflict' });
  await store.query(
    `insert into runs (id, kind, workspace_id, status, input, state, created_ms, updated_ms)
      values ($1, 'x', $1, 'done', '{}', '{}', 1, 1)`,
    [run],
  );
  await store.query(nobody, [run]);
  await store.query('delete from runs');
  expect((await store.query('select * from run_events')).rows).toEqual([]);
});

test('the engine says what it is', async () => {
  const { name, version, persistent, durability } = store.capabilities;
  const asked = store.dialect === 'sqlite' ? 'select sqlite_version() as version' : 'show server_version';
  expect(Object.values((await store.query<Record<string, string>>(asked)).rows[0] ?? {})[0]).toContain(version);
  expect([name, persistent, durability]).toEqual([store.dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL', false, 'none']);
});

test('a prepared read sees a column that came after it', async () => {
  const all = 'select * from things';
  for (let again = 0; again < 3; again++) await store.query(all);
  await store.query(`alter table things add column extra text default 'new'`);
  await store.batch([insert(1)]);
  expect((await store.query(all)).rows).toMatchObject([{ extra: 'new' }]);
  await store.query('alter table things drop column extra');
  expect((await store.query(all)).rows[0]).not.toHaveProperty('extra');
});

test('more different statements than are kept, and longer ones, all run', async () => {
  const ids = Array.from({ length: 400 }, (_, id) => id);
  const statement = (id: number) => ({ sql: `insert into things (id, name) values ($1, 'n${id}')`, parameters: [id] });
  await store.batch(ids.map(statement));
  const many = ids.map((id) => `(${id + 1000}, $${id + 1})`).join(', ');
  const long = { sql: `insert into things (id, name) values ${many}`, parameters: ids.map(String) };
  await store.batch([long]);
  expect(await names()).toHaveLength(800);
  await store.query('delete from things where id >= $1', [1000]);
  await store.batch([long, statement(5000)]);
  expect(await names()).toHaveLength(801);
});

test('a prepared statement inside a transaction is rolled back with it', async () => {
  await store.query(INSERT, [1, 'a']);
  await store.query(INSERT, [2, 'b']);
  const failed = store.transaction(async (transaction) => {
    await transaction.query(INSERT, [3, 'c']);
    expect((await transaction.query(SELECT)).rows).toHaveLength(3);
    throw new AppError('conflict', 'No.');
  });
  await expect(failed).rejects.toMatchObject({ message: 'No.' });
  expect(await names()).toEqual(['a', 'b']);
});

test('calls at the same time take turns, a transaction as a whole', async () => {
  const transaction = store.transaction(async (inside) => {
    await inside.query(INSERT, [1, 'a']);
    // Time enough for the others to come in, if they could.
    for (let turn = 0; turn < 20; turn++) await inside.query(SELECT);
    const { rows } = await inside.query<{ name: string }>(SELECT);
    await inside.query(INSERT, [2, 'b']);
    return rows.length;
  });
  const others = [store.batch([insert(3)]), store.query(INSERT, [4, 'd']), names()];
  expect(await transaction).toBe(1);
  await Promise.all(others);
  expect(await names()).toEqual(['a', 'b', 'a', 'd']);
});
