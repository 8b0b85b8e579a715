import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendTo, moveCursor, NOTHING_SELECTED, setOfAll, toggle } from './selection.ts';

describe('the selection in a list', () => {
  it('is taken back by choosing the same thing twice', () => {
    const once = toggle(NOTHING_SELECTED, 'a', 3);
    expect([...once.ids]).toEqual(['a']);
    expect([...toggle(once, 'a', 3).ids]).toEqual([]);
  });

  it('extends from the anchor in both directions and skips rows that are not loaded', () => {
    const idAt = (index: number) => (index === 4 ? undefined : `i${index}`);
    const from5 = toggle(NOTHING_SELECTED, 'i5', 5);
    expect([...extendTo(from5, 3, idAt).ids].sort()).toEqual(['i3', 'i5']);
    expect([...extendTo(from5, 7, idAt).ids].sort()).toEqual(['i5', 'i6', 'i7']);
  });

  it('is all of a long list, or all but what was chosen, in the order of the list', async () => {
    const all = Array.from({ length: 25_001 }, (_, at) => `i${at}`);
    expect([...(await setOfAll(all, NOTHING_SELECTED.ids))]).toEqual(all);
    const some = new Set(all.filter((_, at) => at % 3 === 0));
    expect([...(await setOfAll(all, some))]).toEqual(all.filter((_, at) => at % 3 !== 0));
  });

  it('never leaves the list, whatever keys are pressed', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(keys), fc.integer({ min: 1, max: 50 }), (pressed, total) => {
        let cursor: number | null = null;
        for (const key of pressed) {
          cursor = moveCursor(cursor, key, total);
          expect(cursor).toBeGreaterThanOrEqual(0);
          expect(cursor).toBeLessThan(total);
        }
      }),
    );
  });

  it('goes nowhere in an empty list and by other keys', () => {
    expect(moveCursor(null, 'ArrowDown', 0)).toBeNull();
    expect(moveCursor(2, 'x', 5)).toBeNull();
  });
});
