import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzSeed } from '../../../tests/fuzz-runs.ts';
import { decideDropped, KEEP_RULE } from './keep-rule.ts';
import { BACKUP_REASONS } from './manifest.ts';
import { type BackupState, decideBackup, decideDrill, decideKind } from './schedule.ts';
import { compareKeys, spansOf } from './segments.ts';

/** What is decided about backups: which are kept, when one is made, which segments a change concerns. */

const DAY_MS = 86_400_000;
const NOW_MS = 1_760_000_000_000;
const runs = { numRuns: fuzzRuns(300), seed: fuzzSeed() };

const backups = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    madeMs: fc.integer({ min: NOW_MS - 90 * DAY_MS, max: NOW_MS }),
    reason: fc.constantFrom(...BACKUP_REASONS),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);

test('the newest backup is kept, the last of each of the last days and weeks too, and thinning again drops no more', () => {
  fc.assert(
    fc.property(backups, (list) => {
      const dropped = new Set(decideDropped(list, NOW_MS));
      const kept = list.filter(({ id }) => !dropped.has(id));
      if (list.length > 0)
        expect(kept.map(({ madeMs }) => madeMs)).toContain(Math.max(...list.map(({ madeMs }) => madeMs)));
      const days = new Set(list.map(({ madeMs }) => Math.floor(madeMs / DAY_MS)));
      for (const day of [...days].sort((a, b) => b - a).slice(0, KEEP_RULE.daily)) {
        const last = Math.max(
          ...list.filter(({ madeMs }) => Math.floor(madeMs / DAY_MS) === day).map(({ madeMs }) => madeMs),
        );
        expect(kept.some(({ madeMs }) => madeMs === last)).toBe(true);
      }
      expect(decideDropped(kept, NOW_MS)).toEqual([]);
      const onPurpose = kept.filter(({ reason, madeMs }) => reason !== 'schedule' && madeMs > NOW_MS - 14 * DAY_MS);
      expect(kept.length - onPurpose.length).toBeLessThanOrEqual(1 + KEEP_RULE.daily + KEEP_RULE.weekly);
    }),
    runs,
  );
});

test('a backup a day for a year leaves seven of the last days and one of each of the weeks before', () => {
  let list: { id: string; madeMs: number; reason: 'schedule' }[] = [];
  for (let day = 0; day < 365; day++) {
    const nowMs = NOW_MS + day * DAY_MS;
    list.push({ id: String(day), madeMs: nowMs, reason: 'schedule' });
    const dropped = new Set(decideDropped(list, nowMs));
    list = list.filter(({ id }) => !dropped.has(id));
  }
  const ages = list.map(({ id }) => 364 - Number(id)).sort((a, b) => a - b);
  expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(ages.length).toBeGreaterThanOrEqual(9);
  expect(ages.length).toBeLessThanOrEqual(11);
  expect(ages.at(-1)).toBeGreaterThanOrEqual(14);
});

const state = (change: Partial<BackupState> = {}): BackupState => ({
  interval: 'daily',
  openedMs: NOW_MS,
  isEmpty: false,
  isChanged: true,
  newestMs: null,
  failedMs: null,
  ...change,
});

test.each<[string, BackupState, number | null]>([
  ['the first one comes some minutes after there is something to keep', state(), 180_000],
  ['none of what is empty', state({ isEmpty: true }), null],
  ['none where that is the setting', state({ interval: 'off' }), null],
  ['none where nothing changed', state({ isChanged: false, newestMs: NOW_MS - 3 * DAY_MS }), null],
  ['the next one a day later', state({ openedMs: NOW_MS - DAY_MS, newestMs: NOW_MS - 3_600_000 }), DAY_MS - 3_600_000],
  ['one that was missed is made when Hearth has settled', state({ newestMs: NOW_MS - 9 * DAY_MS }), 180_000],
  ['after a failure it waits an hour', state({ openedMs: NOW_MS - DAY_MS, failedMs: NOW_MS }), 3_600_000],
  ['a clock that was set back does not stop them', state({ newestMs: NOW_MS + 400 * DAY_MS }), 180_000],
])('%s', (_, given, inMs) => {
  expect(decideBackup(given, NOW_MS)).toBe(inMs);
});

test('a restore is tried when there is a backup, and then each week', () => {
  expect(decideDrill({ newestMs: null, openedMs: NOW_MS, drilledMs: null }, NOW_MS)).toBeNull();
  expect(decideDrill({ newestMs: NOW_MS, openedMs: NOW_MS, drilledMs: null }, NOW_MS)).toBe(360_000);
  const weekly = { newestMs: NOW_MS, openedMs: NOW_MS - DAY_MS, drilledMs: NOW_MS - DAY_MS };
  expect(decideDrill(weekly, NOW_MS)).toBe(6 * DAY_MS);
});

test('every seventh backup, and the first one in a week, reads every row', () => {
  expect(decideKind(null, NOW_MS)).toBe('base');
  expect(decideKind({ depth: 5, baseMs: NOW_MS - DAY_MS }, NOW_MS)).toBe('increment');
  expect(decideKind({ depth: 6, baseMs: NOW_MS - DAY_MS }, NOW_MS)).toBe('base');
  expect(decideKind({ depth: 1, baseMs: NOW_MS - 8 * DAY_MS }, NOW_MS)).toBe('base');
});

const key = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));

test('a change concerns just the segments in which its row is or would be', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { selector: String, minLength: 1, maxLength: 30 }),
      fc.array(key, { maxLength: 10 }),
      fc.boolean(),
      (keys, changed, byFirst) => {
        const segments = keys.toSorted(compareKeys).map((start) => ({ start }));
        const wanted = changed.map((each) => (byFirst ? each.slice(0, 1) : each));
        const found = new Set(
          spansOf(segments, wanted).flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, at) => first + at),
          ),
        );
        // A row lies in the last segment that starts at it or before it, else in the first.
        const placeOf = (row: readonly number[]) =>
          Math.max(
            0,
            segments.findLastIndex(({ start }) => compareKeys(start, row) <= 0),
          );
        for (let a = 0; a < 10; a++) {
          for (let b = 0; b < 10; b++) {
            const isChanged = wanted.some((each) => compareKeys(each, [a, b]) === 0);
            if (isChanged) expect(found).toContain(placeOf([a, b]));
          }
        }
        expect(found.size).toBeLessThanOrEqual(segments.length);
        if (!byFirst) expect(found.size).toBeLessThanOrEqual(2 * new Set(changed.map(String)).size);
      },
    ),
    runs,
  );
});
