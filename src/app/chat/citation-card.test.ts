import fc from 'fast-check';
import { expect, it } from 'vitest';
import { around, placeCard } from './citation-card.ts';

it('a citation is shown with what stands around it, and nothing else is marked', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const text = fc.array(word, { minLength: 1, maxLength: 150, size: 'max' }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), fc.nat(99), (passage, a, b, shift) => {
      const start = a % passage.length;
      const end = start + 1 + (b % (passage.length - start));
      const whole = { start: shift, end: shift + passage.length };
      const shown = around({ text: passage, span: whole }, { start: shift + start, end: shift + end });
      expect(shown.text.slice(shown.mark?.start, shown.mark?.end)).toBe(passage.slice(start, end));
      expect(passage).toContain(shown.text.replace(/^… /, '').replace(/ …$/, ''));
    }),
  );
  expect(around({ text: 'short', span: { start: 0, end: 99 } }, { start: 3, end: 9 })).toEqual({
    text: 'short',
    mark: null,
  });
});

it('the card lies within the window and not over its number, where there is room', () => {
  const side = fc.integer({ min: 320, max: 2_000 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.nat(1_900),
      fc.nat(1_900),
      fc.integer({ min: 40, max: 150 }),
      (width, height, x, y, tall) => {
        const anchor = { left: x % width, top: y % height, bottom: (y % height) + 18, width: 20 };
        const { left, top } = placeCard(anchor, { width: 300, height: tall }, { width, height });
        expect(left).toBeGreaterThanOrEqual(8);
        expect(left + 300).toBeLessThanOrEqual(width - 8);
        expect(top).toBeGreaterThanOrEqual(8);
        expect(top + tall <= anchor.top || top >= Math.min(anchor.bottom, height - tall - 8)).toBe(true);
      },
    ),
  );
});
