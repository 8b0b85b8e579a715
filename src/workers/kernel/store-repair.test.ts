import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryPlaces, type MemoryPlaces } from '../../../tests/memory-places.ts';
import { TEST_DIALECT } from '../../../tests/open-test-store.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { AppError } from '../../core/errors.ts';
import type { SalvageReport } from '../../core/integrity/findings.ts';
import { firstPlace, type Place } from '../../db/places.ts';

/** A damaged store is repaired into another one: from the newest backup, from what can be read, and from the change log. */

let house: TestHouse;
let places: MemoryPlaces;
let backups: BackupFiles;
let kernel: TestKernel;
let restarts: number;

beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(async () => {
  await house.wipe();
  restarts = 0;
  backups = createMemoryBackupFiles();
  places = createMemoryPlaces(firstPlace(TEST_DIALECT === 'sqlite' ? 'sqlite' : 'pglite', 1), house.store, house.clock);
  kernel = await openKernel();
  await kernel.import([{ path: 'Papers/anchor.md', content: '# Anchor\n\nThe anchor weighs 40 kilograms.' }]);
  await addNote('clock');
  await kernel.idle();
});
afterEach(() => places.end());
afterAll(() => house?.close());

function openKernel(): Promise<TestKernel> {
  const place = places.now.current as Place;
  const tryRestore = () => Promise.reject(new AppError('unsupported', 'Not here.'));
  const restart = () => {
    restarts += 1;
  };
  return house.open({
    store: places.storeAt(place),
    place,
    places,
    restart,
    backups: { files: backups, tryRestore },
  });
}

const addNote = (title: string) =>
  kernel.command('create-note', { itemId: house.ids.next(), title, text: `The ${title} stands in the hall.` });
const titles = async () => (await kernel.query('items', {})).items.map(({ title }) => title).sort();
const repair = async () => (await kernel.call('repair-store', null)) as SalvageReport;
const damage = (sql: string) => house.store.query(sql);

async function takeRepaired(): Promise<void> {
  await kernel.call('take-repaired', null);
  await expect.poll(() => restarts).toBe(1);
  await kernel.close();
  kernel = await openKernel();
}

test('rows that are gone come back from the log, without any backup; the damaged store is kept', async () => {
  await damage(`delete from items where title = 'clock'`);
  await kernel.call('check-health', null);
  await expect(addNote('lamp')).rejects.toMatchObject({ code: 'read-only' });
  const report = await repair();
  expect(report).toMatchObject({ backupMs: null, left: [] });
  expect(await titles()).toEqual(['Anchor']);
  await takeRepaired();
  expect(await titles()).toEqual(['Anchor', 'clock']);
  await kernel.idle();
  expect((await kernel.query('search', { query: 'hall' })).total).toBe(1);
  expect((await kernel.query('health', {})).readOnly).toBe(false);
  await addNote('lamp');
  const { current, kept } = await kernel.query('places', {});
  expect(current).toMatchObject({ purpose: 'repair' });
  expect(kept.map(({ id }) => id)).toEqual(['first']);
}, 60_000);

test('what neither the rows nor the log have comes from the newest backup, and what came after it from the log', async () => {
  await kernel.call('back-up-now', null);
  await addNote('lamp');
  await kernel.idle();
  await damage(`delete from items where title in ('Anchor', 'lamp')`);
  await damage(`delete from change_log where key in (select item_id from item_texts where text like '%anchor%')`);
  await kernel.call('check-health', null);
  const report = await repair();
  expect(report.backupMs).not.toBeNull();
  await takeRepaired();
  expect(await titles()).toEqual(['Anchor', 'clock', 'lamp']);
  await kernel.idle();
  expect((await kernel.query('search', { query: 'kilograms' })).total).toBe(1);
}, 60_000);

test('a repair that is not wanted leaves everything as it was', async () => {
  await damage(`delete from items where title = 'clock'`);
  await kernel.call('check-health', null);
  await repair();
  await kernel.call('drop-repaired', null);
  expect(places.now).toMatchObject({ current: { id: 'first' }, pending: null });
  await expect(kernel.call('take-repaired', null)).rejects.toMatchObject({ code: 'not-found' });
}, 60_000);

test('a backup that is damaged is no help and does no harm', async () => {
  await kernel.call('back-up-now', null);
  for (const sha256 of await backups.listSegments()) await backups.removeSegment(sha256);
  await damage(`delete from items where title = 'clock'`);
  await kernel.call('check-health', null);
  expect(await repair()).toMatchObject({ backupMs: null });
  await takeRepaired();
  expect(await titles()).toEqual(['Anchor', 'clock']);
}, 60_000);
