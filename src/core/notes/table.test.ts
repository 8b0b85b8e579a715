import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addColumn, addRow, readTable, removeColumn, removeRow, setCell, type TableEdit } from './table.ts';

const apply = (source: string, edits: readonly TableEdit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, insert }) => text.slice(0, start) + insert + text.slice(end), source);

const texts = (source: string) => readTable(source)?.rows.map((row) => row.map(({ text }) => text));

const SOURCE = '| Bed | Crop |\n|:--|--:|\n| 1 | peas \\| beans |\n| 2 | |';

describe('a table of a note', () => {
  it('has rows of cells and the alignment of its columns', () => {
    expect(texts(SOURCE)).toEqual([
      ['Bed', 'Crop'],
      ['1', 'peas | beans'],
      ['2', ''],
    ]);
    expect(readTable(SOURCE)?.aligns).toEqual(['start', 'end']);
    expect(texts('a | b\n--|--\n1 | 2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(readTable('| a |\nno dashes')).toBeNull();
  });

  it('changes one cell and nothing else, whatever is written', () => {
    const words = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\\\r\u2028\u2029]/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(words, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.nat(2),
        words,
        (rows, atRow, column, text) => {
          const row = atRow % rows.length;
          const cells = rows.map(
            (line) => `| ${line.map((cell) => cell.replace(/\n/g, ' ').replaceAll('|', '\\|').trim()).join(' | ')} |`,
          );
          const source = [cells[0], '|---|---|---|', ...cells.slice(1)].join('\n');
          const before = texts(source) ?? [];
          const table = readTable(source);
          const edit = table && setCell(table, row, column, text);
          const after = texts(edit ? apply(source, [edit]) : source) ?? [];
          const wanted = before.map((line, at) =>
            line.map((cell, index) => (at === row && index === column ? text.replace(/\s*\n\s*/g, ' ').trim() : cell)),
          );
          expect(after).toEqual(wanted);
        },
      ),
    );
  });

  it('gets and loses rows and columns', () => {
    expect(texts(apply(SOURCE, [addRow(SOURCE, 0)]))).toEqual([
      ['Bed', 'Crop'],
      ['', ''],
      ['1', 'peas | beans'],
      ['2', ''],
    ]);
    expect(texts(apply(SOURCE, [addRow(SOURCE, 2)]))?.at(-1)).toEqual(['', '']);
    expect(texts(apply(SOURCE, addColumn(SOURCE, 0)))).toEqual([
      ['Bed', '', 'Crop'],
      ['1', '', 'peas | beans'],
      ['2', '', ''],
    ]);
    expect(texts(apply(SOURCE, addColumn(SOURCE, 1)))?.[1]).toEqual(['1', 'peas | beans', '']);
    const removed = removeRow(SOURCE, 1);
    expect(removed && texts(apply(SOURCE, [removed]))).toEqual([
      ['Bed', 'Crop'],
      ['2', ''],
    ]);
    expect(removeRow(SOURCE, 0)).toBeNull();
    expect(texts(apply(SOURCE, removeColumn(SOURCE, 0)))).toEqual([['Crop'], ['peas | beans'], ['']]);
    expect(removeColumn('a | b\n--|--\n1 | 2', 1)).toEqual([]);
  });
});
