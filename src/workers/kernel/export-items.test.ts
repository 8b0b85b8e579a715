import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { readEntry, readZipEntries } from '../../adapters/export/zip-reader.ts';
import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

/** The names and texts of what is exported, and how many things are missing in it. */
async function exported(itemIds: readonly Id[]) {
  // What a client is given is a blob of the draft: it is read where it was made, as the page does.
  const call = { itemIds, workspaceId: HOME_WORKSPACE };
  const { bytes, missing, name } = await kernel.kernel.context.exports.items(call, {});
  const files: Record<string, string> = {};
  for (const entry of await readZipEntries(bytes)) {
    const pieces = await Array.fromAsync(readEntry(bytes, entry));
    files[entry.name] = new TextDecoder().decode(Buffer.concat(pieces));
  }
  return { files, missing, name };
}

test('chosen things are exported and no others: notes with what they say now, the rest as the files they came from, a file of many things once', async () => {
  const mail = (n: number) =>
    `From a@example.org Sat Jan 01 00:00:00 2022\r\nSubject: Mail ${n}\r\n\r\nHeron ${n}.\r\n\r\n`;
  const mbox = mail(1) + mail(2);
  await kernel.import([
    { path: 'Papers/anchor.txt', content: 'The anchor weighs 40 kilograms.' },
    { path: 'Papers/other.txt', content: 'Not chosen.' },
    { path: 'Post/box.mbox', content: mbox },
  ]);
  const written = house.ids.next();
  await kernel.command('create-note', {
    itemId: written,
    title: 'Kiln: log',
    text: 'Fired at 1200.',
    folder: 'Studio',
  });
  const binned = house.ids.next();
  await kernel.command('create-note', { itemId: binned, title: 'Binned', text: 'No.', folder: '' });
  await kernel.command('delete-item', { itemId: binned });
  await kernel.idle();
  const { items } = await kernel.query('items', {});
  const chosen = items.filter(({ title }) => !/other/.test(title)).map(({ id }) => id);
  const { files, missing, name } = await exported([...chosen, binned]);
  expect(name).toMatch(/^hearth-things-\d{4}-\d\d-\d\d\.zip$/);
  expect(Object.keys(files).toSorted()).toEqual([
    'things/Papers/anchor.txt',
    'things/Post/box.mbox',
    'things/Studio/Kiln- log.md',
  ]);
  expect(files['things/Papers/anchor.txt']).toBe('The anchor weighs 40 kilograms.');
  expect(files['things/Post/box.mbox']).toBe(mbox);
  expect(files['things/Studio/Kiln- log.md']).toContain('Fired at 1200.');
  expect(missing).toBe(1);
});

test('what is not seen from a workspace does not leave it, and more than can be selected is refused', async () => {
  const [here, there] = [house.ids.next(), house.ids.next()];
  for (const workspaceId of [here, there]) await kernel.command('create-workspace', { workspaceId, name: 'Place' });
  kernel.enter(there);
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Secret', text: 'Herons.', folder: '' });
  await kernel.idle();
  const made = await kernel.kernel.context.exports.items({ itemIds: [itemId], workspaceId: here }, {});
  expect([(await readZipEntries(made.bytes)).length, made.missing]).toEqual([0, 1]);
  await expect(kernel.call('export-items', { itemIds: [], workspace: here })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
