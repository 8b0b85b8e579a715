import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { fitPrompt } from '../../core/chat/fit-prompt.ts';
import type { Id } from '../../core/ids.ts';
import { withinWorkspace } from '../../core/search/within-workspace.ts';
import { MAX_INSTRUCTIONS } from '../../core/workspace-looks.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

async function within<T>(workspaceId: Id, act: () => Promise<T>): Promise<T> {
  kernel.enter(workspaceId);
  try {
    return await act();
  } finally {
    kernel.enter(HOME_WORKSPACE);
  }
}

async function makeWorkspace(name: string, instructions = ''): Promise<Id> {
  const workspaceId = house.ids.next();
  await kernel.command('create-workspace', { workspaceId, name, instructions });
  return workspaceId;
}

async function write(workspaceId: Id, title: string, text = 'The heron stood at the pond.'): Promise<Id> {
  const itemId = house.ids.next();
  await within(workspaceId, () => kernel.command('create-note', { itemId, title, text, folder: '' }));
  return itemId;
}

/** Two notes of which one lies in the bin, a conversation and a kept search. */
async function fill(workspaceId: Id) {
  const note = await write(workspaceId, 'Kept');
  const binned = await write(workspaceId, 'Binned');
  await kernel.command('delete-item', { itemId: binned });
  const [conversationId, searchId] = [house.ids.next(), house.ids.next()];
  await within(workspaceId, async () => {
    const ids = { conversationId, messageId: house.ids.next(), answerId: house.ids.next(), runId: house.ids.next() };
    await kernel.command('send-message', { ...ids, parentId: null, text: 'Where did the heron stand?' });
    await kernel.kernel.context.runs.idle();
    await kernel.command('save-search', { searchId, name: 'Herons', query: 'heron' });
  });
  await kernel.idle();
  return { note, binned, conversationId, searchId };
}

/** What Everything sees: of the library, its bin, conversations, searches, the index and the list of workspaces. */
async function seen() {
  const ids = (rows: readonly { readonly id: Id }[]) => rows.map(({ id }) => id).sort();
  const { workspaces } = await kernel.query('workspaces', {});
  return {
    items: (await kernel.query('item-ids', {})).toSorted(),
    bin: (await kernel.query('item-ids', { deleted: true })).toSorted(),
    conversations: ids(await kernel.query('conversations', {})),
    searches: ids(await kernel.query('searches', {})),
    found: ids((await kernel.query('search', { query: 'heron' })).items.map(({ item }) => item)),
    workspaces: workspaces.map(({ name, items }) => [name, items]),
  };
}

const ownerOf = async (itemId: Id) => (await kernel.query('item', { itemId }))?.item.workspaceId;

test('a workspace that is deleted with its things puts all of them in the bin, and one undo brings back the workspace and what was there', async () => {
  const place = await makeWorkspace('Garden');
  const { note, binned, conversationId, searchId } = await fill(place);
  const before = await seen();
  expect(before.items).toContain(note);
  expect(before.conversations).toEqual([conversationId]);
  const { commandId } = await kernel.command('delete-workspace', { workspaceId: place, things: 'bin' });
  await kernel.idle();
  const after = await seen();
  expect(after).toMatchObject({ items: [], conversations: [], searches: [], found: [], workspaces: [] });
  expect(after.bin).toEqual([note, binned, conversationId].toSorted());
  expect(kernel.kernel.context.indexer.index.itemIds()).toEqual([]);
  await kernel.command('undo', { commandId });
  await kernel.idle();
  expect(await seen()).toEqual(before);
  expect(await ownerOf(note)).toBe(place);
  expect(await within(place, () => kernel.query('searches', {}))).toMatchObject([{ id: searchId }]);
});

test('a workspace that is deleted alone leaves its things to all, what lay in its bin too, and one undo gives them back', async () => {
  const place = await makeWorkspace('Garden');
  const other = await makeWorkspace('Tax');
  const { note, binned, conversationId } = await fill(place);
  const before = await seen();
  const { commandId } = await kernel.command('delete-workspace', { workspaceId: place, things: 'all' });
  await kernel.idle();
  const after = await seen();
  expect(after).toEqual({ ...before, workspaces: [['Tax', 0]] });
  expect([await ownerOf(note), await ownerOf(binned)]).toEqual([HOME_WORKSPACE, HOME_WORKSPACE]);
  expect(await within(other, () => kernel.query('item-ids', {}))).toEqual([note]);
  // What was said there may be of anything: no other workspace lists it.
  expect(await within(other, () => kernel.query('conversations', {}))).toEqual([]);
  await kernel.command('restore-item', { itemId: binned });
  expect(await within(other, () => kernel.query('item', { itemId: binned }))).not.toBeNull();
  await kernel.command('delete-item', { itemId: binned });
  await kernel.command('undo', { commandId });
  await kernel.idle();
  expect(await within(other, () => kernel.query('item-ids', {}))).toEqual([]);
  expect((await within(place, () => kernel.query('item-ids', {}))).toSorted()).toEqual(
    [note, conversationId].toSorted(),
  );
});

test('what belongs to all is no workspace to delete, and a deleted one is gone', async () => {
  const place = await makeWorkspace('Garden');
  await kernel.command('delete-workspace', { workspaceId: place, things: 'all' });
  for (const [workspaceId, code] of [
    [HOME_WORKSPACE, 'bad-input'],
    [place, 'not-found'],
  ] as const) {
    const deletion = kernel.command('delete-workspace', { workspaceId, things: 'bin' });
    await expect(deletion).rejects.toMatchObject({ code });
  }
});

test('what answers are to heed is refused over its bound, and cut between words where the prompt has no more room for it', async () => {
  const long = `${'word '.repeat(MAX_INSTRUCTIONS / 5)}x`;
  await expect(makeWorkspace('Garden', long)).rejects.toMatchObject({ code: 'bad-input' });
  await makeWorkspace('Garden', long.slice(0, MAX_INSTRUCTIONS));
  const count = (text: string) => text.split(/\s+/u).filter((word) => word !== '').length;
  const words = Array.from({ length: 100 }, (_, at) => `heed${at}`);
  const input = { question: 'Where?', language: 'en' as const, passages: [], quotes: [] };
  const budget = { promptTokens: 1000, answerTokens: 50, passages: 3 };
  const promptOf = (instructions: string) =>
    fitPrompt({ ...input, instructions }, budget, count).messages[0]?.content ?? '';
  const heeded = (prompt: string) => prompt.match(/heed\d+/gu) ?? [];
  expect(heeded(promptOf(words.join(' ')))).toEqual(words.slice(0, 80));
  expect(heeded(promptOf(words.slice(0, 3).join(' ')))).toEqual(words.slice(0, 3));
});

test('backlinks of what belongs to all name nothing of a workspace that is not seen', async () => {
  const [here, there] = [await makeWorkspace('Here'), await makeWorkspace('There')];
  const pond = await write(HOME_WORKSPACE, 'Pond', 'Water.');
  const from = await write(there, 'From there', 'See [[Pond]].');
  const own = await write(here, 'From here', 'See [[Pond]].');
  await kernel.idle();
  const linking = async (workspaceId: Id) =>
    (await within(workspaceId, () => kernel.query('backlinks', { itemId: pond }))).map(({ item }) => item.id);
  expect((await linking(HOME_WORKSPACE)).toSorted()).toEqual([from, own].toSorted());
  expect(await linking(here)).toEqual([own]);
  expect(await linking(there)).toEqual([from]);
});

test('a thing that was moved is looked for in its new place at once, before the index has read it again', async () => {
  const [here, there] = [await makeWorkspace('Here'), await makeWorkspace('There')];
  const note = await write(here, 'Pond');
  await kernel.idle();
  await kernel.command('move-to-workspace', { toWorkspace: there, itemIds: [note] });
  // Of the index alone: what it finds is looked at once more by the rows, which would hide that it was told late.
  const { indexer } = kernel.kernel.context;
  const found = (workspaceId: Id) =>
    indexer.index
      .search({ query: 'heron', limit: 10, match: 'all', mode: 'text', filters: withinWorkspace({}, workspaceId) })
      .hits.map(({ itemId }) => itemId);
  expect([found(here), found(there)]).toEqual([[], [note]]);
});
