import fc from 'fast-check';
import { expect, test } from 'vitest';
import { threadMs } from '../../../tests/hang.ts';
import { fingerprintOf, NEAR_BITS } from './fingerprint.ts';

const distance = (a: string, b: string): number => {
  let bits = BigInt.asUintN(64, (fingerprintOf(a) ?? 0n) ^ (fingerprintOf(b) ?? 0n));
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
};

const words = (length: number, seed: number) =>
  fc.sample(
    fc.array(fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 2, maxLength: 6 }), {
      minLength: length,
      maxLength: length,
    }),
    { seed, numRuns: 1 },
  )[0] ?? [];

test('a fingerprint is 64 bits, the same each time, whatever the case, marks and line ends', () => {
  const text = 'The kettle on the stove was older than the house itself, and it sang.';
  const other = 'the KETTLE\non the stove -- was older than\nthe house itself; and it sang!';
  expect(fingerprintOf(text)).toBe(fingerprintOf(other));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (any) => {
      const bits = fingerprintOf(any);
      expect(fingerprintOf(any)).toBe(bits);
      if (bits !== null) expect(BigInt.asIntN(64, bits)).toBe(bits);
    }),
  );
});

test('a text of few words has none', () => {
  expect(fingerprintOf('')).toBeNull();
  expect(fingerprintOf('One two three four five.')).toBeNull();
});

test('one word changed in a thousand leaves texts near, and texts of other words are far', () => {
  let near = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const text = words(1000, seed);
    const changed = text.with(500, 'otter');
    if (distance(text.join(' '), changed.join(' ')) <= NEAR_BITS) near += 1;
    expect(distance(text.join(' '), words(1000, seed + 1000).join(' '))).toBeGreaterThan(12);
  }
  expect(near).toBeGreaterThanOrEqual(36);
});

test('a text of twenty million characters takes no longer than one of two hundred thousand', () => {
  const startMs = threadMs();
  fingerprintOf('word '.repeat(4_000_000));
  expect(threadMs() - startMs).toBeLessThan(2000);
});
