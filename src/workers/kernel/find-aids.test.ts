import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';

let house: TestHouse;
let kernel: TestKernel;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(async () => {
  await house.wipe();
  kernel = await house.open();
});
afterAll(() => house.close());

const BOILER = 'The boiler in the cellar was serviced in March; the ignition electrode of the boiler was replaced.';

async function write(title: string, text: string, folder = ''): Promise<string> {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, text, folder });
  await kernel.idle();
  return itemId;
}

test('a search is kept, renamed and let go, and each can be undone', async () => {
  const searchId = house.ids.next();
  const names = async () => (await kernel.query('searches', {})).map(({ name, query }) => `${name}: ${query}`);
  await kernel.command('save-search', { searchId, name: ' Bills ', query: 'bill kind:mail' });
  expect(await names()).toEqual(['Bills: bill kind:mail']);
  const renamed = await kernel.command('rename-search', { searchId, name: 'Invoices' });
  const gone = await kernel.command('delete-search', { searchId });
  expect(await names()).toEqual([]);
  await expect(kernel.command('rename-search', { searchId, name: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  await kernel.command('undo', { commandId: gone.commandId });
  expect(await names()).toEqual(['Invoices: bill kind:mail']);
  await kernel.command('undo', { commandId: renamed.commandId });
  expect(await names()).toEqual(['Bills: bill kind:mail']);
  const other = { searchId: house.ids.next(), name: 'Zoo', query: 'zoo' };
  const saved = await kernel.command('save-search', other);
  expect(await names()).toEqual(['Bills: bill kind:mail', 'Zoo: zoo']);
  await kernel.command('undo', { commandId: saved.commandId });
  expect(await names()).toEqual(['Bills: bill kind:mail']);
});

test('titles, values of filters and similar things are offered from what is there', async () => {
  const boiler = await write('Boiler manual', BOILER, 'House/Heating');
  const other = await write('Service report', 'Serviced boilers need a new electrode for the ignition.', 'House');
  await write('Plum tree', 'Planted in the garden.');
  expect((await kernel.query('titles', { typed: 'boilre' })).map(({ id }) => id)).toEqual([boiler]);
  expect(await kernel.query('complete-filter', { field: 'in', typed: 'h' })).toEqual([
    { value: 'House', count: 2 },
    { value: 'House/Heating', count: 1 },
  ]);
  const similar = await kernel.query('similar', { itemId: boiler });
  expect(similar.map(({ item }) => item.id)).toEqual([other]);
  expect(similar[0]?.terms).toContain('Boiler');
  await kernel.command('delete-item', { itemId: other });
  await kernel.idle();
  expect(await kernel.query('similar', { itemId: boiler })).toEqual([]);
});

test('dates in words are days of the asking zone, and a filter that is not understood is named', async () => {
  house.clock.ms = Date.UTC(2026, 10, 21, 0, 30);
  await write('Plum tree', 'Planted in the garden.');
  house.clock.ms = Date.UTC(2026, 10, 22, 7, 30);
  const found = async (query: string, zone: string) => (await kernel.query('search', { query, zone })).items.length;
  expect(await found('plum on:yesterday', 'Europe/Vienna')).toBe(1);
  expect(await found('plum on:yesterday', 'America/New_York')).toBe(0);
  expect(await found('plum on:"2 days ago"', 'America/New_York')).toBe(1);
  expect((await kernel.query('search', { query: 'plum on:someday kind:fish' })).unread).toEqual([
    'on:someday',
    'kind:fish',
  ]);
  await expect(kernel.query('search', { query: 'plum', zone: 'Mars/Olympus' })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
