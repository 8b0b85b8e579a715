import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestStore } from '../../../../tests/open-test-store.ts';
import { AppError } from '../../../core/errors.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import type { Store } from '../../store.ts';

let store: Store;

beforeAll(async () => {
  store = await openTestStore(MIGRATIONS, { nowMs: () => 1 });
  await store.query('create table things (id integer primary key, name text, body bytea, facts jsonb, at_ms bigint)');
});

beforeEach(() => store.query('truncate things'));

afterAll(() => store.close());

const INSERT = 'insert into things (id, name) values ($1, $2)';
const SELECT = 'select id, name from things order by id';
const insert = (id: number, name: string | null = 'a') => ({ sql: INSERT, parameters: [id, name] });
const names = async () => (await store.query<{ name: string }>(SELECT)).rows.map(({ name }) => name);

test('a batch is written in order, as one transaction', async () => {
  const rename = { sql: 'update things set name = $2 where id = $1', parameters: [1, 'later'] };
  await store.batch([insert(1, 'first'), rename, insert(2, 'second')]);
  expect(await names()).toEqual(['later', 'second']);
  const { rows } = await store.query<{ count: number }>('select count(distinct xmin::text)::int as count from things');
  expect(rows).toEqual([{ count: 1 }]);
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
  const { rows } = await store.query('select id from things where id = any($1::int[]) order by id', [[3, 1]]);
  expect(rows).toEqual([{ id: 1 }, { id: 3 }]);
});

test('a prepared read sees a column that came after it', async () => {
  const all = 'select * from things';
  for (let again = 0; again < 3; again++) await store.query(all);
  await store.query('alter table things add column extra text default $$new$$');
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
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { rows } = await inside.query<{ name: string }>(SELECT);
    await inside.query(INSERT, [2, 'b']);
    return rows.length;
  });
  const others = [store.batch([insert(3)]), store.query(INSERT, [4, 'd']), names()];
  expect(await transaction).toBe(1);
  await Promise.all(others);
  expect(await names()).toEqual(['a', 'b', 'a', 'd']);
});
