import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { DAY_MS } from '../../core/history/retention.ts';
import type { Id } from '../../core/ids.ts';
import { deepCheck } from '../../db/integrity/deep-check.ts';
import { TABLE_SCOPES } from '../../db/tables/scopes.ts';

const house = testHouse();

const MINUTE = 60_000;
const pass = (ms: number) => {
  house.clock.ms += ms;
};

async function createNote(kernel: TestKernel, text: string, title = 'Pond'): Promise<Id> {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, text });
  await kernel.idle();
  return itemId;
}

/** What an editor sends that has the note open. */
async function type(kernel: TestKernel, itemId: Id, at: number, text: string): Promise<Id> {
  const body = await kernel.query('item-body', { itemId });
  const document = new Y.Doc();
  if (body !== null) Y.applyUpdate(document, body.update);
  const before = Y.encodeStateVector(document);
  document.getText('body').insert(at, text);
  const update = new Uint8Array(Y.encodeStateAsUpdate(document, before));
  const { commandId } = await kernel.command('edit-note', { itemId, update });
  return commandId;
}

const historyOf = async (kernel: TestKernel, itemId: Id) =>
  (await kernel.query('item-history', { itemId }))?.versions ?? [];
const textOf = async (kernel: TestKernel, itemId: Id) => (await kernel.query('item', { itemId }))?.text;
const words = (version: Awaited<ReturnType<typeof historyOf>>[number]) =>
  version.changes.map(({ type: is }) => is).join(' ');

/** Whether the words stand anywhere in the database, in any table, as text or in base64. */
async function isAnywhere(secret: string): Promise<string[]> {
  const found: string[] = [];
  const encoded = [0, 1, 2].map((skip) => btoa('x'.repeat(skip) + secret).slice(skip === 0 ? 0 : 4, -4));
  for (const table of Object.keys(TABLE_SCOPES)) {
    const { rows } = await house.store.query<Record<string, unknown>>(`select * from "${table}"`);
    const text = JSON.stringify(rows, (_, value: unknown) => {
      if (value instanceof Uint8Array) return new TextDecoder().decode(value);
      return typeof value === 'bigint' ? String(value) : value;
    });
    if ([secret, ...encoded].some((part) => text.includes(part))) found.push(table);
  }
  return found;
}

test('a note’s history says what was done, by whom and when; each version has its text, and what changed in it', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  pass(60 * MINUTE);
  await type(kernel, itemId, 4, 'garden ');
  pass(MINUTE);
  await type(kernel, itemId, 4, 'old ');
  pass(60 * MINUTE);
  await kernel.command('rename-item', { itemId, title: 'Garden pond' });
  await kernel.command('tag-item', { itemId, tags: ['water'] });
  const versions = await historyOf(kernel, itemId);
  expect(versions.map(words)).toEqual(['title tag', 'text', 'made']);
  expect(versions.every(({ actor, device }) => actor === 'user' && device !== '')).toBe(true);
  const [, edited, first] = versions;
  const at = (hlc = '', against: 'before' | 'now' = 'before') => kernel.query('item-version', { itemId, hlc, against });
  expect(await at(first?.hlc)).toMatchObject({ title: 'Pond', tags: [], text: 'The pond.', isNow: false });
  expect(await at(edited?.hlc)).toMatchObject({ title: 'Pond', tags: [], text: 'The old garden pond.' });
  expect((await at(edited?.hlc))?.compared).toMatchObject({
    places: 1,
    changes: [{ removed: '', added: 'old garden' }],
  });
  expect((await at(first?.hlc, 'now'))?.compared).toMatchObject({ changes: [{ removed: '', added: 'old garden' }] });
  expect(await at(versions[0]?.hlc)).toMatchObject({ title: 'Garden pond', tags: ['water'], isNow: true });
  expect(await at('000000000001-0000-x')).toBeNull();
});

test('a version that is brought back is a new edit: title, folder, tags and text as they were, and undo takes it back', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  await kernel.command('tag-item', { itemId, tags: ['water'] });
  pass(60 * MINUTE);
  await type(kernel, itemId, 0, 'Frozen. ');
  await kernel.command('rename-item', { itemId, title: 'Ice' });
  await kernel.command('move-item', { itemId, folder: 'Winter' });
  await kernel.command('tag-item', { itemId, tags: ['ice'] });
  await kernel.idle();
  const versions = await historyOf(kernel, itemId);
  const hlc = versions.at(-2)?.hlc ?? '';
  expect(versions.map(words)).toEqual(['text title folder tag tag', 'tag', 'made']);
  const { commandId } = await kernel.command('restore-version', { itemId, hlc });
  const restored = await kernel.query('item', { itemId });
  expect(restored).toMatchObject({ text: 'The pond.', item: { title: 'Pond', folder: '', tags: ['water'] } });
  expect((await historyOf(kernel, itemId))[0]).toMatchObject({ how: 'restore' });
  await kernel.idle();
  await kernel.command('undo', { commandId });
  const undone = await kernel.query('item', { itemId });
  expect(undone).toMatchObject({ text: 'Frozen. The pond.', item: { title: 'Ice', folder: 'Winter', tags: ['ice'] } });
  await kernel.command('delete-item', { itemId });
  await expect(kernel.command('restore-version', { itemId, hlc })).rejects.toMatchObject({ code: 'conflict' });
});

test('of a file that was imported again, the text of then is read from its original of then, and comes back with it', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a/plan.txt', content: 'The first plan.' }]);
  pass(DAY_MS);
  await kernel.import([{ path: 'a/plan.txt', content: 'The second plan is longer.', modifiedMs: 1_700_000_100_000 }]);
  const itemId = (await kernel.query('items', {})).items[0]?.id ?? '';
  const versions = await historyOf(kernel, itemId);
  expect(versions.map(({ actor, changes }) => [actor, changes[0]?.type])).toEqual([
    ['import', 'file'],
    ['import', 'made'],
  ]);
  const hlc = versions[1]?.hlc ?? '';
  expect(await kernel.query('item-version', { itemId, hlc })).toMatchObject({ text: 'The first plan.' });
  const { commandId } = await kernel.command('restore-version', { itemId, hlc });
  await kernel.idle();
  expect(await textOf(kernel, itemId)).toBe('The first plan.');
  await kernel.command('undo', { commandId });
  await kernel.idle();
  expect(await textOf(kernel, itemId)).toBe('The second plan is longer.');
});

test('what is deleted for good leaves every table, the log and the originals; what stays says only that it was there', async () => {
  const kernel = await house.open();
  const secret = 'Zanzibarquartz';
  const itemId = await createNote(kernel, `Kept: ${secret}.`, secret);
  await type(kernel, itemId, 0, `#${secret} [[${secret}]] `);
  await kernel.command('tag-item', { itemId, tags: [secret] });
  await kernel.import([{ path: `${secret}/file.txt`, content: `In a file: ${secret}.` }]);
  const file = (await kernel.query('items', { kinds: ['file'] })).items[0]?.id ?? '';
  const other = await createNote(kernel, 'Something else.');
  await expect(kernel.command('delete-for-good', { itemIds: [itemId] })).rejects.toMatchObject({ code: 'conflict' });
  const deleted = await kernel.command('delete-item', { itemId });
  await kernel.command('delete-item', { itemId: file });
  expect((await kernel.query('items', { deleted: true })).total).toBe(2);
  await kernel.command('delete-for-good', { itemIds: [itemId, file] });
  await kernel.idle();
  await kernel.kernel.context.originals.idle();
  // The report of the import names the file; it goes with the report.
  expect((await isAnywhere(secret)).filter((table) => table !== 'import_files')).toEqual([]);
  expect(await house.blobs.list()).toEqual([]);
  expect((await kernel.query('items', { deleted: true })).total).toBe(0);
  expect((await kernel.query('status', {})).deleted).toBe(0);
  expect(await kernel.query('item', { itemId })).toBeNull();
  expect(await kernel.query('item-history', { itemId })).toBeNull();
  await expect(kernel.command('restore-item', { itemId })).rejects.toMatchObject({ code: 'not-found' });
  expect((await kernel.command('undo', { commandId: deleted.commandId })).kept).toBe(1);
  expect(await kernel.query('item', { itemId })).toBeNull();
  expect(await textOf(kernel, other)).toBe('Something else.');
  const { findings } = await deepCheck({ store: house.store, blobs: house.blobs, allOriginals: true, nowMs: () => 0 });
  expect(findings).toEqual([]);
  const again = await kernel.import([{ path: `${secret}/file.txt`, content: `In a file: ${secret}.` }]);
  expect(again.import.added).toBe(1);
});

test('an import that reaches into what the log lost is not taken back by half', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a.txt', content: 'One.' }]);
  const [run] = await kernel.query('imports', {});
  pass(40 * DAY_MS);
  await createNote(kernel, 'Later.');
  await kernel.kernel.context.compaction.run();
  const payload = { runId: run?.runId ?? '' };
  await expect(kernel.command('undo-import', payload)).rejects.toMatchObject({ code: 'conflict' });
});

test('an original that another thing has stays when one of both is deleted for good', async () => {
  const kernel = await house.open();
  const mail = (name: string) => ({
    path: `${name}.mbox`,
    content: `From a@b Thu Jan  1 00:00:00 2026\nSubject: ${name}\n\nOne.\n\nFrom a@b Thu Jan  1 00:00:00 2026\nSubject: Two\n\nTwo.\n`,
  });
  await kernel.import([mail('box')]);
  const [first, second] = (await kernel.query('items', {})).items;
  expect(first?.blobHash).toBe(second?.blobHash);
  await kernel.command('delete-item', { itemId: first?.id ?? '' });
  await kernel.command('delete-for-good', { itemIds: [first?.id ?? ''] });
  await kernel.kernel.context.originals.idle();
  expect(await house.blobs.list()).toEqual([second?.blobHash]);
});

test('the bin is emptied by its setting, and when it is asked to; what is younger stays', async () => {
  const kernel = await house.open();
  const [old, young] = [
    await createNote(kernel, 'Old rememberedness.'),
    await createNote(kernel, 'Young rememberedness.'),
  ];
  await kernel.command('delete-item', { itemId: old });
  pass(20 * DAY_MS);
  await kernel.command('delete-item', { itemId: young });
  pass(11 * DAY_MS);
  const { compaction } = kernel.kernel.context;
  await kernel.command('set-setting', { key: 'bin.keepDays', value: 0 });
  expect((await compaction.run()).forgotten).toBe(0);
  await kernel.command('set-setting', { key: 'bin.keepDays', value: 30 });
  expect((await compaction.run()).forgotten).toBe(1);
  expect(await kernel.query('notices', {})).toMatchObject([{ kind: 'bin-emptied', facts: { count: 1 }, isRead: true }]);
  const bin = await kernel.query('items', { deleted: true });
  expect(bin.items.map(({ id }) => id)).toEqual([young]);
  expect(await kernel.call('empty-bin', {})).toBe(1);
  expect((await kernel.query('items', { deleted: true })).total).toBe(0);
  expect(await isAnywhere('rememberedness')).toEqual([]);
});

test('a long note is forgotten in several units; cut off between them, the next turn forgets the rest', async () => {
  const first = await house.open();
  const itemId = await createNote(first, 'Secretword');
  const { writer } = first.kernel.context;
  const meta = { commandId: house.ids.next(), type: 'test', workspaceId: itemId, actor: 'user', remember: false };
  await writer.write(meta, (unit) => {
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    for (let at = 0; at < 1200; at++) unit.insert('item_bodies', unit.newId(), { item_id: itemId, update });
  });
  await first.command('delete-item', { itemId });
  await first.command('delete-for-good', { itemIds: [itemId] });
  first.crash();
  const second = await house.open();
  await second.kernel.context.compaction.run();
  const { rows } = await house.store.query('select id from item_bodies where deleted_ms is null');
  expect(rows).toEqual([]);
  expect(await isAnywhere('Secretword')).toEqual([]);
});

test('a conversation that was deleted long ago is forgotten with its answers', async () => {
  const kernel = await house.open();
  await createNote(kernel, 'The heron stands in the pond.');
  const [conversationId, messageId, answerId, runId] = [1, 2, 3, 4].map(() => house.ids.next()) as [Id, Id, Id, Id];
  const text = 'Where does the heron stand in Quizzicaltown?';
  await kernel.command('send-message', { conversationId, messageId, answerId, runId, parentId: null, text });
  await kernel.idle();
  await kernel.command('delete-conversation', { conversationId });
  pass(40 * DAY_MS);
  expect((await kernel.kernel.context.compaction.run()).forgotten).toBe(1);
  expect(await isAnywhere('Quizzicaltown')).toEqual([]);
  expect((await kernel.kernel.context.compaction.run()).forgotten).toBe(0);
});

test('an edit of four weeks ago is taken back out of a body whose older rows became one', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'The pond.');
  await type(kernel, itemId, 4, 'old ');
  pass(35 * DAY_MS);
  const edit = await type(kernel, itemId, 8, 'garden ');
  await type(kernel, itemId, 0, 'Look: ');
  pass(28 * DAY_MS);
  expect((await kernel.kernel.context.compaction.run()).slices).toBe(1);
  const { rows } = await house.store.query('select id from item_bodies');
  expect(rows).toHaveLength(3);
  await kernel.command('undo', { commandId: edit });
  expect(await textOf(kernel, itemId)).toBe('Look: The old pond.');
});

test('a command leaves the log as a whole, however long it is', async () => {
  const kernel = await house.open();
  const { writer, compaction } = kernel.kernel.context;
  const meta = {
    commandId: house.ids.next(),
    type: 'test',
    workspaceId: house.ids.next(),
    actor: 'user',
    remember: false,
  };
  await writer.write(meta, (unit) => {
    const values = { name: 'a', query: 'b', created_ms: 1 };
    for (let at = 0; at < 900; at++) unit.insert('searches', unit.newId(), values);
  });
  pass(31 * DAY_MS);
  expect((await compaction.run()).slices).toBe(1);
  const { rows } = await house.store.query('select sequence from change_log');
  expect(rows).toEqual([]);
});

test('after a year the log holds thirty days, a body is one row and those, and each month still has its versions', async () => {
  const kernel = await house.open();
  const itemId = await createNote(kernel, 'Day 0.');
  for (let day = 1; day <= 200; day++) {
    pass(DAY_MS);
    await type(kernel, itemId, 0, `Day ${day}. `);
    if (day % 50 === 0) await kernel.kernel.context.compaction.run();
  }
  await kernel.command('rename-item', { itemId, title: 'Diary' });
  const whole = await textOf(kernel, itemId);
  await kernel.kernel.context.compaction.run();
  const { rows } = await house.store.query<{ count: number }>('select count(*) as count from item_bodies');
  expect(Number(rows[0]?.count)).toBeLessThanOrEqual(32);
  expect(await textOf(kernel, itemId)).toBe(whole);
  const history = await kernel.query('item-history', { itemId });
  const thinned = history?.versions.filter((version) => version.thinned) ?? [];
  expect(thinned.length).toBeGreaterThan(60);
  expect(thinned.length).toBeLessThan(60 + 7 + 20);
  const oldest = thinned.at(-1);
  const view = await kernel.query('item-version', { itemId, hlc: oldest?.hlc ?? '' });
  expect(view).toMatchObject({ title: 'Pond', folder: null, compared: null });
  expect(view?.text).toMatch(/^(?:Day \d\. )*Day 0\.$/);
  await kernel.command('restore-version', { itemId, hlc: oldest?.hlc ?? '' });
  expect(await textOf(kernel, itemId)).toBe(view?.text);
  await kernel.idle();
  await kernel.command('set-setting', { key: 'history.keepDays', value: 30 });
  await kernel.kernel.context.compaction.run();
  expect((await historyOf(kernel, itemId)).some((version) => version.thinned)).toBe(false);
}, 120_000);

test('opening and closing without a change leaves no row and no file more', async () => {
  const count = async () => {
    const counts = Object.keys(TABLE_SCOPES).map(async (table) => {
      const { rows } = await house.store.query<{ count: number }>(`select count(*) as count from "${table}"`);
      return `${table} ${Number(rows[0]?.count)}`;
    });
    return [...(await Promise.all(counts)), `files ${(await house.files.list()).length}`];
  };
  const reopen = async () => {
    const kernel = await house.open();
    await kernel.idle();
    await kernel.close();
  };
  const first = await house.open();
  await createNote(first, 'The pond.');
  await first.close();
  await reopen();
  const before = await count();
  for (let at = 0; at < 5; at++) await reopen();
  expect(await count()).toEqual(before);
});
