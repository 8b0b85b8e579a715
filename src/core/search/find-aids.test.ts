import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../items/item.ts';
import { tokenize } from './analyze.ts';
import { createSearchIndex, type SegmentedIndex } from './create-search-index.ts';
import { parseQuery } from './query.ts';
import { COMPLETED_FIELDS, type IndexItem } from './search-index.ts';
import { editsAllowed } from './title-jump.ts';

const itemOf = (itemId: string, change: Partial<IndexItem> = {}): IndexItem => {
  const item = { itemId, workspaceId: 'w', kind: 'note', title: '', folder: '', tags: [], updatedMs: 0 } as const;
  return { ...item, language: 'en', revision: 1, ...change };
};

const chunksOf = (text: string): Chunk[] => [{ ordinal: 0, start: 0, end: text.length, heading: '', text, tokens: 1 }];

function indexOf(items: readonly IndexItem[], text = 'text'): SegmentedIndex {
  const index = createSearchIndex();
  for (const item of items) index.put(item, chunksOf(text));
  return index;
}

const found = (index: SegmentedIndex, query: string): string[] =>
  index.search({ query, limit: 200 }).hits.map(({ itemId }) => itemId);

describe('filters of people', () => {
  const index = indexOf([
    itemOf('a', { kind: 'mail', people: ['Anna Berg <a.berg@example.org>'], recipients: ['Jörg <jo@example.org>'] }),
    itemOf('b', {
      kind: 'mail',
      people: ['<anna@work.example>'],
      recipients: ['Jörg', 'Mia Lang'],
      hasAttachment: true,
    }),
    itemOf('c', { kind: 'event', people: ['Annabel Lee'], folder: 'My plans/2025' }),
    itemOf('d', { kind: 'note', tags: ['house'] }),
  ]);

  it('find words of a name whole, and the beginning of an address', () => {
    expect(found(index, 'from:anna').sort()).toEqual(['a', 'b']);
    expect(found(index, 'from:"berg anna"')).toEqual(['a']);
    expect(found(index, 'from:a.b')).toEqual(['a']);
    expect(found(index, 'from:ann')).toEqual(['b']);
    expect(found(index, 'to:jorg').sort()).toEqual(['a', 'b']);
    expect(found(index, 'to:jorg to:mia')).toEqual(['b']);
    expect(found(index, 'from:anna from:annabel').sort()).toEqual(['a', 'b', 'c']);
  });

  it('and of kinds, attachments and folders with a space in them, can be asked for or left out', () => {
    expect(found(index, 'kind:mails').sort()).toEqual(['a', 'b']);
    expect(found(index, 'has:attachment')).toEqual(['b']);
    expect(found(index, 'in:"My plans"')).toEqual(['c']);
    expect(found(index, '-kind:mail').sort()).toEqual(['c', 'd']);
    expect(found(index, 'text -from:anna -tag:house')).toEqual(['c']);
    expect(found(index, '-from:anna -from:"annabel lee" -kind:note')).toEqual([]);
  });

  it('name what could not be read, and leave it out', () => {
    const { unread, notes, filters } = parseQuery('tea kind:fish on:"some day" -has:legs after:2025');
    expect(unread).toEqual(['kind:fish', 'on:"some day"', '-has:legs']);
    expect(notes).toEqual(['bad-filter']);
    expect(filters).toEqual({ updatedFromMs: Date.UTC(2025, 0, 1) });
    expect(parseQuery('after:yesterday').unread).toEqual(['after:yesterday']);
    expect(parseQuery('tea kind:')).toMatchObject({ clauses: [{ term: 'tea' }], unread: [] });
  });

  it('meet at the time that all of them leave', () => {
    const when = { nowMs: Date.UTC(2026, 10, 21, 12), zone: 'UTC' };
    const day = (date: number) => Date.UTC(2026, 10, date);
    expect(parseQuery('on:"last week" after:2026-11-11', when).filters).toEqual({
      updatedFromMs: day(11),
      updatedToMs: day(16) - 1,
    });
    expect(parseQuery('before:"last week"', when).filters).toEqual({ updatedToMs: day(9) - 1 });
    expect(parseQuery('after:"since monday"', when).filters).toEqual({ updatedFromMs: day(16) });
  });
});

describe('completion of filters', () => {
  const some = fc.record({
    kind: fc.constantFrom('note' as const, 'mail' as const, 'file' as const),
    tags: fc.subarray(['house', 'house/kitchen', 'Garten']),
    folder: fc.constantFrom('', 'Home', 'home/plans', 'My things/Old'),
    people: fc.subarray(['Anna Berg <a@example.org>', 'Mia Lang', '<bo@example.org>']),
  });

  it('each value offered leaves as many items as it says, and fits what was typed', () => {
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 8 }),
        fc.constantFrom(...COMPLETED_FIELDS),
        fc.constantFrom('', 'h', 'an', 'MI', 'old', 'b', 'x'),
        (items, field, typed) => {
          const index = indexOf(items.map((item, i) => itemOf(`i${i}`, { ...item, recipients: item.people })));
          const offered = index.complete({ field, typed });
          for (const { value, count } of offered) {
            expect(value.toLowerCase()).toContain(value.includes('@') ? '' : typed.toLowerCase().slice(0, 1));
            expect(found(index, `${field}:"${value}"`)).toHaveLength(count);
          }
          expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('shows first what begins so, then what is there most', () => {
    const index = indexOf([
      itemOf('a', { tags: ['old house', 'house'] }),
      itemOf('b', { tags: ['old house'] }),
      itemOf('c', { tags: ['horse'] }),
    ]);
    expect(index.complete({ field: 'tag', typed: 'ho' })).toEqual([
      { value: 'horse', count: 1 },
      { value: 'house', count: 1 },
      { value: 'old house', count: 2 },
    ]);
  });
});

/** Optimal string alignment, by the book. */
function edits(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 99;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, at(i - 1, j) + 1, at(i, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] ?? [])[j] = least;
    }
  }
  return at(a.length, b.length);
}

const prefixEdits = (word: string, term: string): number =>
  Math.min(...Array.from({ length: term.length + 1 }, (_, end) => edits(word, term.slice(0, end))));

describe('going to a title', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });
  const titles = fc.array(
    fc.array(letters, { maxLength: 3 }).map((list) => list.join(' ')),
    { maxLength: 8 },
  );

  it('finds what a comparison with every title finds, in the same order', () => {
    fc.assert(
      fc.property(titles, fc.array(letters, { minLength: 1, maxLength: 2 }), (list, words) => {
        const index = indexOf(list.map((title, i) => itemOf(`i${i}`, { title, updatedMs: i, tags: ['abc'] })));
        const typed = [...new Set(words)];
        const compare = (most: (word: string) => number) =>
          list
            .flatMap((title, i) => {
              const terms = tokenize(title).map(({ term }) => term);
              const away = typed.map((word) => Math.min(99, ...terms.map((term) => prefixEdits(word, term))));
              if (away.some((count, at) => count > most(typed[at] ?? ''))) return [];
              const sum = away.reduce((all, count) => all + count, 0);
              const begins = terms[0]?.startsWith(typed[0] ?? '') ? 0 : 1;
              return [{ id: `i${i}`, rank: [sum, begins, terms.length, -i] }];
            })
            .sort((a, b) => a.rank.reduce((order, rank, at) => order || rank - (b.rank[at] ?? 0), 0))
            .map(({ id }) => id)
            .slice(0, 5);
        const exact = compare(() => 0);
        expect(index.titles({ typed: words.join(' ') })).toEqual(exact.length > 0 ? exact : compare(editsAllowed));
      }),
      { numRuns: 300 },
    );
  });

  it('forgives a slip, but not in short words, and not where a title begins so', () => {
    const index = indexOf([itemOf('a', { title: 'Boiler manual' }), itemOf('b', { title: 'Tea list' })]);
    for (const typed of ['boi', 'manual boil', 'bioler', 'boler manaul', 'BOILERR']) {
      expect(index.titles({ typed }), typed).toEqual(['a']);
    }
    expect(index.titles({ typed: 'tae' })).toEqual([]);
    expect(index.titles({ typed: ' ' })).toEqual([]);
    expect(index.titles({ typed: 'boiler', workspaceIds: ['other'] })).toEqual([]);
    index.update(itemOf('a', { title: 'Oven manual' }));
    expect(index.titles({ typed: 'boiler' })).toEqual([]);
  });
});

describe('similar items', () => {
  const texts = {
    a: 'The boiler in the cellar was serviced; the ignition electrode of the boiler was replaced.',
    b: 'Serviced boilers need a new electrode for the ignition each year.',
    c: 'A cellar full of wine.',
    d: 'The plum tree was planted in the garden.',
  };
  const index = createSearchIndex();
  for (const [id, text] of Object.entries(texts)) index.put(itemOf(id), chunksOf(text));

  it('share several telling words, and say which', () => {
    const similar = index.similar({ itemId: 'a', text: texts.a });
    expect(similar.map(({ itemId }) => itemId)).toEqual(['b']);
    expect(similar[0]?.terms).toEqual(expect.arrayContaining(['boiler', 'ignition']));
    expect(index.similar({ itemId: 'a', text: texts.a, workspaceIds: ['other'] })).toEqual([]);
  });

  it('there are none for what is alone, empty or not there', () => {
    expect(index.similar({ itemId: 'd', text: texts.d })).toEqual([]);
    expect(index.similar({ itemId: 'd', text: '' })).toEqual([]);
    expect(index.similar({ itemId: 'gone', text: texts.a })).toEqual([]);
  });
});
