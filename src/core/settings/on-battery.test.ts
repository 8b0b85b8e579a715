import { expect, test } from 'vitest';
import { mayWork, ON_BATTERY } from './on-battery.ts';

const full = { charging: false, level: 1 };
const low = { charging: false, level: 0.19 };
const plugged = { charging: true, level: 0.05 };

test.each([
  ['always', { full: true, low: true }],
  ['not-below-20', { full: true, low: false }],
  ['only-charging', { full: false, low: false }],
] as const)('“%s” decides by the battery', (choice, expected) => {
  expect({ full: mayWork(choice, full), low: mayWork(choice, low) }).toEqual(expected);
});

test.each(ON_BATTERY)('“%s” goes on while charging, and where nothing is known of a battery', (choice) => {
  expect([mayWork(choice, plugged), mayWork(choice, null)]).toEqual([true, true]);
});

test('at a fifth exactly it goes on', () => {
  expect(mayWork('not-below-20', { charging: false, level: 0.2 })).toBe(true);
});
