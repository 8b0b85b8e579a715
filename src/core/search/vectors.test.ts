import { describe, expect, it } from 'vitest';
import { CHECKSUM_WORDS, checksum, checksumName } from './checksum.ts';
import { openVectors, persistVectors } from './persist-vectors.ts';
import { createFiles, createSubjects, dotProduct } from './search-fixtures.ts';
import { BLOCK_ROWS } from './vector-block.ts';
import { VectorIndex } from './vectors.ts';

const SEED = 20_261_121;

function someIndex(count: number, next = createSubjects(SEED)) {
  const index = new VectorIndex();
  const vectors = Array.from({ length: count }, next);
  for (const [i, vector] of vectors.entries()) index.put(`i${i}`, 1, [{ ordinal: 0, vector }]);
  return { index, vectors };
}

const idsOf = (index: VectorIndex, query: Float32Array, limit = 10): string[] =>
  index.search(query, limit).map(({ itemId }) => itemId);

describe('the vector index', () => {
  it(`finds .99 of the exact ten nearest among clustered vectors (seed ${SEED})`, () => {
    const next = createSubjects(SEED);
    const { index, vectors } = someIndex(8000, next);
    let found = 0;
    const queries = Array.from({ length: 10 }, next);
    for (const query of queries) {
      const exact = vectors.map((vector, i) => ({ id: `i${i}`, score: dotProduct(query, vector) }));
      exact.sort((a, b) => b.score - a.score);
      const nearest = new Set(exact.slice(0, 10).map(({ id }) => id));
      found += idsOf(index, query).filter((id) => nearest.has(id)).length;
    }
    expect(found / (queries.length * 10)).toBeGreaterThanOrEqual(0.99);
  });

  it('scores by cosine, within what the kept values can say', () => {
    const { index, vectors } = someIndex(200);
    const query = vectors[7] ?? new Float32Array();
    for (const { itemId, score } of index.search(query, 50)) {
      expect(Math.abs(score - dotProduct(query, vectors[Number(itemId.slice(1))] ?? query))).toBeLessThan(0.0005);
    }
    expect(index.similarity(query, 'i7', 0)).toBeCloseTo(1, 2);
    expect(index.similarity(query, 'i7', 1)).toBeNull();
  });

  it('replaces an item as a whole, and uses the rows again', () => {
    const { index, vectors } = someIndex(50);
    const [first = new Float32Array(), second = new Float32Array()] = vectors;
    index.put('i0', 2, [
      { ordinal: 0, vector: second },
      { ordinal: 1, vector: second },
    ]);
    expect([index.count, index.itemOf('i0')?.revision]).toEqual([51, 2]);
    expect(index.search(first, 51).filter(({ score }) => score > 0.99)).toEqual([]);
    index.remove('i0');
    index.remove('i1');
    expect(index.count).toBe(48);
    expect(idsOf(index, second, 48)).not.toContain('i1');
    index.put('new', 1, [{ ordinal: 3, vector: second }]);
    expect(index.search(second, 1)).toMatchObject([{ itemId: 'new', ordinal: 3 }]);
    expect(index.blocks[0]?.used).toBe(51);
  });

  it('compares only what is allowed', () => {
    const { index, vectors } = someIndex(600);
    const query = vectors[0] ?? new Float32Array();
    const found = index.search(
      query,
      600,
      index.openSlots((itemId) => itemId.endsWith('5')),
    );
    expect(found).toHaveLength(60);
    expect(found.every(({ itemId }) => itemId.endsWith('5'))).toBe(true);
  });

  it('refuses a vector of another length', () => {
    expect(() => new VectorIndex().put('i', 1, [{ ordinal: 0, vector: [1, 0] }])).toThrow('2 dimensions, not 384');
  });
});

describe('persisted vectors', () => {
  it('open as they were, and only the blocks that changed are written again', async () => {
    const files = createFiles();
    const { index, vectors } = someIndex(BLOCK_ROWS + 100);
    const query = vectors[5] ?? new Float32Array();
    await persistVectors(index, 'm', files);
    expect(files.written).toHaveLength(3);
    index.remove(`i${BLOCK_ROWS + 1}`);
    files.written.length = 0;
    await persistVectors(index, 'm', files);
    expect(files.written).toHaveLength(2);
    expect(files.files.size).toBe(3);
    const opened = await openVectors('m', files);
    expect(opened?.count).toBe(index.count);
    expect(opened?.search(query, 20)).toEqual(index.search(query, 20));
    opened?.put('next', 1, [{ ordinal: 0, vector: query }]);
    expect(opened?.blocks[1]?.used).toBe(100);
  });

  it('a crash at any point leaves the state before or the state after', async () => {
    for (let failAfter = 0; failAfter < 5; failAfter++) {
      const files = createFiles();
      const { index, vectors } = someIndex(20);
      await persistVectors(index, 'm', files);
      index.put('i3', 2, [{ ordinal: 0, vector: vectors[9] ?? [] }]);
      const crashed = persistVectors(index, 'm', createFiles(files.files, failAfter));
      await crashed.catch((error: Error) => expect(error.message).toBe('killed'));
      expect([1, 2]).toContain((await openVectors('m', files))?.itemOf('i3')?.revision);
      await persistVectors(index, 'm', files);
      expect((await openVectors('m', files))?.itemOf('i3')?.revision).toBe(2);
    }
  });

  it('of another version are removed, and read from the rows again', async () => {
    const files = createFiles();
    await persistVectors(someIndex(20).index, 'm', files);
    const name = [...files.files.keys()].find((one) => one.endsWith('.block')) ?? '';
    const older = files.files.get(name)?.slice() ?? new Uint8Array(0);
    const words = new Uint32Array(older.buffer);
    words[1] = 1;
    words.set(checksum(words), CHECKSUM_WORDS[0]);
    const renamed = name.replace(/[0-9a-f]{16}/, checksumName(checksum(words)));
    files.files.delete(name);
    files.files.set(renamed, older);
    const manifest = new TextDecoder().decode(files.files.get('vectors-manifest.json')).replace(name, renamed);
    files.files.set('vectors-manifest.json', new TextEncoder().encode(manifest));
    expect(await openVectors('m', files)).toBeNull();
    expect(files.files.size).toBe(0);
  });

  it('are not trusted when they are of another model, or a file is missing, cut off or changed', async () => {
    const kept = createFiles();
    await persistVectors(someIndex(20).index, 'm', kept);
    expect(await openVectors('other', createFiles(new Map(kept.files)))).toBeNull();
    for (const name of kept.files.keys()) {
      for (const damage of ['missing', 'cut', 'changed'] as const) {
        const files = createFiles(new Map(kept.files));
        const bytes = files.files.get(name)?.slice() ?? new Uint8Array(0);
        bytes[20] = (bytes[20] ?? 0) ^ 0x80;
        if (damage === 'missing') files.files.delete(name);
        else files.files.set(name, damage === 'cut' ? bytes.slice(0, 16) : bytes);
        expect(await openVectors('m', files)).toBeNull();
        expect(files.files.size).toBe(0);
      }
    }
  });
});
