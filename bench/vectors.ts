import { openVectors, persistVectors } from '../src/core/search/persist-vectors.ts';
import { createFiles, createSubjects, dotProduct } from '../src/core/search/search-fixtures.ts';
import { VectorIndex } from '../src/core/search/vectors.ts';
import { type Figure, figure, median, percentile } from './figure.ts';

const SEED = 7;
const QUERIES = 40;
/** Of the queries, those that are compared with every vector. */
const EXACT_QUERIES = 20;
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
  const queries = Array.from({ length: QUERIES }, next);
  const exact = queries.slice(0, EXACT_QUERIES).map((query) => new TenNearest(query));
  const index = new VectorIndex();
  for (let i = 0; i < count; i++) {
    const vector = next();
    index.put(`i${i}`, 1, [{ ordinal: 0, vector }]);
    for (const nearest of exact) nearest.offer(`i${i}`, vector);
  }
  for (const query of queries.slice(0, 10)) index.search(query, 50);
  const taken = queries.map((query) => timed(() => index.search(query, 50)));
  const lower = { unit: 'ms', better: 'lower' } as const;
  const found = exact.map(({ query, ids }) => {
    return index.search(query, 10).filter(({ itemId }) => ids.includes(itemId)).length / 10;
  });
  const recall = found.reduce((sum, share) => sum + share, 0) / found.length;
  const figures = [
    figure(`vectors-${size}-p50`, median(taken), lower),
    figure(`vectors-${size}-p95`, percentile(taken, 0.95), lower),
    figure(`vectors-${size}-recall-10`, recall, { unit: 'share', better: 'higher', goal: 0.99 }),
  ];
  return count === SIZES['100k'] ? [...figures, ...(await measureFiles(index, next()))] : figures;
}

async function measureFiles(index: VectorIndex, vector: Float32Array): Promise<Figure[]> {
  const files = createFiles();
  await persistVectors(index, 'bench', files);
  const startMs = performance.now();
  const opened = await openVectors('bench', files);
  const openMs = performance.now() - startMs;
  if (opened?.count !== index.count) throw new Error('the vectors could not be opened');
  const bytes = index.blocks.reduce((sum, { slots, ordinals, scales, bits, values, rests }) => {
    return sum + [slots, ordinals, scales, bits, values, rests].reduce((all, { byteLength }) => all + byteLength, 0);
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

/** By float32, of all that were offered. */
class TenNearest {
  readonly query: Float32Array;
  #best: { readonly id: string; readonly score: number }[] = [];

  constructor(query: Float32Array) {
    this.query = query;
  }

  get ids(): readonly string[] {
    return this.#best.map(({ id }) => id);
  }

  offer(id: string, vector: Float32Array): void {
    const score = dotProduct(this.query, vector);
    if (this.#best.length === 10 && score <= (this.#best[9]?.score ?? 0)) return;
    this.#best = [...this.#best, { id, score }].sort((a, b) => b.score - a.score).slice(0, 10);
  }
}
