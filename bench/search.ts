import { createSearchIndex, type SegmentedIndex } from '../src/core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../src/core/search/persist.ts';
import { openVectors, persistVectors } from '../src/core/search/persist-vectors.ts';
import { createFiles } from '../src/core/search/search-fixtures.ts';
import { type Figure, figure, median, percentile } from './figure.ts';
import { createPassages, createWords, putPassages, type SeededItem } from './passages.ts';

const CHUNKS = 100_000;
const QUERIES = 200;
/** Enough that the tail is sealed once among them. */
const ADDED = 1000;
const TITLES = 100_000;
const OPENINGS = 5;

const lower = { unit: 'ms', better: 'lower' } as const;

/** The index of 100,000 chunks with words by Zipf's law, and 100,000 titles, in Node. A minute. */
export async function measureSearch(): Promise<Figure[]> {
  const { queries, items } = createPassages(CHUNKS, QUERIES);
  const built = createSearchIndex();
  putPassages(built, items);
  const files = createFiles();
  await persistIndex(built, files);
  await persistVectors(built.vectors, 'bench', files);
  const opened: { readonly ms: number; readonly index: SegmentedIndex }[] = [];
  for (let i = 0; i < OPENINGS; i++) opened.push(await timeOpening(files));
  const index = opened[0]?.index ?? built;
  const taken = queries.map(({ query }) => timed(() => index.search({ query, match: 'any', limit: 50 })));
  const bytes = index.seal().reduce((sum, segment) => sum + segment.bytes.length, 0);
  return [
    figure('search-100k-chunks-p50', median(taken), lower),
    figure('search-100k-chunks-p95', percentile(taken, 0.95), lower),
    figure('index-open-100k-chunks', median(opened.map(({ ms }) => ms)), { ...lower, goal: 300 }),
    figure('search-memory-100k', bytes / 2 ** 20, { unit: 'MiB', better: 'lower' }),
    ...measureAdding(index),
    ...measureTitles(),
  ];
}

/** Words and vectors, as the kernel opens them. */
async function timeOpening(files: ReturnType<typeof createFiles>) {
  const startMs = performance.now();
  const { index, complete } = await openIndex(files);
  const vectors = await openVectors('bench', files);
  if (!complete || vectors === null) throw new Error('the index could not be opened');
  index.adoptVectors(vectors);
  return { ms: performance.now() - startMs, index };
}

/** Items of five chunks with their vectors, each searched for at once: what a write waits for before it is found. */
function measureAdding(index: SegmentedIndex): Figure[] {
  const added = [...createPassages(ADDED * 5, 0, 12).items];
  const taken = added.map(({ item, chunks, vectors }: SeededItem, at) => {
    const title = `Added${at}`;
    return timed(() => {
      index.put({ ...item, itemId: `added${at}`, title }, chunks);
      index.putVectors(
        `added${at}`,
        vectors.map((vector, ordinal) => ({ ordinal, vector })),
      );
      if (index.search({ query: `${title} `, limit: 1 }).total !== 5) throw new Error('what was added is not found');
    });
  });
  return [
    figure('index-add-document-100k-p50', median(taken), { ...lower, goal: 20 }),
    figure('index-add-document-100k-p95', percentile(taken, 0.95), lower),
    figure('index-add-document-100k-with-sealing', Math.max(...taken), lower),
  ];
}

/** Going to a title by its first one and two letters. */
function measureTitles(): Figure[] {
  const words = createWords(13);
  const index = createSearchIndex();
  const fixed = { workspaceId: 'w', kind: 'note', folder: '', tags: [], language: 'en', revision: 1 } as const;
  for (let i = 0; i < TITLES; i++) {
    const title = words(4).replace(/\bw/g, '');
    index.put({ ...fixed, itemId: `i${i}`, title, updatedMs: i }, []);
  }
  index.titles({ typed: 'zz' });
  const typed = Array.from('abcdefghijklmnopqrst', (letter) => [letter, `${letter}a`]).flat();
  const taken = typed.map((letters) => timed(() => index.titles({ typed: letters })));
  return [
    figure('title-jump-100k-p50', median(taken), lower),
    figure('title-jump-100k-p95', percentile(taken, 0.95), { ...lower, goal: 30 }),
  ];
}

function timed(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}
