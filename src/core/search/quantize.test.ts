import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearestSigns } from './nearest-signs.ts';
import { dotQuantized, readQuantized, writeInt8, writeRests, writeSigns } from './quantize.ts';
import { dotProduct } from './search-fixtures.ts';
import { createBlock } from './vector-block.ts';

const DIMENSIONS = 384;
const WORDS = DIMENSIONS / 32;

const value = fc.oneof(fc.float({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, 1, -1, 0.5));
const vector = fc
  .array(value, { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => Float32Array.from(values));

describe('a vector in int8 and what int8 leaves', () => {
  it('is read back within a thirty-second of a step in each dimension', () => {
    fc.assert(
      fc.property(vector, fc.constantFrom(0, DIMENSIONS), (one, at) => {
        const [values, rests] = [new Int8Array(2 * DIMENSIONS), new Uint8Array(DIMENSIONS)];
        const scale = writeInt8(one, values, at);
        writeRests(one, values, at, scale, rests);
        const read = readQuantized(values, rests, at, DIMENSIONS);
        for (const [k, wanted] of one.entries()) {
          expect(Math.abs((read[k] ?? 0) * scale - wanted)).toBeLessThanOrEqual(scale * (1 / 32 + 1e-4));
        }
      }),
    );
  });

  it('has the inner product of what is read back', () => {
    fc.assert(
      fc.property(vector, vector, (one, query) => {
        const [values, rests] = [new Int8Array(DIMENSIONS), new Uint8Array(DIMENSIONS / 2)];
        writeRests(one, values, 0, writeInt8(one, values, 0), rests);
        const read = readQuantized(values, rests, 0, DIMENSIONS);
        expect(Math.abs(dotQuantized(query, values, rests, 0) - dotProduct(query, read))).toBeLessThan(1e-2);
      }),
    );
  });
});

describe('the nearest by signs', () => {
  const rows = fc.array(vector, { minLength: 1, maxLength: 30 });

  it('are those with the fewest different signs, with all that are as near as the last', () => {
    fc.assert(
      fc.property(
        rows,
        vector,
        fc.integer({ min: 1, max: 30 }),
        fc.func(fc.boolean()),
        (list, query, wanted, isOpen) => {
          const block = createBlock(DIMENSIONS);
          for (const [row, one] of list.entries()) {
            block.slots[row] = row % 4 === 3 ? -1 : row;
            writeSigns(one, block.bits, row * WORDS);
          }
          block.used = list.length;
          const open = Uint8Array.from(list, (_, row) => (isOpen(row) ? 1 : 0));
          const signs = new Uint32Array(WORDS);
          writeSigns(query, signs, 0);
          const far = (one: Float32Array): number => one.filter((x, k) => x > 0 !== (query[k] ?? 0) > 0).length;
          const held = [...list.keys()].filter((row) => row % 4 !== 3 && open[row] === 1);
          const distances = held.map((row) => far(list[row] ?? query)).sort((a, b) => a - b);
          const limit = distances[Math.min(wanted, distances.length) - 1] ?? -1;
          const expected = held.filter((row) => far(list[row] ?? query) <= limit);
          expect(new NearestSigns().find([block], signs, wanted, open)).toEqual(expected);
        },
      ),
    );
  });
});
