import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../items/item.ts';
import { createSearchIndex, type SegmentedIndex } from './create-search-index.ts';
import { type Candidate, fuseScores } from './fuse.ts';
import { normalized } from './quantize.ts';
import { createSubjects } from './search-fixtures.ts';
import type { SearchRequest } from './search-index.ts';
import { DIMENSIONS } from './vectors.ts';

const SEED = 20_261_121;

/** A direction for each subject; `also` leans towards another one. */
function towards(subject: number, also = subject): Float32Array {
  const vector = new Float32Array(DIMENSIONS).fill(0.001);
  vector[subject] = 1;
  vector[also] = (vector[also] ?? 0) + 0.5;
  return normalized(vector);
}

const TEXTS: readonly (readonly [id: string, text: string, vector: Float32Array | null])[] = [
  ['boat', 'The boat sank in the harbour.', towards(1)],
  ['ship', 'A vessel went down near the port.', towards(1, 2)],
  ['tea', 'Green tea wants cool water.', towards(5)],
  ['invoice-12', 'Invoice INV-2025-12 for the mooring.', towards(7)],
  ['invoice-13', 'Invoice INV-2025-13 for the mooring of the boat.', towards(7, 1)],
  ['unlearned', 'The boat was painted.', null],
];

function put(index: SegmentedIndex, itemId: string, text: string, vector: Float32Array | null): void {
  const chunk: Chunk = { ordinal: 0, start: 0, end: text.length, heading: '', text, tokens: 9 };
  const item = { itemId, workspaceId: 'w', kind: 'note', folder: '', tags: [], updatedMs: 0, title: '' } as const;
  index.put({ ...item, language: 'en', revision: 1 }, [chunk]);
  if (vector !== null) index.putVectors(itemId, [{ ordinal: 0, vector }]);
}

function someIndex() {
  const index = createSearchIndex();
  for (const [itemId, text, vector] of TEXTS) put(index, itemId, text, vector);
  return index;
}

const search = (request: SearchRequest) => someIndex().search(request);
const idsOf = (request: SearchRequest) => search(request).hits.map(({ itemId }) => itemId);

describe('a search by words and meaning', () => {
  it('finds what shares no word with the query, and says why', () => {
    const { hits, total } = search({ query: 'boat', vector: towards(1) });
    const ids = hits.map(({ itemId }) => itemId);
    expect(ids[0]).toBe('boat');
    expect(new Set(ids)).toEqual(new Set(['boat', 'ship', 'invoice-13', 'unlearned']));
    expect(total).toBe(4);
    const ship = hits.find(({ itemId }) => itemId === 'ship');
    expect(ship).toMatchObject({ scores: { text: 0 }, reasons: [{ how: 'meaning' }] });
    expect(hits.find(({ itemId }) => itemId === 'unlearned')?.scores.vector).toBeNull();
  });

  it('ranks by both scores, looks again towards the three best, and says how near each is to the query itself', () => {
    const next = createSubjects(SEED);
    const words = fc.array(fc.subarray(['boat', 'tea', 'harbour']), { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(words, (texts) => {
        const index = createSearchIndex();
        for (const [i, text] of texts.entries()) put(index, `i${i}`, `some ${text.join(' ')}`, next());
        const request = { query: 'boat harbour', match: 'any', limit: 200 } as const;
        const query = next();
        const text = new Map(index.search(request).hits.map(({ itemId, score }) => [itemId, score]));
        const near = (vector: Float32Array, id: string) => index.vectors.similarity(vector, id, 0);
        const ranked = (vector: Float32Array): string[] => {
          const ids = texts.map((_, i) => `i${i}`);
          const scores = fuseScores(ids.map((id) => ({ text: text.get(id) ?? 0, vector: near(vector, id), exact: 0 })));
          return ids.sort((a, b) => (scores[Number(b.slice(1))] ?? 0) - (scores[Number(a.slice(1))] ?? 0));
        };
        const best = ranked(query).slice(0, 3);
        const moved = query.map((value, k) => {
          return value + best.reduce((sum, id) => sum + (index.vectors.vectorOf(id, 0)?.[k] ?? 0), 0) / best.length;
        });
        const { hits } = index.search({ ...request, vector: query });
        expect(hits.map(({ itemId }) => itemId)).toEqual(ranked(normalized(moved)));
        for (const { itemId, scores } of hits) expect(scores.vector).toBe(near(query, itemId));
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it('leaves out what the query leaves out, whatever its meaning', () => {
    expect(idsOf({ query: 'boat -vessel', vector: towards(1), match: 'any' })).not.toContain('ship');
    expect(idsOf({ query: 'boat -vessel', vector: towards(1), mode: 'vector' })).not.toContain('ship');
    expect(idsOf({ query: 'boat kind:mail', vector: towards(1), mode: 'vector' })).toEqual([]);
  });

  it('finds by meaning only what holds each quoted phrase', () => {
    expect(idsOf({ query: 'harbour "the boat"', vector: towards(1) })).not.toContain('ship');
  });

  it('lifts nothing over the code that was asked for by meaning alone', () => {
    const query = 'mooring INV-2025-12';
    expect(idsOf({ query, vector: towards(7, 1), match: 'any' })[0]).toBe('invoice-12');
    expect(idsOf({ query: 'INV-2025-12', vector: towards(7, 1) })).toEqual(['invoice-12']);
  });

  it('is by words alone without a vector, and says so where meaning was asked for', () => {
    expect(search({ query: 'boat', mode: 'fused' }).notes).toEqual(['text-only']);
    expect(search({ query: 'boat' }).notes).toEqual([]);
    expect(idsOf({ query: 'boat', vector: towards(5), mode: 'text' })).not.toContain('tea');
  });

  it('drops the vectors of an item with its text', () => {
    const index = someIndex();
    index.remove('ship');
    index.put({ ...itemNamed('tea'), revision: 2 }, []);
    expect(index.vectors.count).toBe(3);
  });
});

const itemNamed = (itemId: string) =>
  ({ itemId, workspaceId: 'w', kind: 'note', folder: '', tags: [], updatedMs: 0, title: '', language: 'en' }) as const;

const candidate: fc.Arbitrary<Candidate> = fc.record({
  text: fc.double({ min: 0, max: 30, noNaN: true }),
  vector: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  exact: fc.nat({ max: 2 }),
});

describe('fused scores', () => {
  it('lie from 0 to 1, and pass one that holds more exactly by words only', () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 1, maxLength: 30 }), (candidates) => {
        const scores = fuseScores(candidates);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        for (const [i, a] of candidates.entries()) {
          for (const [j, b] of candidates.entries()) {
            if (a.exact < b.exact && a.text <= b.text) expect(scores[i]).toBeLessThanOrEqual((scores[j] ?? 0) + 1e-9);
          }
        }
      }),
    );
  });
});
