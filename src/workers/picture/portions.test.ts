import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Portions } from './portions.ts';

/** Draws all of them with graphics of this speed. Returns the portions. */
function drawAll(portions: Portions, lines: number, linesOfMs: number): number[] {
  const drawn: number[] = [];
  portions.begin(lines);
  while (!portions.isDone) {
    const { from, count } = portions.next();
    expect(from).toBe(drawn.reduce((sum, each) => sum + each, 0));
    portions.drew(count, count / linesOfMs);
    drawn.push(count);
  }
  return drawn;
}

test('every line is drawn once, whatever the graphics take', () => {
  const speed = fc.double({ min: 1, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(fc.nat(50_000), speed, (lines, linesOfMs) => {
      expect(drawAll(new Portions(), lines, linesOfMs).reduce((sum, each) => sum + each, 0)).toBe(lines);
    }),
  );
});

test('a portion becomes what the graphics draw in a part of a frame: all with a GPU, little without', () => {
  const fast = new Portions();
  for (let frame = 0; frame < 6; frame++) drawAll(fast, 30_000, 30_000);
  expect(drawAll(fast, 30_000, 30_000)).toEqual([30_000]);
  const slow = new Portions();
  drawAll(slow, 30_000, 100);
  const portions = drawAll(slow, 30_000, 100);
  expect(Math.max(...portions)).toBeLessThanOrEqual(1_500);
});
