import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../tests/kernel-harness.ts';
import { openTestStore } from '../../../tests/open-test-store.ts';
import { AppError } from '../../core/errors.ts';
import { deepCheck } from '../integrity/deep-check.ts';
import { digestTable } from '../logical/digest.ts';
import { readShapes } from '../logical/shapes.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { salvageStore } from './salvage-store.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
  const kernel = await house.open();
  await kernel.import([
    { path: 'a/one.md', content: '# One\n\nThe first of them. #tag [[Two]]' },
    { path: 'two.md', content: '# Two\n\nThe second of them.' },
  ]);
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Three', text: 'Written here.' });
  await kernel.command('rename-item', { itemId, title: 'The third' });
  await kernel.idle();
  kernel.crash();
}, 60_000);
afterAll(() => house?.close());

const nowMs = () => performance.now();

async function withTarget(run: (target: Store) => Promise<void>): Promise<void> {
  const target = await openTestStore(MIGRATIONS, house.clock);
  try {
    await run(target);
  } finally {
    await target.close();
  }
}

/** Reads of which the test says so are refused, as a damaged page would be. */
const damaged = (isRefused: (sql: string) => boolean): Store => ({
  ...house.store,
  query: async (sql, parameters) => {
    if (isRefused(sql)) throw new AppError('store-corrupt', 'The stored data is damaged and cannot be read.');
    return house.store.query(sql, parameters);
  },
});

async function differing(target: Store): Promise<string[]> {
  const tables: string[] = [];
  for (const shape of await readShapes(target)) {
    const [one, other] = [await digestTable(house.store, shape), await digestTable(target, shape)];
    if (one.sha256 !== other.sha256) tables.push(shape.name);
  }
  return tables;
}

test('a store that can be read is saved row for row', async () => {
  await withTarget(async (target) => {
    const report = await salvageStore({ source: house.store, target });
    expect(report.every(({ unreadable }) => unreadable === 0)).toBe(true);
    expect(await differing(target)).toEqual([]);
  });
});

test('rows of a table that cannot be read come back from the change log, as they were last', async () => {
  await withTarget(async (target) => {
    await salvageStore({ source: damaged((sql) => / from "(items|tags)"/.test(sql)), target });
    const titles = `select title from items where deleted_ms is null order by title`;
    expect((await target.query(titles)).rows).toEqual((await house.store.query(titles)).rows);
    const report = await deepCheck({ store: target, blobs: house.blobs, allOriginals: true, nowMs });
    expect(report.findings).toEqual([]);
  });
});

test('without the log, the rows are what could be read; without texts, these are to be made again', async () => {
  await withTarget(async (target) => {
    const report = await salvageStore({
      source: damaged((sql) => / from "(change_log|item_texts)"/.test(sql)),
      target,
    });
    expect(report.find(({ name }) => name === 'change_log')).toMatchObject({ read: 0, rows: 0 });
    const count = `select count(*) as n from items`;
    expect((await target.query(count)).rows).toEqual((await house.store.query(count)).rows);
    const stale = await target.query(`select item_id from item_texts where indexed_revision < revision`);
    expect(stale.rows.length).toBe(3);
  });
});

test('a part that cannot be read is told, and what lies around it is saved', async () => {
  await withTarget(async (target) => {
    const first = house.store.dialect === 'sqlite' ? /from "chunks" where rowid >= 0/ : /from "chunks" where ctid/;
    const report = await salvageStore({ source: damaged((sql) => first.test(sql)), target });
    expect(report.find(({ name }) => name === 'chunks')?.unreadable).toBeGreaterThan(0);
    expect(report.find(({ name }) => name === 'items')).toMatchObject({ unreadable: 0 });
  });
});
