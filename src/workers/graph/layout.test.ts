import { expect, test } from 'vitest';
import { createLayout } from './layout.ts';

/** Two rings of ten that nothing joins. */
const RINGS = Uint32Array.from({ length: 40 }, (_, i) => {
  const edge = i >> 1;
  const ring = edge < 10 ? 0 : 10;
  return ring + ((edge + (i % 2)) % 10);
});
const START = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i * 12.9898) * 100);

function settle() {
  const layout = createLayout({ positions: START, edges: RINGS });
  let steps = 1;
  while (!layout.step()) steps += 1;
  return { positions: layout.positions(), steps };
}

const distance = (positions: Float32Array, a: number, b: number) =>
  Math.hypot(
    (positions[a * 2] ?? 0) - (positions[b * 2] ?? 0),
    (positions[a * 2 + 1] ?? 0) - (positions[b * 2 + 1] ?? 0),
  );

test('a layout comes to rest, and what is linked lies nearer than what is not', () => {
  const { positions, steps } = settle();
  expect(steps).toBeLessThan(801);
  expect([...positions].every(Number.isFinite)).toBe(true);
  const linked = Array.from({ length: 10 }, (_, i) => distance(positions, i, (i + 1) % 10));
  const apart = Array.from({ length: 10 }, (_, i) => distance(positions, i, i + 10));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(linked)).toBeLessThan(mean(apart) / 2);
});

test('it is the same each time, and nothing to lay out is calm at once', () => {
  expect(settle().positions).toEqual(settle().positions);
  expect(createLayout({ positions: new Float32Array(2), edges: new Uint32Array() }).step()).toBe(true);
});
