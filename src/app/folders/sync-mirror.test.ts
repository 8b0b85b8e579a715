import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryDisk, type MemoryDisk, type MemoryDiskOptions, utf8 } from '../../../tests/memory-disk.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { openTextDocument, replaceTextUpdate } from '../../sync/text-document.ts';
import { type MirrorReport, type MirrorSync, syncMirror } from './sync-mirror.ts';

const house = testHouse();
let kernel: TestKernel;
let folderId: string;
let disk: MemoryDisk;

beforeEach(async () => {
  kernel = await house.open();
  await begin();
});

async function begin(options: MemoryDiskOptions = {}): Promise<void> {
  folderId = house.ids.next();
  disk = createMemoryDisk(options);
  await kernel.command('connect-folder', { folderId, name: 'Vault' });
  await kernel.command('set-folder-mode', { folderId, mode: 'mirror' });
}

function sync(options: Partial<MirrorSync> = {}): Promise<MirrorReport> {
  const client = {
    command: async (type: never, payload: never) => {
      const id = house.ids.next();
      return { ...(await kernel.command(type, payload, id)), commandId: id };
    },
    query: kernel.query,
    newId: () => house.ids.next(),
  };
  return syncMirror({ client, disk, folderId, signal: new AbortController().signal, ...options });
}

const items = async (deleted = false) => (await kernel.query('items', { sort: 'title', deleted })).items;
const titles = async () => (await items()).map(({ title }) => title);
const idOf = async (title: string): Promise<string> => {
  const found = (await items()).find((item) => item.title === title);
  if (found === undefined) throw new Error(`no note “${title}”`);
  return found.id;
};
const textOf = async (itemId: string): Promise<string> => {
  const body = await kernel.query('item-body', { itemId });
  return openTextDocument(body === null ? [] : [body.update]).text();
};
const write = async (itemId: string, text: string) => {
  const body = await kernel.query('item-body', { itemId });
  const update = replaceTextUpdate(body === null ? [] : [body.update], text);
  if (update !== null) await kernel.command('edit-note', { itemId, update: new Uint8Array(update) });
};
const create = async (title: string, text: string, folder = 'Vault') => {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, folder, text });
  return itemId;
};
const conflicts = () => kernel.query('mirror-conflicts', {});
const told = async () => (await kernel.query('notices', {})).map(({ kind, name }) => `${kind} ${name}`);

test('files become notes and notes become files', async () => {
  disk.put('Vault/Bees.md', '# Bees\n\nThe hive.\n');
  disk.put('Vault/Garden/Plums.md', 'Ripe in August.');
  await create('Frost', 'The first frost.', 'Vault/Garden');
  await create('Elsewhere', 'Not in the folder.', 'Other');
  await sync();
  expect(await titles()).toEqual(['Bees', 'Elsewhere', 'Frost', 'Plums']);
  expect(disk.paths()).toEqual(['Vault/Bees.md', 'Vault/Garden/Frost.md', 'Vault/Garden/Plums.md']);
  expect(disk.text('Vault/Garden/Frost.md')).toBe('The first frost.');
  expect((await sync()).counts).toMatchObject({ take: 0, write: 0, move: 0 });
});

test('a change goes over from either side, and changes of different lines are merged', async () => {
  disk.put('Vault/Bees.md', 'one\ntwo\nthree\nfour\n');
  await sync();
  const id = await idOf('Bees');
  await write(id, 'one here\ntwo\nthree\nfour\n');
  await sync();
  expect(disk.text('Vault/Bees.md')).toBe('one here\ntwo\nthree\nfour\n');
  disk.put('Vault/Bees.md', 'one here\ntwo\nthree\nfour there\n');
  await sync();
  expect(await textOf(id)).toBe('one here\ntwo\nthree\nfour there\n');
  await write(id, 'one again\ntwo\nthree\nfour there\n');
  disk.put('Vault/Bees.md', 'one here\ntwo\nthree\nfour there\nfive\n');
  await sync();
  expect(await textOf(id)).toBe('one again\ntwo\nthree\nfour there\nfive\n');
  expect(disk.text('Vault/Bees.md')).toBe('one again\ntwo\nthree\nfour there\nfive\n');
  expect(await conflicts()).toEqual([]);
});

test('what both changed in one place is kept twice, on both sides, and each choice settles it', async () => {
  for (const [choice, kept] of [
    ['note', ['mine\n']],
    ['file', ['theirs\n']],
    ['both', ['mine\n', 'theirs\n']],
  ] as const) {
    await house.wipe();
    kernel = await house.open();
    await begin();
    disk.put('Vault/Bees.md', 'one\n');
    await sync();
    const id = await idOf('Bees');
    await write(id, 'mine\n');
    disk.put('Vault/Bees.md', 'theirs\n');
    await sync();
    const [conflict] = await conflicts();
    expect(await told()).toEqual(['mirror-conflict Vault']);
    expect(conflict).toMatchObject({ itemId: id, text: 'mine\n', copyText: 'theirs\n', path: 'Vault/Bees.md' });
    expect(
      disk
        .paths()
        .map((path) => disk.text(path))
        .sort(),
    ).toEqual(['mine\n', 'theirs\n']);
    await kernel.command('settle-conflict', { copyId: conflict?.copyId ?? '', choice });
    await sync();
    expect(await conflicts()).toEqual([]);
    expect(await told()).toEqual([]);
    expect(
      disk
        .paths()
        .map((path) => disk.text(path))
        .sort(),
    ).toEqual(kept);
    await expect(kernel.command('settle-conflict', { copyId: conflict?.copyId ?? '', choice })).rejects.toMatchObject({
      code: 'not-found',
    });
  }
});

test('renamed, moved and deleted there, so it is here; and the other way round', async () => {
  disk.put('Vault/a.md', 'alpha\n');
  disk.put('Vault/b.md', 'beta\n');
  disk.put('Vault/c.md', 'gamma\n');
  await sync();
  const [a, b] = [await idOf('a'), await idOf('b')];
  disk.rename('Vault/a.md', 'Vault/Sub/Alpha.md');
  disk.delete('Vault/c.md');
  await sync();
  expect(await items()).toMatchObject([{ id: a, title: 'Alpha', folder: 'Vault/Sub' }, { id: b }]);
  expect((await items(true)).map(({ title }) => title)).toEqual(['c']);
  await kernel.command('rename-item', { itemId: a, title: 'Omega' });
  await kernel.command('move-item', { itemId: a, folder: 'Vault/Deep/er' });
  await kernel.command('delete-item', { itemId: b });
  await sync();
  expect(disk.paths()).toEqual(['Vault/Deep/er/Omega.md']);
  expect(disk.trash()).toEqual(['Vault/.trash/b.md']);
  await kernel.command('restore-item', { itemId: b });
  await sync();
  expect(disk.paths()).toEqual(['Vault/Deep/er/Omega.md', 'Vault/b.md']);
  expect(await titles()).toEqual(['Omega', 'b']);
});

test('deleted on one side and changed on the other, it stays', async () => {
  disk.put('Vault/a.md', 'alpha\n');
  disk.put('Vault/b.md', 'beta\n');
  await sync();
  const [a, b] = [await idOf('a'), await idOf('b')];
  await write(a, 'alpha, changed here\n');
  disk.delete('Vault/a.md');
  await kernel.command('delete-item', { itemId: b });
  disk.put('Vault/b.md', 'beta, changed there\n');
  await sync();
  expect(await titles()).toEqual(['a', 'b']);
  expect(disk.text('Vault/a.md')).toBe('alpha, changed here\n');
  expect(await textOf(b)).toBe('beta, changed there\n');
});

test('a name that differs only in its capitals is changed, also where the disk takes both for one', async () => {
  for (const ignoresCase of [false, true]) {
    await house.wipe();
    kernel = await house.open();
    await begin({ ignoresCase });
    disk.put('Vault/bees.md', 'The hive.\n');
    await sync();
    await kernel.command('rename-item', { itemId: await idOf('bees'), title: 'Bees' });
    await sync();
    expect(disk.paths()).toEqual(['Vault/Bees.md']);
    expect(disk.text('Vault/Bees.md')).toBe('The hive.\n');
    disk.rename('Vault/Bees.md', 'Vault/BEES.md');
    await sync();
    expect(await titles()).toEqual(['BEES']);
  }
});

test('names that file systems refuse are written in another way, and two notes of one name get two files', async () => {
  await create('What? A/B: "c"', 'one');
  await create('Same', 'two');
  await create('same', 'three');
  await create('CON', 'four');
  await sync();
  expect(disk.paths()).toEqual(['Vault/CON_.md', 'Vault/Same.md', 'Vault/What- A-B- -c-.md', 'Vault/same 2.md']);
  const before = disk.paths();
  expect((await sync()).counts).toMatchObject({ move: 0, write: 0, take: 0 });
  expect(disk.paths()).toEqual(before);
});

test('two files with the same bytes are two notes; an empty file is an empty note', async () => {
  disk.put('Vault/a.md', 'same\n');
  disk.put('Vault/b.md', 'same\n');
  disk.put('Vault/empty.md', '');
  await sync();
  expect(await titles()).toEqual(['a', 'b', 'empty']);
  await write(await idOf('empty'), 'now it says something');
  await sync();
  expect(disk.text('Vault/empty.md')).toBe('now it says something');
});

test('a file that is changed without another size or date is found by a look at its bytes, and never written over', async () => {
  disk.put('Vault/a.md', 'one\n', 1_000);
  await sync();
  const id = await idOf('a');
  disk.put('Vault/a.md', 'two\n', 1_000);
  await write(id, 'mine\n');
  await sync();
  const texts = [...(await conflicts()).flatMap(({ text, copyText }) => [text, copyText])].sort();
  expect(texts).toEqual(['mine\n', 'two\n']);
  disk.put('Vault/a.md', 'six\n\n', disk.modifiedMs('Vault/a.md'));
  await sync({ deep: true });
  expect(await textOf(id)).toBe('six\n\n');
});

test('where most files are gone at once, notes stay until the user agrees', async () => {
  for (let i = 0; i < 30; i++) disk.put(`Vault/n${i}.md`, `note ${i}\n`);
  await sync();
  for (let i = 0; i < 29; i++) disk.delete(`Vault/n${i}.md`);
  expect((await sync()).heldBack).toBe(29);
  await sync();
  expect(await kernel.query('notices', {})).toMatchObject([
    { kind: 'mirror-held-back', facts: { count: 29 }, name: 'Vault', times: 1, isRead: false },
  ]);
  expect(await titles()).toHaveLength(30);
  expect((await sync({ allowMany: true })).heldBack).toBe(0);
  expect(await told()).toEqual([]);
  expect(await titles()).toHaveLength(1);
});

test('what the sync changed here can be taken back, and is written there then', async () => {
  disk.put('Vault/a.md', 'alpha\n');
  disk.put('Vault/b.md', 'beta\n');
  await sync();
  disk.put('Vault/a.md', 'ruined\n');
  disk.delete('Vault/b.md');
  const { undo } = await sync();
  for (const commandId of undo.toReversed()) await kernel.command('undo', { commandId });
  await sync();
  expect(disk.text('Vault/a.md')).toBe('alpha\n');
  expect(disk.text('Vault/b.md')).toBe('beta\n');
});

test('a folder that was read becomes a mirror without a copy, and back', async () => {
  await kernel.command('set-folder-mode', { folderId, mode: 'read' });
  disk.put('Vault/a.md', '# Alpha\r\n\r\nfirst\r\n');
  await kernel.import([{ path: 'Vault/a.md', content: disk.text('Vault/a.md') }]);
  const id = await idOf('Alpha');
  await write(id, '# Alpha\n\nfirst\nsecond\n');
  await kernel.command('set-folder-mode', { folderId, mode: 'mirror' });
  await sync();
  expect(await titles()).toEqual(['Alpha']);
  expect(disk.text('Vault/a.md')).toBe('# Alpha\r\n\r\nfirst\r\nsecond\r\n');
  await create('New', 'made here');
  await sync();
  await kernel.command('set-folder-mode', { folderId, mode: 'read' });
  await kernel.import(disk.paths().map((path) => ({ path, content: disk.bytes(path) ?? utf8('') })));
  expect(await titles()).toEqual(['Alpha', 'New']);
});

test('a file that is no text is left alone and named', async () => {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  disk.put('Vault/picture.md', bytes);
  const { problems } = await sync();
  expect(problems).toMatchObject([{ path: 'Vault/picture.md' }]);
  expect(disk.bytes('Vault/picture.md')).toEqual(bytes);
});

test('a sync is refused where the folder is only read', async () => {
  await kernel.command('set-folder-mode', { folderId, mode: 'read' });
  disk.put('Vault/a.md', 'one\n');
  expect((await sync()).problems).toMatchObject([{ message: '“Vault” is only read now. Nothing was written.' }]);
});
