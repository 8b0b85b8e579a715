import { expect, test } from 'vitest';
import { decideRoom, type SizeOnDay, withDay } from './room.ts';

const GB = 1_000_000_000;
const DAY_MS = 86_400_000;
const growing = (perDay: number, days = 10): SizeOnDay[] =>
  Array.from({ length: days }, (_, at) => ({ day: 100 + at, usedBytes: GB + at * perDay, items: at }));

test('there is room: no word is said', () => {
  expect(decideRoom({ usageBytes: 2 * GB, quotaBytes: 100 * GB }, [], null)).toEqual({
    ...{ freeBytes: 98 * GB, isLeast: false, perDayBytes: null, daysLeft: null, low: null },
  });
  expect(decideRoom({ usageBytes: 0, quotaBytes: 0 }, [], null)).toBe(null);
});

test('less than 500 MB, less than 15 % of a small place, or less than 14 days are said', () => {
  expect(decideRoom({ usageBytes: 0.6 * GB, quotaBytes: GB }, [], null)?.low).toBe('bytes');
  expect(decideRoom({ usageBytes: 8.6 * GB, quotaBytes: 10 * GB }, [], null)?.low).toBe('share');
  expect(decideRoom({ usageBytes: 90 * GB, quotaBytes: 100 * GB }, [], null)?.low).toBe(null);
  const outlook = decideRoom({ usageBytes: 2 * GB, quotaBytes: 30 * GB }, growing(2.1 * GB), null);
  expect(outlook).toMatchObject({ perDayBytes: 2.1 * GB, daysLeft: 13, low: 'days' });
});

test('what shrinks never gets full, and one import is no habit', () => {
  expect(decideRoom({ usageBytes: 2 * GB, quotaBytes: 30 * GB }, growing(-1e6), null)?.daysLeft).toBe(null);
  expect(decideRoom({ usageBytes: 2 * GB, quotaBytes: 30 * GB }, growing(20 * GB, 3), null)?.daysLeft).toBe(null);
});

test('one figure is kept for each day, for sixty days, whatever the clock does', () => {
  let series: readonly SizeOnDay[] = [];
  for (let day = 0; day < 100; day++) series = withDay(series, day * DAY_MS, { usedBytes: day, items: 0 });
  expect(series).toHaveLength(60);
  expect(series.at(-1)).toEqual({ day: 99, usedBytes: 99, items: 0 });
  expect(withDay(series, 99.9 * DAY_MS, { usedBytes: 7, items: 0 })).toBe(series);
  expect(withDay(series, 5 * DAY_MS, { usedBytes: 7, items: 0 })).toBe(series);
});

test('where the browser says the same of each disk, what was tried counts, and without it nothing is claimed', () => {
  const told = { usageBytes: 339_668_324, quotaBytes: 339_668_324 + 10 * 1024 ** 3 };
  expect(decideRoom(told, [], null)).toBe(null);
  expect(decideRoom(told, [], 0)).toMatchObject({ freeBytes: 0, isLeast: true, low: 'bytes' });
  expect(decideRoom(told, [], 10 * GB)).toMatchObject({ freeBytes: 10 * GB, isLeast: true, low: null });
  expect(decideRoom(told, growing(GB), 10 * GB)).toMatchObject({ daysLeft: 10, low: 'days' });
});
