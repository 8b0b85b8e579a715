import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import type { Chunk } from '../items/item.ts';
import { createSearchIndex, type SegmentedIndex } from './create-search-index.ts';
import type { IndexItem, SearchRequest } from './search-index.ts';

const itemOf = (itemId: string, change: Partial<IndexItem> = {}): IndexItem => ({
  itemId,
  workspaceId: 'w',
  kind: 'note',
  title: '',
  folder: '',
  tags: [],
  updatedMs: 0,
  language: 'und',
  revision: 1,
  ...change,
});

/** One chunk for each line. */
function chunksOf(text: string, heading = ''): Chunk[] {
  let start = 0;
  return text.split('\n').map((line, ordinal) => {
    const chunk = { ordinal, start, end: start + line.length, heading, text: line, tokens: line.length };
    start += line.length + 1;
    return chunk;
  });
}

const word = fc.constantFrom(
  'tea',
  'teas',
  'Haus',
  'Häuser',
  'boil',
  'boiling',
  'the',
  'INV-2025-03',
  '1.6',
  '東京都',
  'x',
);
const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
const text = fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const item = fc.record({
  itemId: fc.constantFrom('a', 'b', 'c', 'd'),
  title: words,
  language: fc.constantFrom('en', 'de', 'und', 'fr'),
  kind: fc.constantFrom('note' as const, 'file' as const),
  folder: fc.constantFrom('', 'x', 'x/y'),
  tags: fc.subarray(['tea', 'house/kitchen']),
  revision: fc.nat(100),
});
const whole = item.map((change) => itemOf(change.itemId, change));

type Step =
  | { readonly type: 'put'; readonly item: IndexItem; readonly text: string }
  | { readonly type: 'update'; readonly item: IndexItem }
  | { readonly type: 'remove'; readonly itemId: string }
  | { readonly type: 'seal' | 'merge' | 'compact' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('put' as const), item: whole, text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('update' as const), item: whole }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), itemId: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('seal' as const, 'merge' as const, 'compact' as const) }) },
);
/** Changes of a few items, with the index sealed, merged and compacted in between. */
const steps = fc.array(step, { maxLength: 14 });

const piece = fc.oneof(
  word,
  words.map((list) => `"${list}"`),
  word.map((one) => `-${one}`),
  fc.constantFrom('bo*', 'te', 'kind:note', 'tag:tea', 'in:x', '東'),
);
const request: fc.Arbitrary<SearchRequest> = fc.record({
  query: fc.array(piece, { maxLength: 4 }).map((list) => list.join(' ')),
  match: fc.constantFrom('any' as const, 'all' as const),
});
const queries = fc.array(request, { minLength: 1, maxLength: 5 });

function indexOf(entries: Readonly<Record<string, string>>, change: Partial<IndexItem> = {}): SegmentedIndex {
  const index = createSearchIndex();
  for (const [id, text] of Object.entries(entries)) index.put(itemOf(id, change), chunksOf(text));
  return index;
}

const found = (index: SegmentedIndex, query: string, more: Partial<SearchRequest> = {}): string[] =>
  index.search({ query, ...more }).hits.map(({ itemId }) => itemId);

describe('what is found', () => {
  it('a word is found in its other forms, in English and German, and the reason tells them apart', () => {
    const english = indexOf({ a: 'the kettle boils', b: 'a boiling pot', c: 'cold' }, { language: 'en' });
    expect(found(english, 'boiling')).toEqual(['b', 'a']);
    const [exact, stem] = english.search({ query: 'boiling' }).hits;
    expect(exact?.reasons).toEqual([{ term: 'boiling', field: 'text', how: 'exact' }]);
    expect(stem?.reasons).toEqual([{ term: 'boiling', field: 'text', how: 'stem' }]);
    const german = indexOf({ a: 'Die Häuser am See', b: 'Zwei Mäuse' }, { language: 'de' });
    for (const query of ['Haus', 'haeuser', 'HÄUSER', 'hauser']) expect(found(german, query)).toEqual(['a']);
  });

  it('ß, accents, width and case do not matter', () => {
    const index = indexOf({ a: 'Große Straße', b: 'café Ｆｕｌｌ', c: 'cafe\u0301' });
    expect(found(index, 'strasse')).toEqual(['a']);
    expect(found(index, 'CAFE').sort()).toEqual(['b', 'c']);
    expect(found(index, 'full')).toEqual(['b']);
  });

  it('codes and numbers are found as a whole and by their parts', () => {
    const index = indexOf({
      a: 'paid INV-2025-03 in full',
      b: '2025 inv 03',
      c: 'version 1.6, part 40217',
      d: '1 and 6',
    });
    expect(found(index, 'INV-2025-03')).toEqual(['a']);
    expect(found(index, '1.6 ')).toEqual(['c']);
    expect(found(index, '40217')).toEqual(['c']);
    expect(found(index, 'inv 2025').sort()).toEqual(['a', 'b']);
  });

  it('Chinese, Japanese and Korean are found by pairs and by single characters', () => {
    const index = indexOf({ a: '東京都に住む', b: '京都の寺', c: '서울특별시' });
    expect(found(index, '東京')).toEqual(['a']);
    expect(found(index, '京都').sort()).toEqual(['a', 'b']);
    expect(found(index, '寺')).toEqual(['b']);
    expect(found(index, '特') /* not there */).toEqual([]);
    expect(found(index, '특별')).toEqual(['c']);
  });

  it('a phrase is found only in exactly this order, in text, heading and title', () => {
    const index = indexOf({ a: 'boil the water now', b: 'water the boil' });
    index.put(itemOf('t', { title: 'How to boil the water' }), chunksOf('nothing'));
    index.put(itemOf('h'), chunksOf('nothing', 'Boil the water'));
    expect(found(index, '"boil the water"').sort()).toEqual(['a', 'h', 't']);
    expect(index.search({ query: '"water the"' }).hits[0]?.reasons).toEqual([
      { term: 'water the', field: 'text', how: 'phrase' },
    ]);
    expect(found(index, '"the boil the"')).toEqual([]);
  });

  it('no phrase reaches from the heading into the text', () => {
    const index = createSearchIndex();
    index.put(itemOf('a'), chunksOf('water now', 'Boil'));
    expect(found(index, '"boil water"')).toEqual([]);
  });

  it('a star and the unfinished last word stand for words that begin so', () => {
    const index = indexOf({ a: 'boilerplate', b: 'board' });
    expect(found(index, 'boil*')).toEqual(['a']);
    expect(found(index, 'boilerp')).toEqual(['a']);
    expect(found(index, 'boilerp ')).toEqual([]);
    expect(found(index, 'boilerp', { match: 'any' })).toEqual([]);
  });

  it('minus leaves out the items in which the word or phrase occurs anywhere', () => {
    const index = indexOf({ a: 'tea and milk', b: 'tea alone' });
    index.put(itemOf('c', { title: 'Milk' }), chunksOf('tea'));
    expect(found(index, 'tea -milk')).toEqual(['b']);
    expect(found(index, 'tea -"and milk"').sort()).toEqual(['b', 'c']);
  });

  it('title, heading and tag are searched, and weigh more than the text', () => {
    const index = indexOf({ a: 'plain garden words in a text', b: 'nothing' }, { title: 'Other' });
    index.put(itemOf('t', { title: 'Garden' }), chunksOf('nothing here to see'));
    index.put(itemOf('g', { tags: ['garden/roses'] }), chunksOf('nothing here to see'));
    expect(found(index, 'garden').at(-1)).toBe('a');
    expect(index.search({ query: 'roses' }).hits[0]?.reasons).toEqual([{ term: 'roses', field: 'tag', how: 'exact' }]);
  });

  it('an item without text is found by its title', () => {
    const index = createSearchIndex();
    index.put(itemOf('a', { title: 'Shopping' }), []);
    expect(index.search({ query: 'shopping' }).hits[0]).toMatchObject({ itemId: 'a', span: { start: 0, end: 0 } });
    expect(index.chunkCount).toBe(0);
    expect(createSearchIndex(index.seal()).chunkCount).toBe(0);
  });

  it('where no chunk has all words, chunks with any are found, and the note says so', () => {
    const index = indexOf({ a: 'tea', b: 'milk' });
    const result = index.search({ query: 'tea milk' });
    expect(result.hits).toHaveLength(2);
    expect(result.notes).toEqual(['any-word']);
  });

  it('a question is not answered by its question words', () => {
    const index = indexOf({ a: 'what is the what is the', b: 'tea' });
    expect(found(index, 'what is the tea?', { match: 'any' })).toEqual(['b']);
    expect(found(index, 'what is the', { match: 'any' })).toEqual(['a']);
  });
});

describe('filters', () => {
  const index = createSearchIndex();
  const march = Date.UTC(2025, 2, 10);
  index.put(itemOf('a', { folder: 'Home/Plans', kind: 'note', updatedMs: march, workspaceId: 'v' }), chunksOf('tea'));
  index.put(
    itemOf('b', { folder: 'Homework', kind: 'file', tags: ['House/Kitchen'], updatedMs: march + 1e10 }),
    chunksOf('tea'),
  );

  it('in the query', () => {
    expect(found(index, 'tea in:home')).toEqual(['a']);
    expect(found(index, 'tea in:"home/plans"')).toEqual(['a']);
    expect(found(index, 'tea tag:house')).toEqual(['b']);
    expect(found(index, 'tea kind:file')).toEqual(['b']);
    expect(found(index, 'tea after:2025-03 before:2025-04')).toEqual(['a']);
    expect(found(index, 'tea before:2025-03')).toEqual([]);
  });

  it('in the request, together with those in the query', () => {
    expect(found(index, 'tea', { filters: { workspaceIds: ['v'] } })).toEqual(['a']);
    expect(found(index, 'tea', { filters: { itemIds: ['b'] } })).toEqual(['b']);
    expect(found(index, 'tea kind:note', { filters: { itemIds: ['b'] } })).toEqual([]);
    expect(found(index, 'tea', { filters: { updatedToMs: march } })).toEqual(['a']);
  });

  it('alone list the items, newest first; one that makes no sense is named', () => {
    expect(found(index, 'after:2025')).toEqual(['b', 'a']);
    expect(index.search({ query: 'tea kind:fish after:2025-13' }).notes).toEqual(['bad-filter']);
  });
});

describe('changes', () => {
  it('a title changes without the chunks, also when they are sealed', () => {
    const index = indexOf({ a: 'tea', b: 'milk' });
    index.seal();
    index.update(itemOf('a', { title: 'Zebra', revision: 9 }));
    expect(found(index, 'zebra tea')).toEqual(['a']);
    expect(found(index, 'a')).toEqual([]);
    expect(index.revision).toBe(9);
    expect(found(createSearchIndex(index.seal()), 'zebra tea')).toEqual(['a']);
  });

  it('after any changes, in any layout of segments, the index answers as one that was built afresh', () => {
    fc.assert(
      fc.property(steps, queries, (changes, asked) => {
        const index = createSearchIndex();
        const truth = new Map<string, { item: IndexItem; text: string }>();
        for (const change of changes) apply(index, truth, change);
        const fresh = createSearchIndex();
        for (const { item, text } of truth.values()) fresh.put(item, chunksOf(text));
        const reopened = createSearchIndex(index.seal());
        const compacted = createSearchIndex(index.seal());
        compacted.compact();
        for (const request of asked) {
          const expected = fresh.search(request);
          expect(index.search(request)).toEqual(expected);
          expect(reopened.search(request)).toEqual(expected);
          expect(compacted.search(request)).toEqual(expected);
        }
        expect([index.itemCount, index.chunkCount]).toEqual([fresh.itemCount, fresh.chunkCount]);
        expect(reopened.revision).toBe(index.revision);
      }),
      { numRuns: 150 },
    );
  });

  it('many segments are merged, and the answers stay', () => {
    const index = createSearchIndex();
    for (let i = 0; i < 40; i++) {
      index.put(itemOf(`i${i}`), chunksOf(`tea number${i}`));
      index.seal();
      index.merge();
    }
    expect(index.seal().length).toBeLessThan(12);
    expect(index.search({ query: 'tea' }).total).toBe(40);
    expect(found(index, 'number7 ')).toEqual(['i7']);
  });
});

function apply(index: SegmentedIndex, truth: Map<string, { item: IndexItem; text: string }>, step: Step): void {
  if (step.type === 'remove') {
    index.remove(step.itemId);
    truth.delete(step.itemId);
  } else if (step.type === 'put') {
    index.put(step.item, chunksOf(step.text));
    truth.set(step.item.itemId, step);
  } else if (step.type === 'update') {
    index.update(step.item);
    const known = truth.get(step.item.itemId);
    if (known !== undefined)
      truth.set(step.item.itemId, { ...known, item: { ...step.item, language: known.item.language } });
  } else index[step.type]();
}

describe('hostile queries', () => {
  const index = indexOf({ a: 'tea and milk', b: '"quoted" -minus', c: '東京 שלום' });

  it('any text is answered, with spans that lie in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('any' as const, 'all' as const), (query, match) => {
        const { hits, total } = index.search({ query, match });
        expect(hits.length).toBeLessThanOrEqual(total);
        const text = `${query} tea`;
        let last = 0;
        for (const { start, end } of index.highlight(query, text, 'und')) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('a query of 100,000 characters is cut, with a note, and answered at once', () => {
    const pieces = [
      'tea ',
      '"',
      '-',
      'a*',
      '\u202e',
      '\u0000',
      'kind:',
      '-"',
      '((',
      'tea-',
      '東',
      "a'",
      'x'.repeat(64),
    ];
    for (const piece of pieces) {
      const query = piece.repeat(Math.ceil(100_000 / piece.length));
      const startedAt = performance.now();
      expect(index.search({ query }).notes).toContain('query-cut');
      expect(index.highlight(query, query, 'en').length).toBeGreaterThanOrEqual(0);
      expect(performance.now() - startedAt).toBeLessThan(HANG_MS);
    }
  });

  it('what lies beyond the limits of characters and of words is not read', () => {
    const far = index.search({ query: `tea${' '.repeat(2_000)}-tea` });
    expect([far.total, far.notes]).toEqual([1, ['query-cut']]);
    const many = Array.from({ length: 32 }, (_, at) => `word${at}`).join(' ');
    expect(index.search({ query: many }).notes).not.toContain('query-cut');
    expect(index.search({ query: `${many} tea ` })).toMatchObject({ total: 0, notes: ['query-cut'] });
  });

  it('what is only operators, empty, or has an unclosed quote is said to be so', () => {
    expect(index.search({ query: '- "" *' }).notes).toEqual(['only-operators']);
    expect(index.search({ query: ' \u0000\u200f ' }).notes).toEqual(['empty']);
    expect(index.search({ query: '"tea and' })).toMatchObject({ total: 1, notes: ['unclosed-quote'] });
    expect(found(index, '\u202etea\u202c')).toEqual(['a']);
  });
});
