import { describe, expect, it } from 'vitest';
import { ageOf, dateOf, filtersOf, hasFilters } from './filters.ts';
import { whyHit } from './why.ts';

describe('why a passage was found', () => {
  it('names what says most first, each reason once with its words', () => {
    const why = whyHit([
      { term: 'boiler', field: 'text', how: 'stem' },
      { term: 'annual service', field: 'text', how: 'phrase' },
      { term: 'service', field: 'title', how: 'exact' },
      { term: 'report', field: 'title', how: 'prefix' },
    ]);
    expect(why).toEqual([
      { id: 'find.why.title', terms: ['service', 'report'] },
      { id: 'find.why.phrase', terms: ['annual service'] },
    ]);
  });
});

describe('the filters in the address', () => {
  const nowMs = Date.UTC(2025, 10, 21, 12);

  it('are read, and what is not one is left out', () => {
    expect(filtersOf({ kind: 'note', tag: 'house', folder: 'House', from: '2025-11-14' })).toEqual({
      kinds: ['note'],
      tags: ['house'],
      folder: 'House',
      updatedFromMs: Date.UTC(2025, 10, 14),
    });
    expect(filtersOf({ kind: 'nonsense', from: 'yesterday' })).toEqual({});
    expect(hasFilters({ q: 'x' })).toBe(false);
  });

  it('know a past week by its first day', () => {
    expect(dateOf('week', nowMs)).toBe('2025-11-14');
    expect(ageOf({ from: '2025-11-14' }, nowMs)).toBe('week');
    expect(ageOf({ from: '2020-01-01' }, nowMs)).toBeNull();
  });
});
