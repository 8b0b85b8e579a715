import { describe, expect, test } from 'vitest';
import { isSettled } from './judge-prior.ts';

const judged = (...values: readonly number[]) => values.map((logProbability, index) => ({ index, logProbability }));

describe('whether judging is settled', () => {
  const prior = { scores: [6, 5, 1, 0.5], places: 1, reach: 1 };

  test('it is where the next passage could not come first even if it were judged well above the best', () => {
    expect(isSettled(prior, judged(-2), 2)).toBe(true);
  });

  test('it is not while the next one is near', () => {
    expect(isSettled(prior, judged(-2), 1)).toBe(false);
  });

  test('it is not before there are as many judgements as places', () => {
    expect(isSettled({ ...prior, places: 2 }, judged(-2), 2)).toBe(false);
  });

  test('it counts the last of the places, not the first', () => {
    expect(isSettled({ ...prior, places: 2 }, judged(-2, -6), 2)).toBe(false);
    expect(isSettled({ ...prior, places: 2 }, judged(-2, -2), 2)).toBe(true);
  });
});
