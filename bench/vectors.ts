import { openVectors, persistVectors } from '../src/core/search/persist-vectors.ts';
import { createFiles, createSubjects, dotProduct } from '../src/core/search/search-fixtures.ts';
import { DIMENSIONS, VectorIndex } from '../src/core/search/vectors.ts';
import { type Figure, figure, median, percentile } from './figure.ts';

const SEED = 7;
const QUERIES = 40;
const SIZES = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 } as const;

/** Search by meaning over seeded vectors around subjects, in Node. Three minutes, most of them to make the vectors. */
export async function measureVectors(
  sizes: readonly (keyof typeof SIZES)[] = ['10k', '100k', '1m'],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await measureSize(size, SIZES[size])));
  return figures;
}

async function measureSize(size: string, count: number): Promise<Figure[]> {
  const next = createSubjects(SEED);
  const index = new VectorIndex();
  for (let i = 0; i < count; i++) index.put(`i${i}`, 1, [{ ordinal: 0, vector: next() }]);
  const queries = Array.from({ length: QUERIES }, next);
  const taken = queries.map((query) => timed(() => index.search(query, 50)));
  const lower = { unit: 'ms', better: 'lower' } as const;
  const figures = [
    figure(`vectors-${size}-p50`, median(taken), lower),
    figure(`vectors-${size}-p95`, percentile(taken, 0.95), lower),
  ];
  if (count > SIZES['100k']) return figures;
  figures.push(
    figure(`vectors-${size}-recall-10`, recallOf(index, count, queries), {
      unit: 'share',
      better: 'higher',
      goal: 0.99,
    }),
  );
  return count === SIZES['100k'] ? [...figures, ...(await measureFiles(index, next()))] : figures;
}

async function measureFiles(index: VectorIndex, vector: Float32Array): Promise<Figure[]> {
  const files = createFiles();
  await persistVectors(index, 'bench', files);
  const startMs = performance.now();
  const opened = await openVectors('bench', files);
  const openMs = performance.now() - startMs;
  if (opened?.count !== index.count) throw new Error('the vectors could not be opened');
  const bytes = index.blocks.reduce((sum, block) => {
    return sum + block.bits.byteLength + block.values.byteLength + 3 * block.slots.byteLength;
  }, 0);
  const adding = Array.from({ length: 20 }, (_, i) =>
    timed(() =>
      index.put(
        `new${i}`,
        1,
        [0, 1, 2, 3, 4].map((ordinal) => ({ ordinal, vector })),
      ),
    ),
  );
  return [
    figure('vectors-open-100k', openMs, { unit: 'ms', better: 'lower', goal: 300 }),
    figure('vectors-memory-100k', bytes / 2 ** 20, { unit: 'MiB', better: 'lower' }),
    figure('vectors-add-document', median(adding), { unit: 'ms', better: 'lower', goal: 20 }),
  ];
}

function timed(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

/** Against the ten nearest by float32. The vectors are made once more: they are not kept twice. */
function recallOf(index: VectorIndex, count: number, queries: readonly Float32Array[]): number {
  const few = queries.slice(0, 10);
  const scores = few.map(() => new Float32Array(count));
  const next = createSubjects(SEED);
  for (let i = 0; i < count; i++) {
    const vector = next();
    for (const [at, query] of few.entries())
      (scores[at] ?? new Float32Array(DIMENSIONS))[i] = dotProduct(query, vector);
  }
  const found = few.map((query, at) => {
    const own = scores[at] ?? new Float32Array(0);
    const nearest = new Set(
      [...own.keys()]
        .sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0))
        .slice(0, 10)
        .map((i) => `i${i}`),
    );
    return index.search(query, 10).filter(({ itemId }) => nearest.has(itemId)).length;
  });
  return found.reduce((sum, hits) => sum + hits, 0) / (10 * few.length);
}
