import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore } from '../../tests/open-test-store.ts';
import { createStoreDialect } from './kysely-dialect.ts';
import type { Store } from './store.ts';

interface Tables {
  things: { id: number; name: string | null };
}

const clock = { nowMs: () => 1 };
const migrations = [
  { version: 1, name: 'things', statements: ['create table things (id int primary key, name text)'] },
];
let store: Store;
let db: Kysely<Tables>;

beforeAll(async () => {
  store = await openTestStore(migrations, clock);
  db = new Kysely<Tables>({ dialect: createStoreDialect(store) });
});
afterAll(() => store.close());

test('typed queries report rows and how many were changed', async () => {
  const inserted = await db
    .insertInto('things')
    .values([
      { id: 1, name: 'a' },
      { id: 2, name: null },
    ])
    .returning('id')
    .execute();
  expect(inserted).toEqual([{ id: 1 }, { id: 2 }]);
  const updated = await db.updateTable('things').set({ name: 'b' }).where('id', '<', 3).executeTakeFirstOrThrow();
  expect(updated.numUpdatedRows).toBe(2n);
  expect(await db.selectFrom('things').selectAll().where('id', '=', 2).execute()).toEqual([{ id: 2, name: 'b' }]);
});

test('a transaction keeps others out, and one that fails leaves nothing', async () => {
  const failing = db.transaction().execute(async (inner) => {
    await inner.insertInto('things').values({ id: 10, name: 'x' }).execute();
    throw new Error('changed my mind');
  });
  const waiting = db.selectFrom('things').select('id').where('id', '=', 10).execute();
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await waiting).toEqual([]);
  await db.transaction().execute((inner) => inner.insertInto('things').values({ id: 11, name: 'y' }).execute());
  expect(await db.selectFrom('things').select('id').where('id', '>', 9).execute()).toEqual([{ id: 11 }]);
});

test('typed queries run inside a transaction of the store', async () => {
  const undone = store.transaction(async (transaction) => {
    const inner = new Kysely<Tables>({ dialect: createStoreDialect(transaction) });
    await inner.insertInto('things').values({ id: 20, name: 'z' }).execute();
    await expect(inner.transaction().execute(async () => {})).rejects.toThrow('already open');
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await db.selectFrom('things').select('id').where('id', '=', 20).execute()).toEqual([]);
});

const REFUSED = {
  postgresql: {
    unique: { sqlstate: '23505' },
    invalid: { sqlstate: '22P02' },
    refusing: 'select $1::text::int',
  },
  sqlite: {
    unique: { sqlite: 'SQLITE_CONSTRAINT_PRIMARYKEY' },
    invalid: { sqlite: 'SQLITE_ERROR' },
    refusing: `select json_extract($1, '$.a')`,
  },
} as const;

test('a contradiction is told by its code, and no value stands in any error', async () => {
  const twice = sql`insert into things (id, name) values (11, ${'secret value'})`.execute(db);
  const { unique, invalid, refusing } = REFUSED[store.dialect];
  await expect(twice).rejects.toMatchObject({ code: 'conflict', details: unique });
  const wrong = await store.query(refusing, ['secret value']).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: 'internal', details: invalid });
  expect(`${wrong} ${wrong instanceof Error ? wrong.cause : ''}`).toContain(refusing);
  expect(`${wrong} ${wrong instanceof Error ? wrong.cause : ''}`).not.toContain('secret value');
});
