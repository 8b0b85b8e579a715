import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { compareTexts } from './compare-texts.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'dd'), { maxLength: 30 });

describe('two texts beside each other', () => {
  it('differ where words were changed, with what stands around', () => {
    const before = 'The boiler was serviced on 3 March 2025 by Acme Heating and costs 120 euros in all.';
    const after = 'The boiler was serviced on 4 March 2025 by Acme Heating and costs 125 euros.';
    const { share, places, changes } = compareTexts(before, after);
    expect(share).toBeCloseTo((2 * 12) / 32, 5);
    expect(places).toBe(2);
    expect(changes.map(({ removed, added }) => [removed, added])).toEqual([
      ['3', '4'],
      ['120 euros in all.', '125 euros.'],
    ]);
    expect(changes[0]).toMatchObject({ before: 'The boiler was serviced on', after: 'March 2025 by Acme Heating and' });
  });

  it('are the same where only white space differs', () => {
    expect(compareTexts('a  b\nc', 'a b c')).toEqual({ share: 1, places: 0, changes: [] });
    expect(compareTexts('', '')).toEqual({ share: 1, places: 0, changes: [] });
  });

  it('become each other by the changes that are told', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const { places, changes } = compareTexts(a.join(' '), b.join(' '), { most: 1_000 });
        expect(places).toBe(changes.length);
        const dropped = changes.flatMap(({ removed }) => removed.split(' ').filter((word) => word !== ''));
        const put = changes.flatMap(({ added }) => added.split(' ').filter((word) => word !== ''));
        const count = (list: readonly string[], word: string) => list.filter((each) => each === word).length;
        for (const word of ['a', 'b', 'c', 'dd'])
          expect(count(a, word) - count(dropped, word) + count(put, word)).toBe(count(b, word));
        expect(dropped.length + put.length).toBe(a.length + b.length - 2 * longestCommon(a, b));
      }),
    );
  });

  it('that differ too much are only weighed, in bounded time', () => {
    const text = (from: number) => Array.from({ length: 39_000 }, (_, i) => `w${(from + i * 7919) % 20_011}`).join(' ');
    const started = performance.now();
    const { share, places } = compareTexts(text(0), text(5_000));
    expect(performance.now() - started).toBeLessThan(HANG_MS);
    expect(places).toBeNull();
    expect(share).toBeGreaterThan(0.5);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}
