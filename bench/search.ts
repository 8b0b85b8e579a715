import { createSearchIndex } from '../src/core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../src/core/search/persist.ts';
import { createFiles, createRandom } from '../src/core/search/search-fixtures.ts';
import { type Figure, figure, median, percentile } from './figure.ts';

const ITEMS = 20_000;
const CHUNKS_PER_ITEM = 5;
const WORDS_PER_CHUNK = 60;
const VOCABULARY = 30_000;
const QUERIES = 200;

/** Full text over 100,000 chunks of words by Zipf's law, in Node. Half a minute. */
export async function measureSearch(): Promise<Figure[]> {
  const random = createRandom(11);
  const word = () => `w${Math.floor(VOCABULARY ** random()).toString(36)}x`;
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const index = createSearchIndex();
  for (let item = 0; item < ITEMS; item++) {
    const chunks = Array.from({ length: CHUNKS_PER_ITEM }, (_, ordinal) => {
      const text = words(WORDS_PER_CHUNK);
      return { ordinal, start: ordinal * 1000, end: ordinal * 1000 + text.length, heading: '', text, tokens: 80 };
    });
    const fixed = { workspaceId: 'w', kind: 'note', folder: '', tags: [], updatedMs: 0, language: 'en' } as const;
    index.put({ ...fixed, itemId: `i${item}`, title: words(4), revision: item + 1 }, chunks);
  }
  const files = createFiles();
  await persistIndex(index, files);
  const startMs = performance.now();
  const { index: opened, complete } = await openIndex(files);
  const openMs = performance.now() - startMs;
  if (!complete) throw new Error('the index could not be opened');
  const taken = Array.from({ length: QUERIES }, () => {
    const query = words(6);
    const queryStartMs = performance.now();
    opened.search({ query, match: 'any', limit: 50 });
    return performance.now() - queryStartMs;
  });
  return [
    figure('search-100k-chunks-p50', median(taken), { unit: 'ms', better: 'lower' }),
    figure('search-100k-chunks-p95', percentile(taken, 0.95), { unit: 'ms', better: 'lower' }),
    figure('index-open-100k-chunks', openMs, { unit: 'ms', better: 'lower' }),
  ];
}
