import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draggedBy, viewOf, WHOLE, zoomedAt } from './graph-camera.ts';

const size = { width: 900, height: 600 };
const px = fc.double({ min: -400, max: 400, noNaN: true });
const positions = fc
  .array(fc.tuple(px, px), { minLength: 2, maxLength: 20 })
  .map((places) => Float32Array.from(places.flat()));
const camera = fc.record({ x: px, y: px, zoom: fc.double({ min: 0.3, max: 40, noNaN: true }) });

test('the whole lies within the picture, with room for names around it, whatever its shape', () => {
  fc.assert(
    fc.property(positions, (placed) => {
      const view = viewOf(placed, WHOLE, size);
      for (const [i, place] of placed.entries()) {
        const side = i % 2 === 0 ? size.width : size.height;
        const at = place * view.scale + (i % 2 === 0 ? view.x : view.y);
        expect(at).toBeGreaterThan(50);
        expect(at).toBeLessThan(side - 50);
      }
    }),
  );
});

test('what lies under the pointer stays there while one comes nearer, and goes along while it is dragged', () => {
  fc.assert(
    fc.property(positions, camera, fc.double({ min: 0.5, max: 2, noNaN: true }), (placed, from, factor) => {
      const at = { x: 700, y: 120 };
      const before = viewOf(placed, from, size);
      const held = { x: (at.x - before.x) / before.scale, y: (at.y - before.y) / before.scale };
      const nearer = viewOf(placed, zoomedAt(from, factor, at, size), size);
      expect(Math.abs(held.x * nearer.scale + nearer.x - at.x)).toBeLessThan(1e-3);
      expect(Math.abs(held.y * nearer.scale + nearer.y - at.y)).toBeLessThan(1e-3);
      const dragged = viewOf(placed, draggedBy(from, 30, -20), size);
      expect(held.x * dragged.scale + dragged.x - at.x).toBeCloseTo(30, 3);
      expect(held.y * dragged.scale + dragged.y - at.y).toBeCloseTo(-20, 3);
    }),
  );
});

test('nothing to look at, and no room to look, are no trouble', () => {
  for (const placed of [new Float32Array(), new Float32Array(2), new Float32Array(8)])
    for (const { width, height } of [size, { width: 0, height: 0 }])
      expect(Object.values(viewOf(placed, WHOLE, { width, height })).every(Number.isFinite)).toBe(true);
});
