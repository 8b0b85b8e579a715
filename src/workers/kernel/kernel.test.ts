import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../tests/kernel-harness.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(() => house.wipe());
afterAll(() => house.close());

test('a note that was written is found', async () => {
  const kernel = await house.open();
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Pond', text: 'The heron came back in March.' });
  await kernel.idle();
  const found = await kernel.query('search', { query: 'heron' });
  expect(found.items.map(({ item }) => item.id)).toEqual([itemId]);
  await kernel.close();
});

test('a folder that was dropped is found', async () => {
  const kernel = await house.open();
  const report = await kernel.import([
    { path: 'a/One.md', content: '# One\n\nSee [[Two]].' },
    { path: 'a/Two.md', content: '# Two\n\nBlue herons.' },
    { path: 'a/empty.md', content: '' },
  ]);
  expect(report.import).toMatchObject({ status: 'done', added: 2, failed: 1 });
  await kernel.close();
});
