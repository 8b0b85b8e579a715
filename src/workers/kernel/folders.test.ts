import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();
let kernel: TestKernel;
let folderId: string;
beforeEach(async () => {
  kernel = await house.open();
  folderId = house.ids.next();
});

const file = (path: string, sizeBytes = 10, modifiedMs = 1_000) => ({ path, sizeBytes, modifiedMs });
const record = (there: readonly ReturnType<typeof file>[], gone: readonly string[] = [], id = folderId) =>
  kernel.command('record-folder', { folderId: id, there: [...there], gone: [...gone] });
const folders = () => kernel.query('connected-folders', {});

test('a folder is connected, what was found in it is kept, and it is let go', async () => {
  await kernel.command('connect-folder', { folderId, name: 'Notes' });
  expect(await folders()).toEqual([
    {
      id: folderId,
      name: 'Notes',
      mode: 'read',
      connectedMs: expect.any(Number),
      checkedMs: null,
      files: 0,
      missing: 0,
    },
  ]);
  await record([file('Notes/a.md'), file('Notes/b.md')]);
  await record([file('Notes/b.md', 20, 2_000)], ['Notes/a.md', 'Notes/never.md']);
  expect(await kernel.query('connected-files', { folderId })).toEqual([
    { ...file('Notes/a.md'), missingMs: expect.any(Number) },
    { ...file('Notes/b.md', 20, 2_000), missingMs: null },
  ]);
  expect(await folders()).toMatchObject([{ files: 1, missing: 1, checkedMs: expect.any(Number) }]);
  await kernel.command('disconnect-folder', { folderId });
  expect(await folders()).toEqual([]);
  expect(await kernel.query('connected-files', { folderId })).toEqual([]);
  await expect(record([])).rejects.toMatchObject({ code: 'not-found' });
});

test('a file that is missing keeps the time of its going until it is back', async () => {
  await kernel.command('connect-folder', { folderId, name: 'Notes' });
  await record([file('Notes/a.md')]);
  await record([], ['Notes/a.md']);
  const [gone] = await kernel.query('connected-files', { folderId });
  await record([], ['Notes/a.md']);
  expect(await kernel.query('connected-files', { folderId })).toEqual([gone]);
  await record([file('Notes/a.md')]);
  expect(await kernel.query('connected-files', { folderId })).toEqual([{ ...file('Notes/a.md'), missingMs: null }]);
});

test('two folders of one name are not connected at once', async () => {
  await kernel.command('connect-folder', { folderId, name: 'Notes' });
  const other = house.ids.next();
  await expect(kernel.command('connect-folder', { folderId: other, name: 'Notes' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('“Notes”'),
  });
  await kernel.command('disconnect-folder', { folderId });
  await kernel.command('connect-folder', { folderId: other, name: 'Notes' });
  expect(await folders()).toMatchObject([{ id: other, name: 'Notes' }]);
});

test('a command that is sent again is applied once', async () => {
  const id = house.ids.next();
  await kernel.command('connect-folder', { folderId, name: 'Notes' }, id);
  await kernel.command('disconnect-folder', { folderId });
  expect(await kernel.command('connect-folder', { folderId, name: 'Notes' }, id)).toMatchObject({ repeated: true });
  expect(await folders()).toEqual([]);
});

test('items whose file is gone are named, and so are the parts of a file; nothing is deleted', async () => {
  const day = (uid: string) => `BEGIN:VEVENT\nUID:${uid}\nDTSTART:20250301T090000Z\nSUMMARY:${uid}\nEND:VEVENT\n`;
  await kernel.import([
    { path: 'Notes/a.md', content: '# A\n\nThe kiln.' },
    { path: 'Notes/b.md', content: '# B\n\nThe glaze.' },
    { path: 'Notes/days.ics', content: `BEGIN:VCALENDAR\n${day('one')}${day('two')}END:VCALENDAR\n` },
  ]);
  await kernel.command('connect-folder', { folderId, name: 'Notes' });
  await record([file('Notes/a.md'), file('Notes/b.md'), file('Notes/days.ics')]);
  const delivered = await kernel.live('items-gone', {});
  await record([], ['Notes/a.md', 'Notes/days.ics']);
  const { items } = await kernel.query('items', {});
  const titles = async () => {
    const gone = new Set((await kernel.query('items-gone', {})).map(({ itemId }) => itemId));
    return items.flatMap(({ id, title }) => (gone.has(id) ? [title] : [])).sort();
  };
  expect(items).toHaveLength(4);
  expect(await titles()).toEqual(['A', 'one', 'two']);
  await record([file('Notes/days.ics')]);
  expect(await titles()).toEqual(['A']);
  await expect.poll(() => delivered.at(-1)?.length).toBe(1);
  await kernel.command('disconnect-folder', { folderId });
  expect(await titles()).toEqual([]);
  expect((await kernel.query('items', {})).total).toBe(4);
});
