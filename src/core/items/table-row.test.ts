import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadMs } from '../../../tests/hang.ts';
import type { PlacedRange } from './source-place.ts';
import { rowCells, rowLine } from './table-row.ts';
import { packRows, rowAt } from './table-rows.ts';

/** Cells and names as a reader tidies them, with what could be taken for a mark between cells. */
const word = fc
  .constantFrom('', 'a', 'City', 'a | b', ' | ', 'City: x', 'a | City: b', 'Name: y', '|', ': ')
  .map((w) => w.trim());
const list = (max: number) => fc.array(word, { maxLength: max });

describe('a row of a table as a line', () => {
  it('gives back each filled cell, whatever stands in it and whatever its columns are called', () => {
    fc.assert(
      fc.property(list(6), list(6), fc.boolean(), (cells, header, isKnown) => {
        const named = isKnown ? header : [];
        const { line, cells: told } = rowLine(cells, header, named);
        const read = rowCells(line, named, told).map(({ column, start, end }) => [column, line.slice(start, end)]);
        expect(read).toEqual(cells.flatMap((cell, column) => (cell === '' ? [] : [[column, cell]])));
      }),
    );
  });

  it('tells its cells apart by the names alone where it can', () => {
    expect(rowLine(['Anna', '', 'Bonn'], ['Name', 'Age', 'City'])).toEqual({
      line: 'Name: Anna | City: Bonn',
      cells: null,
    });
    expect(rowLine(['a', 'b'], []).cells).toBeNull();
    expect(rowLine(['a', '', 'c'], []).cells).toEqual([0, 0, 1, 2, 4, 5]);
    expect(rowLine(['a | City: b', 'Bonn'], ['Name', 'City']).cells).not.toBeNull();
    expect(rowCells('', ['Name'])).toEqual([]);
  });

  it('is told apart in linear time', () => {
    const line = `Name: ${' | x'.repeat(100_000)}`;
    const started = threadMs();
    expect(rowCells(line, ['Name', 'City'])).toHaveLength(1);
    expect(threadMs() - started).toBeLessThan(2_000);
  });
});

describe('the rows of a table', () => {
  const place = (start: number, sheet: string, row: number): PlacedRange => ({
    start,
    end: start + 4,
    place: { type: 'row', sheet, row },
  });

  it('stand under their sheets, with the numbers that a spreadsheet shows', () => {
    const sheets = [
      { name: 'One', rows: 3, columns: ['a'] },
      { name: 'Empty', rows: 0, columns: [] },
      { name: 'Two', rows: 1, columns: ['a', 'b'], width: 5 },
    ];
    const places = [place(8, 'One', 2), place(14, 'One', 4), { ...place(40, 'Two', 9), cells: [0, 0, 4] }];
    const rows = packRows(sheets, places);
    expect(rows.sheets).toEqual([
      { name: 'One', columns: ['a'], width: 1, from: 0, to: 2, leftOut: 1 },
      { name: 'Empty', columns: [], width: 0, from: 2, to: 2, leftOut: 0 },
      { name: 'Two', columns: ['a', 'b'], width: 5, from: 2, to: 3, leftOut: 0 },
    ]);
    expect([...rows.numbers]).toEqual([2, 4, 9]);
    expect(rows.cells).toEqual([[2, [0, 0, 4]]]);
    expect([0, 8, 11, 12, 13, 41, 99].map((offset) => rowAt(rows, offset))).toEqual([0, 0, 0, 1, 1, 2, 3]);
  });

  it('of a list in JSON count from its first element', () => {
    const value = (start: number, index: number): PlacedRange => ({
      start,
      end: start + 1,
      place: { type: 'value', path: [index] },
    });
    const rows = packRows([{ name: '', rows: 2, columns: ['a'] }], [value(0, 0), value(2, 3)]);
    expect([...rows.numbers]).toEqual([1, 4]);
    expect(rows.sheets[0]).toMatchObject({ from: 0, to: 2, leftOut: 0 });
  });
});
