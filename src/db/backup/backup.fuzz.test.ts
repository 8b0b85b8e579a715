import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns, fuzzSeed } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { emptyTables, openTestPglite, openTestSqlite } from '../../../tests/open-test-store.ts';
import { createPlayer, steps } from '../../../tests/random-commands.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { makeBackup } from './make-backup.ts';
import { checkTables, restoreBackup } from './restore-backup.ts';

/** Small, so that few rows are many segments. */
const SEGMENT_ROWS = 3;
const TIMEOUT = 60_000 + 8_000 * fuzzRuns(4);
let house: TestHouse;
let targets: readonly Store[];

beforeAll(async () => {
  house = await openTestHouse();
  targets = await Promise.all([openTestPglite(MIGRATIONS, house.clock), openTestSqlite(MIGRATIONS, house.clock)]);
}, 60_000);
afterAll(async () => {
  await house.close();
  for (const target of targets) await target.close();
});

interface BackupAsked {
  readonly kernel: TestKernel;
  readonly files: BackupFiles;
  readonly parent: BackupManifest | null;
  readonly store?: Store;
}

const back = ({ kernel, files, parent, store = house.store }: BackupAsked) =>
  makeBackup({
    store,
    files,
    clock: house.clock,
    ids: house.ids,
    reason: 'schedule',
    app: 'test',
    parent,
    exclusive: (work) => kernel.kernel.context.writer.exclusive(work),
    segmentRows: SEGMENT_ROWS,
  });

const tablesOf = ({ tables }: BackupManifest) =>
  tables.map(({ name, sha256, segments }) => ({ name, sha256, segments }));

const plan = fc.record({
  before: steps({ min: 2, max: 8 }),
  meanwhile: fc.array(steps({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
});

test('a chain of backups that are made while things are written holds each time what every row read anew would hold', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ before, meanwhile }) => {
      await house.wipe();
      const kernel = await house.open();
      const player = createPlayer(house, () => kernel);
      const files = createMemoryBackupFiles();
      for (const step of before) await player.play(step);
      let parent: BackupManifest | null = null;
      for (const list of meanwhile) {
        const writing = (async () => {
          for (const step of list) await player.play(step);
        })();
        const made: BackupManifest = await back({ kernel, files, parent });
        await writing;
        await kernel.idle();
        const increment: BackupManifest = await back({ kernel, files, parent: made });
        const base = await back({ kernel, files, parent: null });
        expect(tablesOf(increment)).toEqual(tablesOf(base));
        expect((await checkTables(house.store, increment)).filter(({ isSame }) => !isSame)).toEqual([]);
        parent = made;
      }
      await house.wipe();
    }),
    { numRuns: fuzzRuns(3), seed: fuzzSeed() },
  );
});

test('a backup that was made while things were written is of one moment, and both engines take it in', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ before, meanwhile }) => {
      await house.wipe();
      const kernel = await house.open();
      const player = createPlayer(house, () => kernel);
      const files = createMemoryBackupFiles();
      for (const step of before) await player.play(step);
      let parent: BackupManifest | null = null;
      for (const list of meanwhile) {
        const writing = (async () => {
          for (const step of list) await player.play(step);
        })();
        const made: BackupManifest = await back({ kernel, files, parent });
        await writing;
        parent = made;
      }
      if (parent === null) throw new Error('no backup');
      for (const target of targets) {
        await emptyTables(
          target,
          parent.tables.map(({ name }) => name),
        );
        const checked = await restoreBackup({ files, manifest: parent, store: target });
        expect(checked.every(({ isSame }) => isSame)).toBe(true);
        await expectOneMoment(target, parent);
      }
      await house.wipe();
    }),
    { numRuns: fuzzRuns(3), seed: fuzzSeed() },
  );
});

/** Its log has no gap, ends where the backup says, and every row's clocks are of operations that it has. */
async function expectOneMoment(store: Store, { position }: BackupManifest): Promise<void> {
  for (const [device, last] of Object.entries(position.sequences)) {
    const { rows } = await store.query<{ count: number; last: number }>(
      'select count(*) as count, max(sequence) as last from change_log where device_id = $1',
      [device],
    );
    expect(rows.map(({ count, last: greatest }) => [Number(count), Number(greatest)])).toEqual([[last, last]]);
  }
  const { rows } = await store.query<{ hlc: string }>('select hlc from change_log');
  const logged = new Set(rows.map(({ hlc }) => hlc));
  for (const table of ['items', 'item_bodies', 'tags', 'links']) {
    const held = await store.query<{ clocks: Record<string, string> }>(`select clocks from ${table}`);
    for (const { clocks } of held.rows) for (const hlc of Object.values(clocks)) expect(logged).toContain(hlc);
  }
}

/** Three things, one of them in the bin, all in a backup. */
async function threeThings(): Promise<BackupAsked & { readonly parent: BackupManifest }> {
  await house.wipe();
  const kernel = await house.open();
  const files = createMemoryBackupFiles();
  const player = createPlayer(house, () => kernel);
  for (const title of ['heron', 'kiln', 'pond']) await player.play({ type: 'create', title, text: `${title} at dawn` });
  await kernel.idle();
  for (let edit = 0; edit < 12; edit++) await player.play({ type: 'edit', note: edit % 3, at: 3, text: 'brew' });
  await kernel.idle();
  await player.play({ type: 'delete', note: 1 });
  await kernel.idle();
  return { kernel, files, parent: await back({ kernel, files, parent: null }) };
}

async function expectIncrementIsWhole({ kernel, files, parent }: BackupAsked): Promise<void> {
  await kernel.idle();
  const increment = await back({ kernel, files, parent });
  const base = await back({ kernel, files, parent: null });
  expect(increment.kind).toBe('increment');
  expect(tablesOf(increment)).toEqual(tablesOf(base));
}

test('an increment sees that the bin was emptied, and what the log forgot with it', { timeout: TIMEOUT }, async () => {
  const asked = await threeThings();
  const player = createPlayer(house, () => asked.kernel);
  for (let at = 0; at < 24; at++) await player.play({ type: 'create', title: `note ${at}`, text: 'apple' });
  for (let at = 0; at < 24; at += 2) await player.play({ type: 'delete', note: at });
  await asked.kernel.idle();
  const parent = await back(asked);
  expect(await asked.kernel.kernel.context.compaction.emptyBin()).toBe(13);
  await expectIncrementIsWhole({ ...asked, parent });
});

test('an increment sees that the change log was shortened and its edits put together', {
  timeout: TIMEOUT,
}, async () => {
  const asked = await threeThings();
  house.clock.ms += 400 * 86_400_000;
  const { slices } = await asked.kernel.kernel.context.compaction.run();
  expect(slices).toBeGreaterThan(0);
  await expectIncrementIsWhole(asked);
});

test('an increment sees what was written when the clock was set back', { timeout: TIMEOUT }, async () => {
  const asked = await threeThings();
  house.clock.ms -= 90 * 86_400_000;
  await createPlayer(house, () => asked.kernel).play({ type: 'create', title: 'back in time', text: 'apple' });
  await expectIncrementIsWhole(asked);
});

test('an increment sees that rows are gone of which nothing tells', { timeout: TIMEOUT }, async () => {
  const asked = await threeThings();
  house.clock.ms += 3 * 3_600_000;
  const parent = await back(asked);
  await house.store.query('delete from commands where cast(id as text) = (select min(cast(id as text)) from commands)');
  await expectIncrementIsWhole({ ...asked, parent });
});

/** The store, with how many rows of these tables are read of it. */
function counting(tables: readonly string[]): { readonly store: Store; rows(): number } {
  let read = 0;
  const query: Store['query'] = async (sql, parameters) => {
    const result = await house.store.query<never>(sql, parameters);
    if (sql.includes('limit $1') && tables.some((table) => sql.includes(`from "${table}"`))) read += result.rows.length;
    return result;
  };
  return { store: { ...house.store, dialect: house.store.dialect, query }, rows: () => read };
}

test('an increment after an edit reads what lies about it, not whole tables', { timeout: TIMEOUT }, async () => {
  const asked = await threeThings();
  const player = createPlayer(house, () => asked.kernel);
  for (let at = 0; at < 20; at++) await player.play({ type: 'create', title: `note ${at}`, text: 'apple' });
  await asked.kernel.idle();
  const parent = await back(asked);
  await player.play({ type: 'create', title: 'one more', text: 'glaze' });
  await asked.kernel.idle();
  const tables = ['items', 'item_texts', 'chunks', 'item_bodies'];
  const [increment, base] = [counting(tables), counting(tables)];
  await back({ ...asked, parent, store: increment.store });
  await back({ ...asked, parent: null, store: base.store });
  expect(increment.rows()).toBeGreaterThan(0);
  expect(increment.rows()).toBeLessThan(base.rows() / 2);
});

test('what is written between two tables is in both of them or in none', { timeout: TIMEOUT }, async () => {
  const asked = await threeThings();
  const player = createPlayer(house, () => asked.kernel);
  await player.play({ type: 'create', title: 'meddler', text: 'apple' });
  const written: Promise<unknown>[] = [];
  const query: Store['query'] = async (sql, parameters) => {
    const result = await house.store.query<never>(sql, parameters);
    if (sql.includes('from "change_log"') && written.length < 12) {
      written.push(player.play({ type: 'rename', note: 0, title: `meddled ${written.length}` }));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return result;
  };
  const store = { ...house.store, dialect: house.store.dialect, query };
  const manifest = await back({ ...asked, parent: null, store });
  await Promise.all(written);
  for (const target of targets) {
    await emptyTables(
      target,
      manifest.tables.map(({ name }) => name),
    );
    await restoreBackup({ files: asked.files, manifest, store: target });
    await expectOneMoment(target, manifest);
  }
});
