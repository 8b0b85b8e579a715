import { expect, test } from 'vitest';
import { columnsOf, openTestStore } from '../../tests/open-test-store.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

const clock = { nowMs: () => 1_700_000_000_000 };
const first: Migration = { version: 1, name: 'one', statements: ['create table one (id int primary key)'] };
const second: Migration = { version: 2, name: 'two', statements: ['alter table one add column name text'] };
const broken: Migration = {
  version: 3,
  name: 'three',
  statements: ['create table three (id int)', 'drop table one', 'create table no such thing'],
};

test('an empty database comes to the last migration and says which were applied', async () => {
  const store = await openTestStore([], clock);
  expect(await schemaVersion(store)).toBe(0);
  expect(await migrate(store, [first], clock)).toEqual({ from: 0, to: 1 });
  await store.query('insert into one values (7)');
  expect(await migrate(store, [first, second], clock)).toEqual({ from: 1, to: 2 });
  expect(await migrate(store, [first, second], clock)).toEqual({ from: 2, to: 2 });
  expect((await store.query('select * from one')).rows).toEqual([{ id: 7, name: null }]);
  const record = await store.query('select * from schema_migrations order by version');
  expect(record.rows[1]).toEqual({ version: 2, name: 'two', applied_ms: clock.nowMs() });
  await store.close();
});

test('a failed migration names itself and leaves the state before it', async () => {
  const store = await openTestStore([first], clock);
  await store.query('insert into one values (7)');
  const failure = migrate(store, [first, second, broken], clock);
  await expect(failure).rejects.toMatchObject({ code: 'migration-failed', details: { version: 3, name: 'three' } });
  expect(await schemaVersion(store)).toBe(2);
  expect((await store.query('select id from one')).rows).toEqual([{ id: 7 }]);
  expect((await columnsOf(store)).map(({ table }) => table)).not.toContain('three');
  await store.close();
});

test('a database that is newer than the code is refused untouched', async () => {
  const store = await openTestStore([first, second], clock);
  await expect(migrate(store, [first], clock)).rejects.toMatchObject({ code: 'version-mismatch' });
  expect(await schemaVersion(store)).toBe(2);
  await store.close();
});

test('a gap in the numbers is refused, in the code and in the database', async () => {
  const store = await openTestStore([first, second], clock);
  await expect(migrate(store, [second], clock)).rejects.toMatchObject({ code: 'internal' });
  await store.query('delete from schema_migrations where version = 1');
  await expect(schemaVersion(store)).rejects.toMatchObject({ code: 'store-corrupt' });
  await store.close();
});

test('the migrations of Hearth apply one after the other', async () => {
  const store = await openTestStore([], clock);
  for (let last = 1; last <= MIGRATIONS.length; last++) {
    expect(await migrate(store, MIGRATIONS.slice(0, last), clock)).toEqual({ from: last - 1, to: last });
  }
  await store.close();
});
