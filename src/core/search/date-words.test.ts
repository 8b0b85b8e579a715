import { describe, expect, it } from 'vitest';
import { readDate } from './date-words.ts';

/** Saturday, 21 November 2026, half past one in the morning in Vienna: still Friday in UTC. */
const when = { nowMs: Date.UTC(2026, 10, 21, 0, 30), zone: 'Europe/Vienna' };

const zoned = (ms: number): string =>
  Number.isFinite(ms)
    ? new Intl.DateTimeFormat('sv-SE', { timeZone: when.zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)
    : '';

/** Both ends as days of the zone; the second is the first day that is out. */
function daysOf(text: string): string | null {
  const range = readDate(text, when);
  if (range === null) return null;
  const ends = [zoned(range.fromMs), zoned(range.toMs)];
  for (const end of ends) expect(end, text).toMatch(/^$| 00:00:00$/);
  return ends.map((end) => end.slice(0, 10)).join('..');
}

const TABLE: readonly (readonly [string, string])[] = [
  ['2024', '2024-01-01..2025-01-01'],
  ['2025-03', '2025-03-01..2025-04-01'],
  ['2025-03-09', '2025-03-09..2025-03-10'],
  ['09.03.2025', '2025-03-09..2025-03-10'],
  ['9.3.', '2026-03-09..2026-03-10'],
  ['24.12.', '2025-12-24..2025-12-25'],
  ['Q2 2025', '2025-04-01..2025-07-01'],
  ['2025-Q4', '2025-10-01..2026-01-01'],
  ['today', '2026-11-21..2026-11-22'],
  ['heute', '2026-11-21..2026-11-22'],
  ['Yesterday', '2026-11-20..2026-11-21'],
  ['gestern', '2026-11-20..2026-11-21'],
  ['vorgestern', '2026-11-19..2026-11-20'],
  ['the day before yesterday', '2026-11-19..2026-11-20'],
  ['3 days ago', '2026-11-18..2026-11-19'],
  ['vor 3 Tagen', '2026-11-18..2026-11-19'],
  ['two weeks ago', '2026-11-02..2026-11-09'],
  ['vor zwei Wochen', '2026-11-02..2026-11-09'],
  ['a month ago', '2026-10-01..2026-11-01'],
  ['vor einem Jahr', '2025-01-01..2026-01-01'],
  ['this week', '2026-11-16..2026-11-23'],
  ['diese Woche', '2026-11-16..2026-11-23'],
  ['last week', '2026-11-09..2026-11-16'],
  ['letzte Woche', '2026-11-09..2026-11-16'],
  ['last weekend', '2026-11-14..2026-11-16'],
  ['last month', '2026-10-01..2026-11-01'],
  ['im letzten Monat', '2026-10-01..2026-11-01'],
  ['last quarter', '2026-07-01..2026-10-01'],
  ['last year', '2025-01-01..2026-01-01'],
  ['letztes Jahr', '2025-01-01..2026-01-01'],
  ['past week', '2026-11-15..2026-11-22'],
  ['in the last 3 days', '2026-11-19..2026-11-22'],
  ['last two months', '2026-09-22..2026-11-22'],
  ['in den letzten zwei Wochen', '2026-11-08..2026-11-22'],
  ['last summer', '2026-06-01..2026-09-01'],
  ['letzten Sommer', '2026-06-01..2026-09-01'],
  ['last autumn', '2025-09-01..2025-12-01'],
  ['this autumn', '2026-09-01..2026-12-01'],
  ['in winter', '2025-12-01..2026-03-01'],
  ['summer 2024', '2024-06-01..2024-09-01'],
  ['Frühling 2024', '2024-03-01..2024-06-01'],
  ['in March', '2026-03-01..2026-04-01'],
  ['im März', '2026-03-01..2026-04-01'],
  ['march 2024', '2024-03-01..2024-04-01'],
  ['in Dezember', '2025-12-01..2026-01-01'],
  ['last november', '2025-11-01..2025-12-01'],
  ['this November', '2026-11-01..2026-12-01'],
  ['14 March', '2026-03-14..2026-03-15'],
  ['March 14th, 2024', '2024-03-14..2024-03-15'],
  ['14th of march 2024', '2024-03-14..2024-03-15'],
  ['am 14. März 2024', '2024-03-14..2024-03-15'],
  ['29 february', '2024-02-29..2024-03-01'],
  ['on monday', '2026-11-16..2026-11-17'],
  ['saturday', '2026-11-21..2026-11-22'],
  ['last saturday', '2026-11-14..2026-11-15'],
  ['this sunday', '2026-11-22..2026-11-23'],
  ['letzten Montag', '2026-11-16..2026-11-17'],
  ['since monday', '2026-11-16..'],
  ['seit letztem Montag', '2026-11-16..'],
  ['after march 2024', '2024-04-01..'],
  ['before 2024', '..2024-01-01'],
  ['vor März 2024', '..2024-03-01'],
  ['until yesterday', '..2026-11-21'],
  ['bis gestern', '..2026-11-21'],
  ['between March and May 2026', '2026-03-01..2026-06-01'],
  ['zwischen 2020 und 2022', '2020-01-01..2023-01-01'],
  ['from 2020 to 2022', '2020-01-01..2023-01-01'],
  ['von März bis Mai 2026', '2026-03-01..2026-06-01'],
];

describe('dates in words', () => {
  it.each(TABLE)('%s', (text, days) => {
    expect(daysOf(text)).toBe(days);
  });

  it('what is no date is none', () => {
    const texts = [
      '',
      'soon',
      'last',
      'the boiler',
      '2025-13',
      '2025-02-30',
      '31 february',
      'week',
      'ago',
      '40.1.2020',
    ];
    for (const text of [...texts, 'zero days ago', 'between 2022 and 2020', 'last last week', 'x'.repeat(500)]) {
      expect(readDate(text, when), text).toBeNull();
    }
  });

  it('a day that the clocks are changed on has 23 or 25 hours', () => {
    const hours = (text: string): number => {
      const range = readDate(text, when);
      return range === null ? 0 : (range.toMs - range.fromMs) / 3_600_000;
    };
    expect(['2026-03-29', '2026-10-25', '2026-11-21'].map(hours)).toEqual([23, 25, 24]);
  });
});
