import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPositions, placeNodes } from './positions.ts';

const coordinate = fc.float({ min: -5_000, max: 5_000, noNaN: true });

test('nodes lie where they lay, whatever came and went meanwhile', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 30 }),
      fc.array(coordinate, { minLength: 60, maxLength: 60 }),
      (ids, values) => {
        const positions = Float32Array.from(values.slice(0, ids.length * 2));
        const packed = packPositions(ids, positions);
        const kept = ids.slice(1).toReversed();
        const { positions: placed, known } = placeNodes([...kept, 'new'], packed);
        expect(known).toBe(kept.length);
        for (const [i, id] of kept.entries()) {
          const before = ids.indexOf(id);
          expect(Math.abs((placed[i * 2] ?? 0) - (positions[before * 2] ?? 0))).toBeLessThan(0.2);
          expect(Math.abs((placed[i * 2 + 1] ?? 0) - (positions[before * 2 + 1] ?? 0))).toBeLessThan(0.2);
        }
      },
    ),
  );
});

test('what is not theirs is as nothing', () => {
  for (const packed of ['', 'x', '§', null]) expect(placeNodes(['a', 'b'], packed).known).toBe(0);
  expect(placeNodes(['a', 'b'], null)).toEqual(placeNodes(['a', 'b'], null));
});
