import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../tests/kernel-harness.ts';
import { openTestSqlite } from '../../../tests/open-test-store.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupSummary } from '../../core/backup/manifest.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { makeBackup } from './make-backup.ts';
import { readManifest } from './manifest-file.ts';
import { checkTables, finishRestore, restoreBackup } from './restore-backup.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house.close());

async function restored(files: BackupFiles, id: string) {
  const store = await openTestSqlite(MIGRATIONS, house.clock);
  await restoreBackup({ files, manifest: await readManifest(files, id), store });
  await finishRestore({ store, migrations: MIGRATIONS, clock: house.clock });
  return store;
}

test('a store that was restored from an older backup takes nothing over from a newer one', async () => {
  const files = createMemoryBackupFiles();
  const kernel = await house.open({ backups: { files, tryRestore: null } });
  const itemId = house.ids.next();
  const backUp = async () => (await kernel.call('back-up-now', null)) as BackupSummary;
  await kernel.command('create-note', { itemId, title: 'Kiln', text: 'Fired at 1,200 degrees.' });
  await kernel.idle();
  const older = await backUp();
  await kernel.command('rename-item', { itemId, title: 'Kiln, sold' });
  await kernel.idle();
  const newer = await backUp();
  expect(newer.kind).toBe('increment');
  await kernel.close();

  const store = await restored(files, older.id);
  const parent = await readManifest(files, newer.id);
  const { ids, clock } = house;
  const made = await makeBackup({ store, files, clock, ids, reason: 'asked', app: 'test', parent });
  expect((await checkTables(store, made)).filter(({ isSame }) => !isSame)).toEqual([]);
  expect(made.kind).toBe('base');

  const again = await restored(files, newer.id);
  const next = await makeBackup({ store: again, files, clock, ids, reason: 'asked', app: 'test', parent });
  expect(next.kind).toBe('increment');
  expect((await checkTables(again, next)).filter(({ isSame }) => !isSame)).toEqual([]);
  await store.close();
  await again.close();
});
