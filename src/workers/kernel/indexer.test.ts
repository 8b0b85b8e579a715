import { expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();

const list = Array.from({ length: 12 }, (_, at) => ({
  path: `n${at}.md`,
  content: `# Note ${at}\n\nWord${at} heron.`,
}));

const find = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query, limit: 100 })).items.map(({ item }) => item.title).sort();

const TITLES = list.map((_, at) => `Note ${at}`).sort();

test('an index that was never written down is made from the rows', async () => {
  const first = await house.open();
  await first.import(list);
  first.crash();
  expect(await house.files.list()).toEqual([]);
  const second = await house.open();
  expect(await find(second, 'heron')).toEqual(TITLES);
});

test('after a crash, the index catches up with what came since it was written down: added, changed, deleted, restored', async () => {
  const first = await house.open();
  await first.import(list);
  const { items } = await first.query('items', { sort: 'title' });
  await first.command('delete-item', { itemId: items[3]?.id ?? '' });
  await first.idle();
  await first.close();

  const second = await house.open();
  await second.idle();
  await second.command('rename-item', { itemId: items[0]?.id ?? '', title: 'Renamed' });
  await second.command('delete-item', { itemId: items[1]?.id ?? '' });
  await second.command('restore-item', { itemId: items[3]?.id ?? '' });
  await second.command('create-note', { itemId: house.ids.next(), title: 'Fresh', text: 'A heron.' });
  second.crash();

  const third = await house.open();
  await third.idle();
  const expected = items.filter((_, at) => at > 1).map(({ title }) => title);
  expect(await find(third, 'heron')).toEqual([...expected, 'Renamed', 'Fresh'].sort());
  expect(await find(third, 'renamed')).toEqual(['Renamed']);
});

test('after a crash, a new name is found though the counts are as before', async () => {
  const first = await house.open();
  await first.import(list);
  await first.idle();
  await first.close();
  const second = await house.open();
  await second.idle();
  const { items } = await second.query('items', { sort: 'title' });
  await second.command('rename-item', { itemId: items[0]?.id ?? '', title: 'Renamed' });
  second.crash();
  const third = await house.open();
  await third.idle();
  expect(await find(third, 'renamed')).toEqual(['Renamed']);
});

test.each([
  ['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length >> 1)],
  ['changed', (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))],
  ['empty', () => new Uint8Array()],
])('a persisted index of which a file is %s is made again from the rows', async (_, damage) => {
  const first = await house.open();
  await first.import(list);
  await first.close();
  for (const name of await house.files.list()) {
    const bytes = await house.files.read(name);
    if (bytes !== null) await house.files.write(name, damage(bytes));
  }
  const second = await house.open();
  expect(await find(second, 'heron')).toEqual(TITLES);
  await second.close();
  const third = await house.open();
  expect(await find(third, 'heron')).toEqual(TITLES);
});

test('a persisted index that is newer than the rows, as after a restored backup, is not believed', async () => {
  const first = await house.open();
  await first.import(list);
  await first.close();
  await house.store.query(`delete from item_texts where item_id in (select id from items where title > 'Note 5')`);
  await house.store.query(`delete from chunks where item_id in (select id from items where title > 'Note 5')`);
  await house.store.query(`delete from items where title > 'Note 5'`);
  const second = await house.open();
  expect(await find(second, 'heron')).toEqual(TITLES.filter((title) => title <= 'Note 5'));
});

test('a disk that is full for the index costs nothing but time: the kernel opens, finds and closes', async () => {
  const first = await house.open();
  await first.import(list);
  first.crash();
  house.files.write = async () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  const second = await house.open();
  expect(await find(second, 'heron')).toEqual(TITLES);
  await second.close();
});
