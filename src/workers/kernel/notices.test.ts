import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { AppError, CancelledError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { KEPT_NOTICE_DAYS } from '../../core/notices/keep-notices.ts';
import { MANY } from '../../core/notices/notice.ts';
import { newPlace } from '../../db/places.ts';

/** What the tray tells of, as the kernel writes it down where it happens. */

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

const NOTE = { path: 'Heron.md', content: '# Heron\n\nA grey heron stands at the pond.' };
/** Is read as text, which it is not. */
const BROKEN = { path: 'Broken.pdf', content: 'no pdf at all' };

const told = () => kernel.query('notices', {});
const unread = async () => (await kernel.query('unread-notices', {})).length;
const titles = async () => (await kernel.query('items', {})).items.map(({ title }) => title).sort();

const notes = async (count: number): Promise<Id[]> => {
  const itemIds = Array.from({ length: count }, () => house.ids.next());
  for (const itemId of itemIds) await kernel.command('create-note', { itemId, title: 'Note' });
  return itemIds;
};

async function ask(conversationId = house.ids.next()): Promise<Id> {
  const ids = { conversationId, messageId: house.ids.next(), answerId: house.ids.next(), runId: house.ids.next() };
  await kernel.command('send-message', { ...ids, parentId: null, text: 'Where did the heron stand?' });
  await kernel.kernel.context.runs.idle();
  return conversationId;
}

test('an import is told with what came of it, and taken back from there; then that is said', async () => {
  const report = await kernel.import([NOTE]);
  const { runId } = report.import;
  const [notice] = await told();
  expect(notice).toMatchObject({ kind: 'import-finished', facts: { runId, changed: 1, failed: 0 }, name: 'Test' });
  expect(notice?.undo).toEqual({ state: 'possible', by: 'undo-import', id: runId });
  // It was over at once: whoever gave the file saw it.
  expect(await unread()).toBe(0);
  await kernel.command('undo-import', { runId });
  expect(await titles()).toEqual([]);
  expect((await told())[0]?.undo).toEqual({ state: 'done' });
});

test('an import with files that could not be read is news until it is read', async () => {
  const { import: view } = await kernel.import([NOTE, BROKEN]);
  expect(view.failed).toBe(1);
  const [notice] = await told();
  expect(notice).toMatchObject({ tone: 'warn', facts: { changed: 1, failed: 1 }, isRead: false });
  expect(await kernel.query('unread-notices', {})).toEqual([{ id: notice?.id, about: view.runId }]);
  await kernel.command('read-notices', { noticeIds: [notice?.id ?? ''] });
  expect(await unread()).toBe(0);
});

test('an import that brought nothing new is not told', async () => {
  await kernel.import([NOTE]);
  await kernel.import([NOTE]);
  expect(await told()).toHaveLength(1);
});

test('whoever listens hears of it, of reading it and of putting it away, and it can be brought back', async () => {
  const heard = await kernel.live('unread-notices', {});
  await kernel.import([BROKEN]);
  await expect.poll(() => heard.at(-1)?.length).toBe(1);
  const [{ id } = { id: '' }] = await told();
  await kernel.command('dismiss-notices', { noticeIds: [id] });
  await expect.poll(() => heard.at(-1)?.length).toBe(0);
  expect(await told()).toEqual([]);
  await kernel.command('dismiss-notices', { noticeIds: [id], dismissed: false });
  expect((await told()).map((notice) => notice.id)).toEqual([id]);
});

test('what is no longer kept change by change is not offered to be taken back, and the reason is there', async () => {
  await kernel.import([NOTE]);
  const [device] = (await house.store.query<{ id: Id }>('select id from devices')).rows;
  const hlc = `${house.clock.nowMs().toString(16).padStart(12, '0')}-0000-${device?.id}`;
  await house.store.query('insert into log_floors (device_id, sequence, hlc) values ($1, 1, $2)', [device?.id, hlc]);
  expect((await told())[0]?.undo).toEqual({ state: 'too-late' });
});

test('a connected folder that is read again and again is one notice, and news only with trouble', async () => {
  await kernel.command('connect-folder', { folderId: house.ids.next(), name: 'Test' });
  await kernel.import([NOTE]);
  expect((await told())[0]?.undo?.state).toBe('possible');
  await kernel.import([{ path: 'Kiln.md', content: 'The kiln is cold.' }]);
  expect(await told()).toMatchObject([
    { kind: 'folder-read', name: 'Test', times: 2, facts: { changed: 2 }, undo: null },
  ]);
  expect(await unread()).toBe(0);
  await kernel.import([BROKEN]);
  expect(await unread()).toBe(1);
});

test('an answer is told where nobody had its conversation open, once for each conversation', async () => {
  const watched = house.ids.next();
  await kernel.live('conversation', { conversationId: watched });
  await ask(watched);
  expect(await told()).toEqual([]);
  const conversationId = await ask();
  const title = (await kernel.query('conversations', {})).find(({ id }) => id === conversationId)?.title;
  expect(await told()).toMatchObject([{ kind: 'answer-finished', facts: { conversationId }, name: title }]);
  expect(await kernel.query('unread-notices', {})).toMatchObject([{ about: conversationId }]);
  await kernel.command('delete-conversation', { conversationId });
  expect(await told()).toEqual([]);
});

test('a change of many things can be taken back later, and the taking back too', async () => {
  const itemIds = await notes(MANY);
  await kernel.command('delete-items', { itemIds: itemIds.slice(1) });
  expect(await told()).toEqual([]);
  await kernel.command('undo', { commandId: (await kernel.query('status', {})).lastUndo?.commandId ?? '' });
  const { commandId } = await kernel.command('delete-items', { itemIds });
  const [notice] = await told();
  expect(notice).toMatchObject({ facts: { command: 'delete-items', count: MANY }, isRead: true });
  expect(notice?.undo).toEqual({ state: 'possible', by: 'undo', id: commandId });
  const undone = await kernel.command('undo', { commandId });
  expect(await titles()).toHaveLength(MANY);
  expect((await told())[0]?.undo).toEqual({ state: 'done' });
  await kernel.command('undo', { commandId: undone.commandId });
  expect((await told())[0]?.undo?.state).toBe('possible');
});

test('what comes back from the bin at once goes back into it by one undo, and none does where one is not there', async () => {
  const itemIds = await notes(MANY);
  await kernel.command('delete-items', { itemIds });
  await expect(kernel.command('restore-items', { itemIds: [...itemIds, house.ids.next()] })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(await titles()).toEqual([]);
  const { commandId } = await kernel.command('restore-items', { itemIds });
  expect(await titles()).toHaveLength(MANY);
  expect((await told())[0]).toMatchObject({
    facts: { command: 'restore-items', count: MANY },
    undo: { state: 'possible', id: commandId },
  });
  await kernel.command('undo', { commandId });
  expect(await titles()).toEqual([]);
});

test('nothing of a workspace is told in another, wherever its things go later', async () => {
  const [one, two] = [house.ids.next(), house.ids.next()];
  for (const workspaceId of [one, two]) await kernel.command('create-workspace', { workspaceId, name: 'Place' });
  kernel.enter(one);
  const { files } = await kernel.import([NOTE, BROKEN]);
  const conversationId = await ask();
  await kernel.command('delete-items', { itemIds: await notes(MANY) });
  expect((await told()).map(({ kind }) => kind)).toEqual(['things-changed', 'answer-finished', 'import-finished']);
  kernel.enter(two);
  expect(await told()).toEqual([]);
  expect(await unread()).toBe(0);
  const itemIds = files.flatMap(({ itemId }) => itemId ?? []);
  await kernel.command('move-to-workspace', { toWorkspace: two, itemIds, conversationIds: [conversationId] });
  expect((await told()).map(({ kind }) => kind)).toEqual(['answer-finished']);
  kernel.enter(one);
  expect((await told()).map(({ kind }) => kind)).toEqual(['things-changed']);
});

test('a backup that fails by itself is told once, and when one was made again that is', async () => {
  await kernel.close();
  let isFull = true;
  const inner = createMemoryBackupFiles();
  const files: BackupFiles = {
    ...inner,
    putManifest: async (id, text) => {
      if (isFull) throw new AppError('storage-full', 'There is no room left on this device.');
      return inner.putManifest(id, text);
    },
  };
  await house.wipe();
  kernel = await house.open({ backups: { files, tryRestore: null } });
  const { backups } = kernel.kernel.context;
  await notes(1);
  await kernel.idle();
  await expect(kernel.call('back-up-now', null)).rejects.toMatchObject({ code: 'storage-full' });
  // Whoever asked was told. What is due by itself says it here.
  expect(await told()).toEqual([]);
  for (const _ of [1, 2]) {
    const failedMs = backups.view().failure?.atMs ?? 0;
    house.clock.ms += 3 * 86_400_000;
    backups.reschedule();
    await expect.poll(() => backups.view().failure?.atMs ?? 0).toBeGreaterThan(failedMs);
    await expect.poll(told).toMatchObject([{ kind: 'backup-failed', tone: 'bad', times: 1 }]);
  }
  isFull = false;
  await kernel.call('back-up-now', null);
  await expect.poll(async () => (await told()).map(({ kind }) => kind)).toEqual(['backup-again']);
});

test('that the model could not be fetched is told once for each reason, and that it has come in its place', async () => {
  let refusal: AppError | null = new AppError('offline', 'There is no network.');
  let isHere = false;
  const models: ModelStore = {
    state: async () => ({ status: isHere ? 'ready' : 'absent' }),
    verify: async () => ({ status: 'absent' }),
    remove: async () => undefined,
    open: async () => new Uint8Array(),
    fetch: async () => {
      if (refusal !== null) throw refusal;
      isHere = true;
    },
  };
  await kernel.close();
  kernel = await house.open({ models });
  const fetching = kernel.kernel.context.models;
  for (const _ of [1, 2]) await expect(fetching.prefetch()).rejects.toMatchObject({ code: 'offline' });
  await expect
    .poll(told)
    .toMatchObject([{ kind: 'model-failed', tone: 'warn', facts: { code: 'offline' }, times: 1, isRead: false }]);
  refusal = new CancelledError();
  await expect(fetching.prefetch()).rejects.toMatchObject({ code: 'cancelled' });
  await kernel.idle();
  expect(await told()).toMatchObject([{ facts: { code: 'offline' } }]);
  refusal = null;
  await fetching.prefetch();
  await expect.poll(told).toMatchObject([{ kind: 'model-fetched', tone: 'plain', isRead: false }]);
});

test('that room runs out is kept for as long as it does, and is no news: a line over every view says it', async () => {
  const withRoom = async (quotaBytes: number) => {
    await kernel.close();
    kernel = await house.open({ storage: { usageBytes: 4_800_000_000, quotaBytes, persisted: true } });
    await kernel.kernel.context.room.measure();
  };
  await withRoom(5_000_000_000);
  await expect.poll(told).toMatchObject([{ kind: 'room-low', tone: 'warn', facts: { low: 'bytes' }, isRead: true }]);
  await withRoom(5_000_000_000);
  await expect.poll(told).toMatchObject([{ facts: { low: 'bytes' }, times: 1 }]);
  await withRoom(5_600_000_000);
  await expect.poll(told).toMatchObject([{ facts: { low: 'share' } }]);
  await withRoom(90_000_000_000);
  await expect.poll(told).toEqual([]);
});

test('that the store is another one is told once, by the kernel that opens it', async () => {
  await kernel.close();
  await house.wipe();
  const place = newPlace(house.ids.next(), 'sqlite', 'move', house.clock.nowMs());
  for (const _ of [1, 2]) {
    kernel = await house.open({ place });
    await expect.poll(told).toMatchObject([{ kind: 'store-changed', facts: { purpose: 'move' }, times: 1 }]);
    await kernel.close();
  }
});

test('what is older than each change can be taken back goes when the next is told', async () => {
  await kernel.import([NOTE]);
  house.clock.ms += (KEPT_NOTICE_DAYS + 1) * 86_400_000;
  expect(await told()).toHaveLength(1);
  await kernel.import([BROKEN]);
  expect(await told()).toMatchObject([{ facts: { failed: 1 } }]);
});

test('while nothing can be written nothing is told, and nothing fails', async () => {
  const { notices, writer } = kernel.kernel.context;
  writer.refuse(new AppError('read-only', 'Part of what is stored here is damaged.'), 'damage');
  notices.tell('model-fetched', {});
  notices.tellOver('backup-failed', 'backup-again');
  writer.refuse(null, 'damage');
  await kernel.idle();
  expect(await told()).toEqual([]);
});
