import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { packRows, type TableRows } from '../../core/items/table-rows.ts';
import { findInText } from './find-in-text.ts';
import { TableHead, TableRow } from './TableRow.tsx';
import { moveInGrid } from './table-keys.ts';
import { cellsOfRow, columnLetters, columnsBetween, isInCell, layOutTable } from './table-layout.ts';

const text = 'Name: Anna | Rent: 900\nName: City Hall | City: Bonn\n';
const rows: TableRows = packRows(
  [{ name: '', rows: 2, columns: ['Name', 'City', 'Rent'] }],
  [
    { start: 0, end: 22, place: { type: 'row', sheet: '', row: 2 } },
    { start: 23, end: 51, place: { type: 'row', sheet: '', row: 3 } },
  ],
);
const [sheet] = rows.sheets;
if (sheet === undefined) throw new Error('no sheet');
const layout = layOutTable(text, rows, sheet);

describe('a table in the source pane', () => {
  it('has its columns by name, an empty cell where there is none, and the passage marked in its cell', () => {
    const line = text.slice(0, 22);
    const html = renderToStaticMarkup(
      <>
        <TableHead sheet={sheet} layout={layout} columns={{ first: 0, end: 3 }} corner="Row" />
        <TableRow
          {...{ row: 0, number: 2, line, layout, columns: { first: 0, end: 3 }, isActive: false, activeColumn: 1 }}
          cells={cellsOfRow(line, rows, sheet, 0)}
          span={{ start: 13, end: 22 }}
          cellId={(column) => `c${column}`}
        />
      </>,
    );
    expect(
      [...html.matchAll(/role="columnheader"[^>]*>(.*?)<\/div>/g)].map(([, inner]) => inner?.replace(/<[^>]+>/g, '')),
    ).toEqual(['Row', 'Name', 'City', 'Rent']);
    expect([...html.matchAll(/role="gridcell"[^>]*>(.*?)<\/div>/g)].map(([, inner]) => inner)).toEqual([
      'Anna',
      '',
      '<mark>900</mark>',
    ]);
    expect(html).toContain('aria-rowindex="2"');
    expect(html).toMatch(/role="rowheader"[^>]*>2</);
    expect(html.match(/class="[^"]*active/g)).toHaveLength(1);
  });

  it('sets numbers to the right, and names no wider than they need', () => {
    expect(layout.numeric).toEqual([false, false, true]);
    expect(layout.widths.every((width) => width >= 64 && width <= 300)).toBe(true);
    expect(columnsBetween(layout, -400, 10)).toEqual({ first: 0, end: 1 });
    expect(columnsBetween(layout, 1e6, 2e6)).toEqual({ first: 0, end: 3 });
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  it('is searched in its cells, not in the names of its columns', () => {
    const found = (words: string) =>
      findInText(text, words, { markdown: false, counts: (span) => isInCell(text, rows, span) });
    expect(found('City').map(({ start }) => start)).toEqual([29]);
    expect(found('Bonn')).toHaveLength(1);
    expect(found('Anna | Rent')).toEqual([]);
  });

  it('is walked by keys as other tables are', () => {
    const size = { rows: 100, columns: 5, page: 20 };
    const press = (key: string, ctrlKey = false) =>
      moveInGrid({ row: 50, column: 2 }, { key, ctrlKey, metaKey: false }, size);
    expect(press('ArrowDown')).toEqual({ row: 51, column: 2 });
    expect(press('ArrowLeft')).toEqual({ row: 50, column: 1 });
    expect(press('PageUp')).toEqual({ row: 30, column: 2 });
    expect(press('End')).toEqual({ row: 50, column: 4 });
    expect(press('Home', true)).toEqual({ row: 0, column: 0 });
    expect(press('End', true)).toEqual({ row: 99, column: 4 });
    expect(press('a')).toBeNull();
  });
});
