import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBoundedCache } from './bounded-cache.ts';

describe('a bounded cache', () => {
  test('forgets what was used longest ago', () => {
    const cache = createBoundedCache<string>(3, () => 1);
    for (const key of ['a', 'b', 'c']) cache.put(key, key);
    cache.get('a');
    cache.put('d', 'd');
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  });

  test('does not keep what alone is too large, nor what it replaces', () => {
    const cache = createBoundedCache<number>(10, (size) => size);
    cache.put('a', 4);
    cache.put('a', 11);
    expect(cache.get('a')).toBeUndefined();
  });

  test('never holds more than its limit, and always the last one put', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 9 }))), (puts) => {
        const cache = createBoundedCache<number>(12, (size) => size);
        for (const [key, size] of puts) {
          cache.put(key, size);
          expect(cache.get(key)).toBe(size);
          const sum = ['a', 'b', 'c', 'd'].reduce((total, each) => total + (cache.get(each) ?? 0), 0);
          expect(sum).toBeLessThanOrEqual(12);
        }
      }),
    );
  });
});
