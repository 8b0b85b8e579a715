import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('the page hears of the first file, of one in a tenth of a second, and of the last', () => {
  const isTime = createPace(100);
  const kept = [0, 1, 60, 99, 100, 130, 199, 200, 201];
  expect(kept.filter((atMs, at) => isTime(atMs, at === kept.length - 1))).toEqual([0, 100, 200, 201]);
});
