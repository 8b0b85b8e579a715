import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { AppError } from '../../core/errors.ts';
import type { DeepCheck } from '../../core/integrity/findings.ts';
import type { Witness, WitnessNote } from '../../db/integrity/witness.ts';

let house: TestHouse;
let notes: WitnessNote[];
let kernel: TestKernel;

beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house?.close());

/** After the start. */
const FIRST_CHECK_MS = 120_000;

const witness = (): Witness => ({
  last: notes.at(-1) ?? null,
  damaged: false,
  note: (note) => void notes.push(note),
  close: () => undefined,
});

async function openAgain(): Promise<void> {
  await kernel.close();
  kernel = await house.open({ witness: witness() });
}

beforeEach(async () => {
  await house.wipe();
  notes = [];
  kernel = await house.open({ witness: witness() });
  await kernel.import([{ path: 'one.md', content: '# One\n\nThe first of them.' }]);
  await kernel.command('create-note', { itemId: house.ids.next(), title: 'Two', text: 'Written here.' });
  await kernel.idle();
});

const run = (sql: string) => house.store.query(sql);
const check = async () => (await kernel.call('check-health', null)) as DeepCheck;
const note = () => ({ itemId: house.ids.next(), title: 'Three', text: 'More.' });

test('a store that is closed in order and opened again is well, and says so', async () => {
  await openAgain();
  expect(notes.at(-2)).toMatchObject({ state: 'closed', counters: { items: 2 } });
  const view = await kernel.query('health', {});
  expect(view).toMatchObject({ readOnly: false, boot: { closedCleanly: true, findings: [] }, salvage: null });
  expect((await check()).findings).toEqual([]);
  expect((await kernel.query('health', {})).deep?.findings).toEqual([]);
});

test('changes that were acknowledged and are not in the log any more are counted, and nothing can be written', async () => {
  const { sequence } = notes.at(-1) ?? { sequence: 0 };
  await kernel.close();
  await run(`delete from change_log where sequence > ${sequence - 3}`);
  kernel = await house.open({ witness: witness() });
  const view = await kernel.query('health', {});
  expect(view.readOnly).toBe(true);
  expect(view.boot.findings).toContainEqual(expect.objectContaining({ fault: 'writes-missing', count: 3 }));
  await expect(kernel.command('create-note', note())).rejects.toMatchObject({ code: 'read-only' });
  expect((await kernel.query('items', {})).total).toBe(2);
  // No row tells of them: a check does not make them forgotten, nor does the next start.
  await check();
  expect((await kernel.query('health', {})).readOnly).toBe(true);
  await openAgain();
  expect((await kernel.query('health', {})).boot.findings).toContainEqual(
    expect.objectContaining({ fault: 'writes-missing', count: 3 }),
  );
});

test('what a check finds makes the store read only, and it is so at the next start; well again, it is written again', async () => {
  await run(`update items set title = 'Another' where title = 'Two'`);
  expect((await check()).findings).toMatchObject([{ fault: 'row-differs', where: 'items' }]);
  await expect(kernel.command('create-note', note())).rejects.toMatchObject({ code: 'read-only' });
  await openAgain();
  expect((await kernel.query('health', {})).readOnly).toBe(true);
  await run(`update items set title = 'Two' where title = 'Another'`);
  await check();
  expect((await kernel.query('health', {})).readOnly).toBe(false);
  await kernel.command('create-note', note());
});

test('texts and passages that are wrong are read again by themselves', async () => {
  await run(`update item_texts set text = 'nothing of it'`);
  await run(`delete from item_texts where text_hash = (select max(text_hash) from item_texts)`);
  expect((await check()).findings.length).toBeGreaterThan(0);
  await kernel.idle();
  expect((await check()).findings).toEqual([]);
  expect((await kernel.query('health', {})).rebuilt).toBe(2);
  const texts = await house.store.query<{ text: string }>('select text from item_texts order by text');
  expect(texts.rows.map(({ text }) => text)).toEqual(['# One\n\nThe first of them.', 'Written here.']);
});

test('what a check by itself finds is told, with what was made again; what one asks for is seen where it was asked', async () => {
  const spoil = () => run(`update item_texts set text = 'nothing of it'`);
  const notices = async () => (await kernel.query('notices', {})).filter(({ kind }) => kind === 'check-found');
  await spoil();
  await check();
  expect(await notices()).toEqual([]);
  await kernel.idle();
  await spoil();
  await kernel.close();
  house.clock.ms += 30 * 86_400_000;
  let isFirst = true;
  const delay = (ms: number): number => {
    const isDue = ms === FIRST_CHECK_MS && isFirst;
    if (isDue) isFirst = false;
    return isDue ? 0 : ms;
  };
  kernel = await house.open({ witness: witness(), delay });
  await expect
    .poll(notices)
    .toMatchObject([{ kind: 'check-found', tone: 'warn', facts: { found: 4, mended: 2 }, isRead: false }]);
});

test('a kernel whose log cannot be read opens all the same, read only', async () => {
  await kernel.close();
  const { store } = house;
  const broken = (sql: string) => /max\("hlc"\)|from "devices"/.test(sql);
  const query = store.query.bind(store);
  const damaged = new AppError('store-corrupt', 'The stored data is damaged and cannot be read.');
  store.query = (sql, parameters) => (broken(sql) ? Promise.reject(damaged) : query(sql, parameters));
  try {
    kernel = await house.open({ witness: witness() });
    expect((await kernel.query('health', {})).readOnly).toBe(true);
    expect((await kernel.query('items', {})).total).toBe(2);
    await expect(kernel.command('create-note', note())).rejects.toMatchObject({ code: 'read-only' });
  } finally {
    store.query = query;
  }
});
