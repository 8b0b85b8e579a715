import { createSearchIndex, type SegmentedIndex } from '../src/core/search/create-search-index.ts';
import type { SearchFilters } from '../src/core/search/search-index.ts';
import { type Figure, figure, median, percentile } from './figure.ts';
import { openFts5 } from './fused-fts5.ts';
import { openPgvector } from './fused-pgvector.ts';
import { createPassages, putPassages, type SeededItem, type SeededQuery } from './passages.ts';
import type { Searcher } from './searcher.ts';

const QUERIES = 100;
const WARM_UP = 10;
/** Hits asked for. */
const LIMIT = 50;
/** Queries that one of those compared answers before it is the next one's turn. */
const BLOCK = 10;

/**
 * Search by words and meaning at once over 10,000 and 100,000 chunks, in Node; at 100,000 beside the sum of pgvector's HNSW
 * and a `tsvector` query, and the sum of FTS5 and exact vectors, over the same passages and queries. Seven minutes, most
 * of them to build the HNSW index.
 */
export async function measureFused(): Promise<Figure[]> {
  return [...(await measureAlone('10k', 10_000)), ...(await measureCompared())];
}

/** The same over a million chunks, alone. Four minutes and 3 GB. */
export const measureFusedMillion = (): Promise<Figure[]> => measureAlone('1m', 1_000_000);

async function measureAlone(size: string, chunks: number): Promise<Figure[]> {
  const { queries, items } = createPassages(chunks, QUERIES);
  const index = createSearchIndex();
  putPassages(index, items);
  const taken = await timeAll([searcherOf(index)], queries);
  return ownFigures(size, taken[0] ?? []);
}

async function measureCompared(): Promise<Figure[]> {
  const { queries, items } = createPassages(100_000, QUERIES);
  const held = [...items];
  const index = createSearchIndex();
  putPassages(index, held);
  const fts5 = await openFts5(held, LIMIT);
  const pgvector = await openPgvector(held, LIMIT, (stage) => console.error(`fused: ${stage}`));
  try {
    const [own = [], againstPgvector = [], againstFts5 = []] = await timeAll(
      [searcherOf(index), pgvector, fts5],
      queries,
    );
    return [
      ...ownFigures('100k', own),
      ...(await filterFigures(index, queries, held)),
      ...comparedFigures('pgvector', own, againstPgvector, 0.1),
      ...comparedFigures('fts5', own, againstFts5, 0.2),
    ];
  } finally {
    await pgvector.close();
    fts5.close();
  }
}

function searcherOf(index: SegmentedIndex, filters: SearchFilters = {}): Searcher {
  return {
    async search({ query, vector }) {
      const { hits } = index.search({ query, vector, match: 'any', limit: LIMIT, filters });
      if (hits.every(({ scores }) => scores.vector === null)) throw new Error('the search was by words alone');
      return hits;
    },
  };
}

/** Milliseconds of each query, by searcher. They take turns, so that all meet the same load. */
async function timeAll(searchers: readonly Searcher[], queries: readonly SeededQuery[]): Promise<number[][]> {
  const taken = searchers.map((): number[] => []);
  for (const searcher of searchers) for (const query of queries.slice(0, WARM_UP)) await searcher.search(query);
  for (let from = 0; from < queries.length; from += BLOCK) {
    for (const [at, searcher] of searchers.entries()) {
      for (const query of queries.slice(from, from + BLOCK)) {
        const startMs = performance.now();
        await searcher.search(query);
        taken[at]?.push(performance.now() - startMs);
      }
    }
  }
  return taken;
}

const lower = { unit: 'ms', better: 'lower' } as const;

const ownFigures = (size: string, taken: readonly number[]): Figure[] => [
  figure(`fused-${size}-p50`, median(taken), lower),
  figure(`fused-${size}-p95`, percentile(taken, 0.95), lower),
];

const comparedFigures = (other: string, own: readonly number[], theirs: readonly number[], goal: number): Figure[] => [
  figure(`fused-100k-against-${other}-p50`, median(own), { ...lower, baseline: median(theirs), goal }),
  figure(`fused-100k-against-${other}-p95`, percentile(own, 0.95), {
    ...lower,
    baseline: percentile(theirs, 0.95),
    goal,
  }),
];

/** One item in a hundred, and every other one. */
async function filterFigures(
  index: SegmentedIndex,
  queries: readonly SeededQuery[],
  items: readonly SeededItem[],
): Promise<Figure[]> {
  const folder = items[0]?.item.folder ?? '';
  const [narrow = [], wide = []] = await timeAll(
    [searcherOf(index, { folder }), searcherOf(index, { kinds: ['note'] })],
    queries,
  );
  return [
    figure('fused-100k-narrow-filter-p50', median(narrow), lower),
    figure('fused-100k-wide-filter-p50', median(wide), lower),
  ];
}
