import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createPlayer, type Player, type Step, send, steps } from '../../../tests/random-commands.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { applyOperation, type Cell, type Replica } from '../../core/changes.ts';
import { DAY_MS, WHOLE_DAYS } from '../../core/history/retention.ts';
import { makeBackup } from '../../db/backup/make-backup.ts';
import { checkTables, restoreBackup } from '../../db/backup/restore-backup.ts';
import { readFloors } from '../../db/history/log-floors.ts';
import { deepCheck } from '../../db/integrity/deep-check.ts';
import { SYNCED_COLUMNS, toCell } from '../../db/tables/cells.ts';
import { allOperations, allRows } from '../../db/tables/change-log.ts';
import { bodyUpdates } from '../../db/tables/item-parts.ts';
import type { SyncedTable } from '../../db/tables/scopes.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import type { KernelContext } from './context.ts';

const TIMEOUT = 120_000 * Math.max(1, fuzzRuns(5) / 5);
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house.close());

interface Timed {
  readonly step: Step;
  /** Days that pass before it. */
  readonly days: number;
}

const timed = fc
  .tuple(steps({ min: 8, max: 20 }), fc.array(fc.constantFrom(0, 0, 0, 1, 9, 25), { minLength: 20, maxLength: 20 }))
  .map(([list, days]) => list.map((step, at): Timed => ({ step, days: days[at] ?? 0 })));

async function playAll(kernel: TestKernel, player: Player, list: readonly Timed[]): Promise<void> {
  for (const { step, days } of list) {
    house.clock.ms += days * DAY_MS;
    await player.play(step);
  }
  await kernel.idle();
}

/** All that a person can see, and the synced rows but for how many rows a body has. */
async function everything(kernel: TestKernel, player: Player): Promise<unknown> {
  const views = await Promise.all(player.notes.map((itemId) => kernel.query('item', { itemId })));
  const { db } = kernel.kernel.context;
  const tables = (Object.keys(SYNCED_COLUMNS) as SyncedTable[]).filter((table) => table !== 'item_bodies');
  const rows = await Promise.all(tables.map((table) => allRows(db, table)));
  return {
    views,
    rows,
    preferences: await kernel.query('preferences', {}),
    searches: await kernel.query('searches', {}),
  };
}

/** Versions that are younger than thirty days, with what each holds. */
async function recentHistory(kernel: TestKernel, player: Player): Promise<unknown> {
  const sinceMs = house.clock.ms - (WHOLE_DAYS - 1) * DAY_MS;
  const recent: unknown[] = [];
  for (const itemId of player.notes) {
    const history = await kernel.query('item-history', { itemId });
    for (const version of history?.versions ?? []) {
      if (version.atMs < sinceMs) continue;
      const view = await kernel.query('item-version', { itemId, hlc: version.hlc });
      // What a version is set beside may be a day now, where it was an edit.
      recent.push([version, view === null ? null : { ...view, compared: null }]);
    }
  }
  return recent;
}

async function logHoldsRows(kernel: TestKernel): Promise<void> {
  const { db } = kernel.kernel.context;
  const replica: Replica = new Map();
  const operations = await allOperations(db);
  for (const operation of operations) applyOperation(replica, operation);
  for (const [table, rows] of replica) {
    const held = new Map((await allRows(db, table as SyncedTable)).map((row) => [String(row['id']), row]));
    for (const [key, cells] of rows) {
      const row = held.get(key);
      expect(row, `${table} ${key} is in the log and not in its table`).toBeDefined();
      const kinds: Readonly<Record<string, 'plain' | 'json' | 'bytes'>> = SYNCED_COLUMNS[table as SyncedTable];
      for (const [column, { value }] of cells) {
        const now: Cell = toCell(kinds[column] ?? 'plain', row?.[column]);
        expect([table, column, now]).toEqual([table, column, value]);
      }
    }
  }
  for (const { deviceId, sequence } of await readFloors(db)) {
    const own = operations
      .filter((operation) => operation.deviceId === deviceId)
      .map((operation) => operation.sequence);
    expect(own.toSorted((a, b) => a - b)).toEqual(own.map((_, at) => sequence + 1 + at));
  }
}

test('compaction, cut off anywhere and again, changes no row, text, recent version, nor what recent commands’ undo does', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(timed, fc.nat(8), fc.nat(30), fc.boolean(), async (list, crashAt, pause, keepsBin) => {
      await house.wipe();
      let writes = -1;
      const first = await house.open({
        beforeWrite({ crash }) {
          if (writes >= 0 && writes++ === crashAt) crash();
        },
      });
      const firstPlayer = createPlayer(house, () => first);
      if (keepsBin) await first.command('set-setting', { key: 'bin.keepDays', value: 0 });
      await playAll(first, firstPlayer, list);
      house.clock.ms += pause * DAY_MS;
      const before = await everything(first, firstPlayer);
      const past = await recentHistory(first, firstPlayer);
      writes = 0;
      await Promise.race([first.kernel.context.compaction.run(), cutOff(() => writes > crashAt)]);
      first.crash();
      const kernel = await house.open();
      await kernel.kernel.context.compaction.run();
      if (keepsBin) {
        expect(await everything(kernel, firstPlayer)).toEqual(before);
        expect(await recentHistory(kernel, firstPlayer)).toEqual(past);
      }
      await logHoldsRows(kernel);
      expect((await deepCheck({ store: house.store, blobs: null, nowMs: () => 0 })).findings).toEqual([]);
      expect((await kernel.kernel.context.compaction.run()).slices).toBe(0);
    }),
    { numRuns: fuzzRuns(5) },
  );
});

/** Resolves soon after the kernel was cut off, or never. */
async function cutOff(isOver: () => boolean): Promise<void> {
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('what the last thirty days’ commands did is taken back the same with and without compaction', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(timed, fc.nat(20), async (list, pick) => {
      const outcomes: unknown[] = [];
      for (const compacts of [false, true]) {
        await house.wipe();
        house.clock.ms = 1_750_000_000_000;
        const kernel = await house.open();
        const player = createPlayer(house, () => kernel);
        await kernel.command('set-setting', { key: 'bin.keepDays', value: 0 });
        const sentMs: number[] = [];
        for (const { step, days } of list) {
          house.clock.ms += days * DAY_MS;
          const count = player.sent.length;
          await player.play(step);
          if (player.sent.length > count) sentMs.push(house.clock.ms);
        }
        await kernel.idle();
        if (compacts) await kernel.kernel.context.compaction.run();
        const recent = player.sent.filter((_, at) => (sentMs[at] ?? 0) > house.clock.ms - (WHOLE_DAYS - 1) * DAY_MS);
        const command = recent[pick % Math.max(1, recent.length)];
        const payload = { commandId: command?.id ?? house.ids.next() };
        const undone = await send(kernel, {
          id: house.ids.next(),
          type: 'undo',
          payload,
          workspace: command?.workspace ?? house.ids.next(),
        });
        const views = await Promise.all(player.notes.map((itemId) => kernel.query('item', { itemId })));
        const seen = views.map((view) => [view?.text, view?.item.title, view?.item.folder, view?.item.tags]);
        outcomes.push({ undone: (undone as { kept?: number }).kept ?? 'refused', seen });
      }
      expect(outcomes[1]).toEqual(outcomes[0]);
    }),
    { numRuns: fuzzRuns(5) },
  );
});

test('a backup that follows a compaction holds what every row read anew holds, and the one before it restores what was', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(timed, steps({ min: 1, max: 5 }), async (list, meanwhile) => {
      await house.wipe();
      const kernel = await house.open();
      const player = createPlayer(house, () => kernel);
      const files = createMemoryBackupFiles();
      const back = (parent: BackupManifest | null) =>
        makeBackup({
          ...{ store: house.store, files, clock: house.clock, ids: house.ids, reason: 'schedule', app: 'test', parent },
          exclusive: (work) => kernel.kernel.context.writer.exclusive(work),
          segmentRows: 3,
        });
      await playAll(kernel, player, list);
      const before = await back(null);
      const seen = await textsOf(kernel.kernel.context.db);
      // What a backup has not seen yet stays in the log: it may be this old, and not older.
      house.clock.ms += 35 * DAY_MS;
      for (const step of meanwhile) await player.play(step);
      await kernel.kernel.context.compaction.run();
      await kernel.idle();
      const after = await back(before);
      const base = await back(null);
      const tablesOf = ({ tables }: BackupManifest) => tables.map(({ name, sha256 }) => [name, sha256]);
      expect(tablesOf(after)).toEqual(tablesOf(base));
      expect((await checkTables(house.store, after)).filter(({ isSame }) => !isSame)).toEqual([]);
      await house.wipe();
      const restored = await restoreBackup({ files, manifest: before, store: house.store });
      expect(restored.every(({ isSame }) => isSame)).toBe(true);
      const again = await house.open();
      expect(await textsOf(again.kernel.context.db)).toEqual(seen);
    }),
    { numRuns: fuzzRuns(2) },
  );
});

/** The text of every note's body. */
async function textsOf(db: KernelContext['db']): Promise<Record<string, string>> {
  const items = await allRows(db, 'items');
  const texts = items.map(async ({ id }) => {
    const updates = await bodyUpdates(db, String(id));
    return [String(id), openTextDocument(updates).text()] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}
