import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { QueryInput } from '../../core/queries.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { listItems } from '../../db/tables/item-lists.ts';

const THINGS = 60;
const PAGE = 20;

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  await house.store.batch(Array.from({ length: THINGS }, (_, at) => thing(at)));
  kernel = await house.open();
});

function thing(at: number) {
  const title = `Paper ${String((at * 7) % THINGS).padStart(2, '0')}`;
  return {
    sql: `insert into items (id, workspace_id, clocks, kind, title, folder, media_type, size_bytes, language, created_ms, updated_ms)
      values ($1, $2, '{}', 'note', $3, '', 'text/markdown', 1, 'en', 1, $4)`,
    parameters: [house.ids.next(), HOME_WORKSPACE, title, 1000 + (at % 9)],
  };
}

type List = QueryInput<'item-ids'>;

async function paged(list: List): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; offset < THINGS; offset += PAGE) {
    const { items, total } = await kernel.query('items', { ...list, offset, limit: PAGE });
    expect(total).toBe((await kernel.query('item-ids', list)).length);
    ids.push(...items.map(({ id }) => id));
  }
  return ids;
}

/** As SQL has it, in one piece. */
async function whole({ sort = 'updated', reverse = false, deleted = false, title = '' }: List): Promise<string[]> {
  const params = { sort, reverse, deleted, title, offset: 0, limit: 1000 };
  return (await listItems(kernel.kernel.context.db, HOME_WORKSPACE, params)).items.map(({ id }) => id);
}

test('the pages of a list are the list, whatever it is ordered by, and whichever list was scrolled in between', async () => {
  const lists: readonly List[] = [{}, { sort: 'title' }, { sort: 'title', reverse: true }, { title: 'Paper 1' }, {}];
  for (const list of lists) expect(await paged(list)).toEqual(await whole(list));
});

test('a list that was scrolled shows what was deleted, brought back, tagged and made since', async () => {
  const before = await paged({ sort: 'title' });
  const [first = '', second = ''] = before;
  await kernel.command('delete-item', { itemId: first });
  expect(await paged({ sort: 'title' })).toEqual(before.slice(1));
  await kernel.command('restore-item', { itemId: first });
  expect(await paged({ sort: 'title' })).toEqual(before);
  expect(await paged({ tag: 'harbour' })).toEqual([]);
  await kernel.command('tag-items', { itemIds: [second], add: ['harbour'] });
  expect(await kernel.query('item-ids', { tag: 'harbour' })).toEqual([second]);
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Anchor', text: '', folder: '' });
  expect((await kernel.query('items', { sort: 'title', offset: PAGE, limit: PAGE })).items[0]?.id).toBe(
    before[PAGE - 1],
  );
});

test('of a list that was scrolled, a further page is its own rows alone', async () => {
  const list = { sort: 'title' } as const;
  await kernel.query('items', { ...list, offset: PAGE, limit: PAGE });
  const asked: string[] = [];
  const { query } = house.store;
  house.store.query = (sql, parameters) => {
    asked.push(sql);
    return query.call(house.store, sql, parameters) as never;
  };
  try {
    await kernel.query('items', { ...list, offset: 2 * PAGE, limit: PAGE });
  } finally {
    house.store.query = query;
  }
  expect(asked).toHaveLength(1);
});
