import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';

const house = testHouse();

/** A client with its own copy of a note's document. */
async function openEditor(kernel: TestKernel, itemId: Id) {
  const document = new Y.Doc();
  /** Asks for what it lacks, and says how many bytes that was. */
  const pull = async (): Promise<number> => {
    const known = new Uint8Array(Y.encodeStateVector(document));
    const body = await kernel.query('item-body', { itemId, known });
    if (body !== null) Y.applyUpdate(document, body.update);
    return body?.update.length ?? 0;
  };
  await pull();
  return {
    pull,
    text: () => document.getText('body').toString(),
    /** Types, and returns what it sends. */
    type(at: number, text: string): () => Promise<unknown> {
      const before = Y.encodeStateVector(document);
      document.getText('body').insert(at, text);
      const update = new Uint8Array(Y.encodeStateAsUpdate(document, before));
      return () => kernel.command('edit-note', { itemId, update });
    },
  };
}

async function createNote(kernel: TestKernel, text: string, title = 'Pond'): Promise<Id> {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, text });
  await kernel.idle();
  return itemId;
}

const textOf = async (kernel: TestKernel, itemId: Id) => (await kernel.query('item', { itemId }))?.text;
const find = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query })).items.map(({ item }) => item.title);

test('two clients that edit one note at once both keep their words, whatever order they come in', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const [here, there] = await Promise.all([openEditor(kernel, itemId), openEditor(kernel, itemId)]);
  const sends = [here.type(4, 'garden '), there.type(9, ' It froze.'), here.type(0, 'Look: ')];
  await Promise.all(sends.map((send) => send()));
  await Promise.all([here.pull(), there.pull()]);
  expect(here.text()).toBe('Look: The garden pond. It froze.');
  expect(there.text()).toBe(here.text());
  expect(await textOf(kernel, itemId)).toBe(here.text());
  await kernel.idle();
  expect(await find(kernel, 'garden froze')).toEqual(['Pond']);
});

test('a page that has typed is sent nothing of the text back, and what another one typed as that alone', async () => {
  const kernel = await house.open();
  const long = 'The pond froze over. '.repeat(5_000);
  const itemId = await createNote(kernel, long);
  const [here, there] = await Promise.all([openEditor(kernel, itemId), openEditor(kernel, itemId)]);
  const revision = await kernel.query('body-revision', { itemId });
  await here.type(0, 'Look: ')();
  expect(await kernel.query('body-revision', { itemId })).not.toBe(revision);
  expect(await here.pull()).toBeLessThan(50);
  expect(await there.pull()).toBeLessThan(100);
  expect(there.text()).toBe(`Look: ${long}`);
  const head = await kernel.query('item-head', { itemId });
  expect(JSON.stringify(head)).not.toContain('froze');
  await kernel.idle();
  expect(await kernel.query('body-revision', { itemId })).not.toBeNull();
  expect(await here.pull()).toBeLessThan(50);
});

test('of an edit that could not be written nothing is read, and it can be sent again', async () => {
  let isFull = false;
  const beforeWrite = () => {
    if (isFull) throw new AppError('storage-full', 'Full.');
  };
  const kernel = await house.open({ beforeWrite });
  const itemId = await createNote(kernel, 'The pond.');
  const here = await openEditor(kernel, itemId);
  await here.type(0, 'Look: ')();
  const again = here.type(0, 'Now! ');
  isFull = true;
  await expect(again()).rejects.toMatchObject({ code: 'storage-full' });
  expect(await textOf(kernel, itemId)).toBe('Look: The pond.');
  isFull = false;
  await again();
  expect(await textOf(kernel, itemId)).toBe('Now! Look: The pond.');
});

test('a state that is none is refused', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const known = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
  await expect(kernel.query('item-body', { itemId, known })).rejects.toMatchObject({ code: 'bad-input' });
});

test('taking one client’s edit back leaves the other’s', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const [here, there] = await Promise.all([openEditor(kernel, itemId), openEditor(kernel, itemId)]);
  const first = (await here.type(4, 'garden ')()) as { commandId: Id };
  await there.type(9, ' It froze.')();
  await kernel.command('undo', { commandId: first.commandId });
  expect(await textOf(kernel, itemId)).toBe('The pond. It froze.');
});

test('bytes that are no edit are refused, and the note is as it was', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  for (const update of [new Uint8Array(), Uint8Array.of(1, 2, 3), new Uint8Array(500).fill(255)]) {
    await expect(kernel.command('edit-note', { itemId, update })).rejects.toMatchObject({ code: 'bad-input' });
  }
  expect(await textOf(kernel, itemId)).toBe('The pond.');
  const editor = await openEditor(kernel, itemId);
  await editor.type(0, 'Still: ')();
  expect(await textOf(kernel, itemId)).toBe('Still: The pond.');
});

test('a note with characters that no table holds is kept, shown and found', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const editor = await openEditor(kernel, itemId);
  await editor.type(9, ' zero\0 heron')();
  await kernel.idle();
  expect(await find(kernel, 'heron')).toEqual(['Pond']);
});

test('an edit that was acknowledged is there after a crash, and is found though it was not indexed', async () => {
  const first = await house.open();
  const itemId = await createNote(first, 'The pond.');
  const editor = await openEditor(first, itemId);
  await editor.type(9, ' A kingfisher!')();
  first.crash();
  const second = await house.open();
  expect(await textOf(second, itemId)).toBe('The pond. A kingfisher!');
  await second.idle();
  expect(await find(second, 'kingfisher')).toEqual(['Pond']);
});

test('tags and links in a note follow its text; a tag that was set by hand stays, one that was taken off stays off', async () => {
  const kernel = await house.open();
  const goal = await createNote(kernel, 'Here.', 'Garden');
  const itemId = await createNote(kernel, 'See [[Garden]]. #water #fish', 'Home');
  const tags = async () => (await kernel.query('item', { itemId }))?.item.tags;
  expect(await tags()).toEqual(['fish', 'water']);
  expect((await kernel.query('backlinks', { itemId: goal })).map(({ item }) => item.id)).toEqual([itemId]);
  await kernel.command('tag-item', { itemId, tags: ['mine', 'water'] });
  const editor = await openEditor(kernel, itemId);
  await editor.type(0, '#new ')();
  await kernel.idle();
  expect(await tags()).toEqual(['mine', 'new', 'water']);
});

test('undo leaves what changed since, and says how much it left', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const renamed = await kernel.command('rename-item', { itemId, title: 'Lake' });
  await kernel.command('rename-item', { itemId, title: 'Sea' });
  const undone = await kernel.command('undo', { commandId: renamed.commandId });
  expect(undone.kept).toBe(1);
  expect((await kernel.query('item', { itemId }))?.item.title).toBe('Sea');
});

test('undoing twice takes back once', async () => {
  const kernel = await house.open();
  const itemId = house.ids.next();
  const made = await kernel.command('create-note', { itemId, title: 'Pond' });
  await kernel.command('undo', { commandId: made.commandId });
  await kernel.command('restore-item', { itemId });
  const again = await kernel.command('undo', { commandId: made.commandId });
  expect(again.kept).toBe(1);
  expect((await kernel.query('item', { itemId }))?.item.deletedMs).toBe(null);
});

test('what cannot be undone says so and stays', async () => {
  const kernel = await house.open();
  const outcome = await kernel.command('set-setting', { key: 'appearance.theme', value: 'dark' });
  expect(outcome.undoable).toBe(false);
  await expect(kernel.command('undo', { commandId: outcome.commandId })).rejects.toMatchObject({ code: 'conflict' });
  await expect(kernel.command('undo', { commandId: house.ids.next() })).rejects.toMatchObject({ code: 'not-found' });
});

test('what lies in the bin is not changed, only restored', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  await kernel.command('delete-item', { itemId });
  await expect(kernel.command('rename-item', { itemId, title: 'x' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await find(kernel, 'pond')).toEqual([]);
  await kernel.command('restore-item', { itemId });
  await kernel.idle();
  expect(await find(kernel, 'pond')).toEqual(['Pond']);
});

test('a preference can be set, changed, taken away and set again', async () => {
  const kernel = await house.open();
  for (const value of [1, { deep: ['x'] }, false, null, 'back']) {
    await kernel.command('set-preference', { key: 'k', value });
    expect(await kernel.query('preferences', {})).toEqual(value === null ? {} : { k: value });
  }
});

test('a live query delivers what a command changed, and nothing for what it does not show', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  const delivered = await kernel.live('item', { itemId });
  await expect.poll(() => delivered.length, { timeout: 10_000 }).toBe(1);
  await kernel.command('rename-item', { itemId, title: 'Lake' });
  await expect.poll(() => delivered.at(-1)?.item.title, { timeout: 10_000 }).toBe('Lake');
  await kernel.idle();
  const before = delivered.length;
  await kernel.command('set-preference', { key: 'k', value: 1 });
  await createNote(kernel, 'Another.', 'Other');
  expect(delivered.length).toBe(before);
});
