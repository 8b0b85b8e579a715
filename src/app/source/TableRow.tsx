// biome-ignore-all lint/a11y/useSemanticElements: the virtual list puts elements of its own around rows, as no table may have them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says by aria-activedescendant where the keys are
import { memo } from 'react';
import type { Span } from '../../core/items/item.ts';
import type { TableCell } from '../../core/items/table-row.ts';
import type { TableSheet } from '../../core/items/table-rows.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Table.module.css';
import { columnLetters, type TableLayout } from './table-layout.ts';
import { textParts } from './text-parts.ts';

const c = classesOf(css);

/** The columns that are in the document: `[first, end)`. */
export interface ShownColumns {
  readonly first: number;
  readonly end: number;
}

const shownOf = ({ first, end }: ShownColumns): readonly number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);

export interface TableHeadProps {
  readonly sheet: TableSheet;
  readonly layout: TableLayout;
  readonly columns: ShownColumns;
  /** What the column of the numbers is called. */
  readonly corner: string;
}

export function TableHead({ sheet, layout, columns, corner }: TableHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className={c('row', 'head')}>
      <div role="columnheader" aria-colindex={1} className={c('number', 'corner')}>
        <span className="visually-hidden">{corner}</span>
      </div>
      <Gap width={layout.lefts[columns.first] ?? 0} />
      {shownOf(columns).map((column) => {
        const name = sheet.columns[column] || columnLetters(column);
        return (
          <div
            key={column}
            role="columnheader"
            aria-colindex={column + 2}
            title={name}
            className={c('cell', layout.numeric[column] && 'numeric', !sheet.columns[column] && 'letter')}
            style={{ width: layout.widths[column] }}
          >
            <span className={c('name')}>{name}</span>
          </div>
        );
      })}
    </div>
  );
}

export interface TableRowProps {
  /** In its sheet, from 0. */
  readonly row: number;
  /** As a spreadsheet counts it. */
  readonly number: number;
  readonly line: string;
  readonly cells: readonly TableCell[];
  /** What is marked, in the line. */
  readonly span: Span | null;
  readonly layout: TableLayout;
  readonly columns: ShownColumns;
  readonly isActive: boolean;
  /** The column that the keys stand on; null where they stand in another row. */
  readonly activeColumn: number | null;
  readonly cellId: (column: number) => string;
}

/** Not drawn again while the same line, mark and columns are shown. */
export const TableRow = memo(
  function TableRow({ row, number, line, cells, span, layout, columns, activeColumn, cellId }: TableRowProps) {
    const byColumn = new Map(cells.map((cell) => [cell.column, cell]));
    return (
      <div
        role="row"
        aria-rowindex={row + 2}
        className={c('row', span !== null && 'marked', isWhole(line, span) && 'whole')}
      >
        <div role="rowheader" aria-colindex={1} className={c('number')}>
          {number}
        </div>
        <Gap width={layout.lefts[columns.first] ?? 0} />
        {shownOf(columns).map((column) => {
          const cell = byColumn.get(column);
          return (
            <div
              key={column}
              id={cellId(column)}
              role="gridcell"
              tabIndex={-1}
              aria-colindex={column + 2}
              className={c('cell', layout.numeric[column] && 'numeric', activeColumn === column && 'active')}
              style={{ width: layout.widths[column] }}
            >
              {cell && <CellText line={line} cell={cell} span={span} />}
            </div>
          );
        })}
      </div>
    );
  },
  (a, b) =>
    a.row === b.row &&
    a.line === b.line &&
    a.layout === b.layout &&
    a.columns === b.columns &&
    a.activeColumn === b.activeColumn &&
    a.span?.start === b.span?.start &&
    a.span?.end === b.span?.end,
);

/** Whether all that can be marked is: then the row is, and not each of its cells. */
const isWhole = (line: string, span: Span | null): boolean =>
  span !== null && span.start === 0 && span.end >= line.length;

/** In the place of the columns before those that are shown. */
function Gap({ width }: { readonly width: number }) {
  return width === 0 ? null : <div role="presentation" className={c('gap')} style={{ width }} />;
}

interface CellTextProps {
  readonly line: string;
  readonly cell: TableCell;
  readonly span: Span | null;
}

function CellText({ line, cell, span }: CellTextProps) {
  const value = line.slice(cell.start, cell.end);
  const [start, end] = [(span?.start ?? 0) - cell.start, (span?.end ?? 0) - cell.start];
  if (span === null || end <= 0 || start >= value.length) return value;
  return textParts(value, [{ start: Math.max(0, start), end }]).map((part) =>
    part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
