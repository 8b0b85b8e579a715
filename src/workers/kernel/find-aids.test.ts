import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

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

test('hits are placed in their originals, and two things are set beside each other', async () => {
  const bytes = (path: string, content: string) => ({ path, content });
  await kernel.import([
    bytes('spending.csv', 'Name,City\nAnna,Bonn\n\nBert,Ulm\n'),
    bytes('rent.py', 'import math\n\n\ndef rent(area):\n    return 900\n'),
    bytes('old.md', BOILER),
    bytes('new.md', BOILER.replace('March', 'April')),
  ]);
  await kernel.idle();
  const hitOf = async (query: string) => (await kernel.query('search', { query })).items[0]?.hits[0];
  const [table, program, note] = [await hitOf('Ulm'), await hitOf('return 900'), await hitOf('ignition April')];
  const asked = [table, program, note].map((hit) => ({ itemId: hit?.itemId ?? '', at: hit?.at ?? 0 }));
  expect(await kernel.query('hit-places', { hits: asked })).toEqual([
    { start: 24, end: 46, place: { type: 'row', sheet: '', row: 4 } },
    { start: asked[1]?.at, end: asked[1]?.at, place: { type: 'line', line: 5 } },
    null,
  ]);
  const packed = await kernel.query('item', { itemId: asked[0]?.itemId ?? '', rows: 'packed' });
  expect(packed?.places).toEqual([]);
  expect([...(packed?.rows?.numbers ?? [])]).toEqual([2, 4]);
  expect((await kernel.query('item', { itemId: asked[0]?.itemId ?? '' }))?.rows).toBeNull();
  const other = (await kernel.query('items', { title: 'old' })).items[0]?.id ?? '';
  expect(await kernel.query('compare-items', { itemId: asked[2]?.itemId ?? '', otherId: other })).toMatchObject({
    places: 1,
    changes: [{ removed: 'April;', added: 'March;' }],
  });
  expect(await kernel.query('compare-items', { itemId: other, otherId: house.ids.next() })).toBeNull();
});
