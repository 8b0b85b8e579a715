import { describe, expect, it } from 'vitest';
import type { Item } from '../../core/items/item.ts';
import { fillFilter, openFilter, quoted } from './completion.ts';
import { ageOf, dateOf, filtersOf, hasFilters, wholeQuery } from './filters.ts';
import { whyHit } from './why.ts';
import { peopleFilter } from './why-people.ts';

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

describe('completing a filter', () => {
  const at = (text: string, caret = text.length) => openFilter(text, caret);

  it('begins behind its name, at the end of a word', () => {
    expect(at('boiler kind:')).toEqual({ field: 'kind', typed: '', start: 12, end: 12 });
    expect(at('-FROM:ann')).toEqual({ field: 'from', typed: 'ann', start: 6, end: 9 });
    expect(at('in:"My pl')).toEqual({ field: 'in', typed: 'My pl', start: 3, end: 9 });
    expect(at('tag:ho boiler', 6)).toEqual({ field: 'tag', typed: 'ho', start: 4, end: 6 });
    for (const text of ['boiler', 'kind', 'kind:mail ', 'in:"My plans" ', 'after:20', 'mykind:x']) {
      expect(at(text), text).toBeNull();
    }
    expect(at('tag:house', 6)).toBeNull();
  });

  it('puts the value in its place, quoted where it must be', () => {
    const fill = (text: string, value: string, caret = text.length) => {
      const open = openFilter(text, caret);
      return open && fillFilter(text, open, value);
    };
    expect(fill('boiler kind:m', 'mail')).toBe('boiler kind:mail ');
    expect(fill('in:"My pl', 'My plans')).toBe('in:"My plans" ');
    expect(fill('from:an boiler', 'Anna Berg', 7)).toBe('from:"Anna Berg" boiler');
    expect(quoted('a "b"')).toBe('"a  b "');
  });
});

describe('a search that is kept', () => {
  it('holds the filters of the address as words of the query', () => {
    expect(wholeQuery({ kind: 'mail', tag: 'house', folder: 'My plans', from: '2025-11-14' }, ' boiler ')).toBe(
      'boiler kind:mail tag:house in:"My plans" after:2025-11-14',
    );
    expect(wholeQuery({ kind: 'nonsense' }, 'boiler')).toBe('boiler');
  });
});

describe('why a thing fits a filter of people', () => {
  it('names those who fit', () => {
    const mail: Item['details'] = {
      ...{ type: 'mail', sentMs: null, messageId: '', threadId: '' },
      from: [{ name: 'Anna Berg', address: 'a@example.org' }],
      to: [{ name: '', address: 'mia@example.org' }],
      cc: [{ name: 'Jörg', address: '' }],
    };
    const item = { details: mail } as Item;
    expect(peopleFilter('boiler from:anna to:mia')(item)).toEqual({ from: ['Anna Berg'], to: ['mia@example.org'] });
    expect(peopleFilter('boiler anna')(item)).toEqual({ from: [], to: [] });
  });
});
