import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, PlacedRange } from '../../core/items/source-place.ts';
import { markedBoxes, pageSpans } from './marked-boxes.ts';

const box = (line: number): Box => [0.1, line / 10, 0.9, line / 10 + 0.05];
const line = (start: number, end: number, page: number, at: number): PlacedRange => ({
  start,
  end,
  place: { type: 'page', page, boxes: [box(at)] },
});

/** Three lines, the last of them on the second page. */
const PLACES = [line(0, 10, 1, 1), line(11, 20, 1, 2), line(22, 30, 2, 0)];

describe('the boxes of a passage', () => {
  it('are those of the lines that it touches', () => {
    expect(markedBoxes(PLACES, { start: 12, end: 15 })).toEqual([{ page: 1, boxes: [box(2)] }]);
    expect(markedBoxes(PLACES, { start: 5, end: 12 })).toEqual([{ page: 1, boxes: [box(1), box(2)] }]);
  });

  it('go on over the page’s end', () => {
    expect(markedBoxes(PLACES, { start: 15, end: 25 })).toEqual([
      { page: 1, boxes: [box(2)] },
      { page: 2, boxes: [box(0)] },
    ]);
  });

  it('leave out lines that end where it begins or begin where it ends', () => {
    expect(markedBoxes(PLACES, { start: 10, end: 11 })).toEqual([]);
    expect(markedBoxes(PLACES, { start: 20, end: 22 })).toEqual([]);
  });

  it('are none without a passage, without pages and without an area', () => {
    expect(markedBoxes(PLACES, null)).toEqual([]);
    expect(markedBoxes([{ start: 0, end: 9, place: { type: 'line', line: 1 } }], { start: 0, end: 9 })).toEqual([]);
    const flat: PlacedRange = { start: 0, end: 9, place: { type: 'page', page: 1, boxes: [[0.1, 0.2, 0.9, 0.2]] } };
    expect(markedBoxes([flat], { start: 0, end: 9 })).toEqual([]);
  });

  it('of a longer passage hold those of each part of it', () => {
    const offset = fc.nat({ max: 32 });
    const law = fc.property(offset, offset, offset, (a, b, c) => {
      const [start = 0, middle = 0, end = 0] = [a, b, c].toSorted((x, y) => x - y);
      const boxesOf = (from: number, to: number) =>
        markedBoxes(PLACES, { start: from, end: to }).flatMap(({ page, boxes }) =>
          boxes.map((each) => [page, ...each]),
        );
      const parts = [...boxesOf(start, middle), ...boxesOf(middle, end)].map(String);
      if (start < middle && middle < end) expect(new Set(boxesOf(start, end).map(String))).toEqual(new Set(parts));
    });
    fc.assert(law, { verbose: true });
  });
});

describe('the text of a page', () => {
  it('reaches from its first line to its last', () => {
    expect(pageSpans(PLACES)).toEqual(
      new Map([
        [1, { start: 0, end: 20 }],
        [2, { start: 22, end: 30 }],
      ]),
    );
  });

  it('is not there where the places are of another kind', () => {
    expect(pageSpans([{ start: 0, end: 9, place: { type: 'line', line: 1 } }]).size).toBe(0);
  });
});
