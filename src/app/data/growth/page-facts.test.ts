import { expect, test } from 'vitest';
import { isRoomSnoozed, snoozeRoom } from '../../shell/room-snooze.ts';
import { monthsBefore } from './ages.ts';
import { browserName } from './page-facts.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.7000.1 Safari/537.36';

test.each([
  [CHROME, 'Chrome 156'],
  [`${CHROME} Edg/156.0.1`, 'Edge 156'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
  [
    'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    'Safari 26',
  ],
  ['curl/8', 'unknown'],
])('a browser is its name and main version, no device: %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});

test('a warning that was put off is quiet for a day, and comes each time where nothing can be kept', () => {
  const held = new Map<string, string>();
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (k: string, v: string) => held.set(k, v),
  };
  expect(isRoomSnoozed(storage, 1e12)).toBe(false);
  snoozeRoom(storage, 1e12);
  expect(isRoomSnoozed(storage, 1e12 + 86_399_999)).toBe(true);
  expect(isRoomSnoozed(storage, 1e12 + 86_400_000)).toBe(false);
  const denied = {
    getItem: () => {
      throw new Error('denied');
    },
  };
  expect(isRoomSnoozed(denied, 1e12)).toBe(false);
});

test('an age is counted in months, from midnight', () => {
  const now = new Date(2026, 2, 31, 15).getTime();
  expect(new Date(monthsBefore(now, 12))).toEqual(new Date(2025, 2, 31));
});
