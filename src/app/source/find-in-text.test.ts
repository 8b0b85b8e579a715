import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInText, MAX_PLACES, placeFrom } from './find-in-text.ts';

const found = (text: string, words: string, markdown = false) =>
  findInText(text, words, { markdown }).map(({ start, end }) => text.slice(start, end));

describe('finding words in a text', () => {
  it('passes over case and white space, and in markdown over its marks', () => {
    expect(found('The Boiler and the boiler.', 'boiler')).toEqual(['Boiler', 'boiler']);
    expect(found('annual\n  service', 'Annual service')).toEqual(['annual\n  service']);
    expect(found('the **annual** service of [[Boiler|boilers]]', 'annual service', true)).toEqual(['annual** service']);
    expect(found('a **b** c', '**')).toEqual(['**', '**']);
    expect(found('a **b** c', '**', true)).toEqual([]);
    expect(found('text', '  ')).toEqual([]);
  });

  it('finds whatever was taken out of the text, where it stands', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(60), fc.nat(10), (text, from, length) => {
        const words = text.slice(from, from + length);
        fc.pre(words.trim() !== '');
        const start = text.indexOf(words.trim());
        expect(findInText(text, words, { markdown: false })[0]?.start).toBeLessThanOrEqual(start);
      }),
    );
  });

  it('counts no more than it can go through, and begins at the passage', () => {
    expect(findInText('a '.repeat(5000), 'a', { markdown: false })).toHaveLength(MAX_PLACES);
    const spans = findInText('tea and tea and tea', 'tea', { markdown: false });
    expect([0, 1, 9, 17].map((from) => placeFrom(spans, from))).toEqual([0, 1, 2, 0]);
    expect(placeFrom([], 0)).toBe(-1);
  });
});
