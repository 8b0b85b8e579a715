import { expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { openTestSqlite } from '../../../tests/open-test-store.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { DrillOutcome } from '../../core/backup/backup-queries.ts';
import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { BackupComparison } from '../../core/backup/restore-report.ts';
import { AppError } from '../../core/errors.ts';
import { drillBackup } from '../../db/backup/drill.ts';
import { readManifest } from '../../db/backup/manifest-file.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import type { TryRestore } from './backup-drill.ts';

/** Backups as the kernel makes them. */

const house = testHouse();

const tryRestoreOf =
  (files: BackupFiles): TryRestore =>
  async (id, { signal, onProgress }) =>
    drillBackup({
      files,
      originals: house.blobs,
      manifest: await readManifest(files, id),
      migrations: MIGRATIONS,
      clock: house.clock,
      openScratch: async (migrations) => {
        const store = await openTestSqlite(migrations, house.clock);
        return { store, remove: () => store.close() };
      },
      signal,
      onProgress,
    });

async function open(files: BackupFiles = createMemoryBackupFiles()): Promise<TestKernel> {
  return house.open({ backups: { files, tryRestore: tryRestoreOf(files) } });
}

const write = (kernel: TestKernel, title: string, text = 'A grey heron stands at the pond.') =>
  kernel.command('create-note', { itemId: house.ids.next(), title, text });
async function backUp(kernel: TestKernel): Promise<BackupSummary> {
  await kernel.idle();
  return (await kernel.call('back-up-now', null)) as BackupSummary;
}

test('a backup that is asked for is in the list, the second one of what changed alone', async () => {
  const kernel = await open();
  await write(kernel, 'Heron');
  const first = await backUp(kernel);
  expect(first).toMatchObject({ reason: 'asked', kind: 'base', items: 1 });
  await write(kernel, 'Kiln');
  const second = await backUp(kernel);
  expect(second).toMatchObject({ kind: 'increment', items: 2 });
  const { backups, sizeBytes, making, failure } = await kernel.query('backups', {});
  expect(backups.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(sizeBytes).toBeGreaterThan(0);
  expect({ making, failure }).toEqual({ making: null, failure: null });
});

test('what is written is in a backup a day later without being asked for, and nothing is made where nothing changed', async () => {
  const kernel = await open();
  expect((await kernel.query('backups', {})).nextMs).toBeNull();
  await write(kernel, 'Heron');
  await expect.poll(async () => (await kernel.query('backups', {})).nextMs).not.toBeNull();
  const made = await backUp(kernel);
  expect((await kernel.query('backups', {})).nextMs).toBeNull();
  await write(kernel, 'Kiln');
  await expect.poll(async () => (await kernel.query('backups', {})).nextMs).not.toBeNull();
  const { nextMs } = await kernel.query('backups', {});
  expect(((nextMs ?? 0) - made.madeMs) / 3_600_000).toBeCloseTo(24, 1);
  await kernel.command('set-setting', { key: 'backup.every', value: 'off' });
  await expect.poll(async () => (await kernel.query('backups', {})).nextMs).toBeNull();
});

test('a backup is compared with what is here', async () => {
  const kernel = await open();
  const [kept, changed, gone] = [house.ids.next(), house.ids.next(), house.ids.next()];
  await kernel.command('create-note', { itemId: kept, title: 'Kept', text: 'a' });
  await kernel.command('create-note', { itemId: changed, title: 'Changed', text: 'b' });
  await kernel.command('create-note', { itemId: gone, title: 'Gone', text: 'c' });
  const { id } = await backUp(kernel);
  await kernel.command('rename-item', { itemId: changed, title: 'Changed since' });
  await kernel.command('delete-item', { itemId: gone });
  await write(kernel, 'New');
  const compared = (await kernel.call('compare-backup', { id })) as BackupComparison;
  expect(compared).toMatchObject({
    kinds: [{ kind: 'note', inBackup: 3, here: 3 }],
    onlyInBackup: { count: 1, titles: ['Gone'] },
    onlyHere: { count: 1, titles: ['New'] },
    newerHere: { count: 1, titles: ['Changed since'] },
    newerInBackup: { count: 0 },
    same: 1,
  });
});

test('a restore is tried, and what changed since the backup is no false alarm', async () => {
  const kernel = await open();
  await kernel.import([{ path: 'a.md', content: '# Pond\n\nHerons.' }]);
  await backUp(kernel);
  await write(kernel, 'Since');
  const outcome = (await kernel.call('drill-backup', { id: null })) as DrillOutcome;
  expect(outcome).toMatchObject({ isGood: true, differing: [], error: null });
  expect(outcome.report?.originals).toEqual({ count: 1, missing: 0 });
  expect((await kernel.query('backups', {})).drill).toEqual(outcome);
});

test('what was changed past the log is found by a drill, and the next backup reads every row', async () => {
  const kernel = await open();
  await write(kernel, 'Heron');
  await backUp(kernel);
  await house.store.query(`update items set title = 'Hero' where title = 'Heron'`);
  const outcome = (await kernel.call('drill-backup', { id: null })) as DrillOutcome;
  expect(outcome).toMatchObject({ isGood: false, differing: ['items'] });
  expect((await backUp(kernel)).kind).toBe('base');
});

test('a segment that was damaged is found by a drill, named, and written again by the next backup', async () => {
  const files = createMemoryBackupFiles();
  const kernel = await open(files);
  const told = async () => (await kernel.query('notices', {})).map(({ kind }) => kind);
  await write(kernel, 'Heron');
  const { id } = await backUp(kernel);
  const { tables } = await readManifest(files, id);
  const sha256 = tables.find(({ name }) => name === 'items')?.segments[0]?.sha256 ?? '';
  await files.putSegment(sha256, new Uint8Array([1, 2, 3]));
  const outcome = (await kernel.call('drill-backup', { id: null })) as DrillOutcome;
  expect(outcome.error).toMatchObject({ code: 'backup-damaged', message: expect.stringContaining('“items”') });
  expect(await files.getSegment(sha256)).toBeNull();
  await expect.poll(told).toEqual(['drill-failed']);
  await backUp(kernel);
  expect((await kernel.call('drill-backup', { id })) as DrillOutcome).toMatchObject({ isGood: true });
  await expect.poll(told).toEqual([]);
});

test('a full disk while a backup is made is told, leaves nothing behind, and the next one works', async () => {
  const files = createMemoryBackupFiles();
  let room = 3;
  const scarce: BackupFiles = {
    ...files,
    async putSegment(sha256, bytes) {
      if (room-- <= 0) throw new AppError('storage-full', 'There is no room left for Hearth in this browser.');
      await files.putSegment(sha256, bytes);
    },
  };
  const kernel = await open(scarce);
  await write(kernel, 'Heron');
  await expect(backUp(kernel)).rejects.toMatchObject({ code: 'storage-full' });
  expect((await kernel.query('backups', {})).failure?.error.code).toBe('storage-full');
  expect(await files.listSegments()).toEqual([]);
  room = 1000;
  await backUp(kernel);
  const { backups, failure } = await kernel.query('backups', {});
  expect(backups).toHaveLength(1);
  expect(failure).toBeNull();
});

test('an original that only a backup refers to stays', async () => {
  const files = createMemoryBackupFiles();
  const kernel = await open(files);
  await kernel.import([{ path: 'a.md', content: '# Pond\n\nHerons.' }]);
  const { id } = await backUp(kernel);
  const [hash = ''] = await house.blobs.list();
  await house.store.query('delete from blobs');
  await house.store.query('update items set blob_hash = null');
  await house.store.query('delete from import_files');
  kernel.kernel.context.originals.sweep();
  await kernel.idle();
  expect(await house.blobs.list()).toEqual([hash]);
  await kernel.call('remove-backup', { id });
  kernel.kernel.context.originals.sweep();
  await kernel.idle();
  expect(await house.blobs.list()).toEqual([]);
});

test('a removed backup leaves no segment that no other one names', async () => {
  const files = createMemoryBackupFiles();
  const kernel = await open(files);
  await write(kernel, 'Heron');
  const first = await backUp(kernel);
  await write(kernel, 'Kiln');
  const second = await backUp(kernel);
  await kernel.call('remove-backup', { id: first.id });
  const left = new Set(
    (await readManifest(files, second.id)).tables.flatMap(({ segments }) => segments.map(({ sha256 }) => sha256)),
  );
  expect(new Set(await files.listSegments())).toEqual(left);
});
