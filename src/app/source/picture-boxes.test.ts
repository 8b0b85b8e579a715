import { describe, expect, it } from 'vitest';
import type { PlacedRange } from '../../core/items/source-place.ts';
import { pictureBoxes } from './marked-boxes.ts';

const word = (start: number, end: number, left: number, top: number): PlacedRange => ({
  start,
  end,
  place: { type: 'image', box: [left, top, left + 0.1, top + 0.05] },
});

/** Two words on one line, one below. */
const PLACES = [word(0, 4, 0.1, 0.2), word(5, 9, 0.25, 0.21), word(10, 14, 0.1, 0.4)];

describe('the marks on a picture', () => {
  it('are one for the words of a line, and no more words than the passage has', () => {
    expect(pictureBoxes(PLACES, { start: 0, end: 9 })).toEqual([[0.1, 0.2, 0.35, 0.26]]);
    expect(pictureBoxes(PLACES, { start: 5, end: 9 })).toEqual([[0.25, 0.21, 0.35, 0.26]]);
    expect(pictureBoxes(PLACES, { start: 6, end: 12 })).toHaveLength(2);
  });

  it('are none without a passage, and for places of another kind', () => {
    expect(pictureBoxes(PLACES, null)).toEqual([]);
    expect(pictureBoxes([{ start: 0, end: 9, place: { type: 'line', line: 1 } }], { start: 0, end: 9 })).toEqual([]);
  });
});
