// biome-ignore-all lint/a11y/useSemanticElements: the virtual list puts elements of its own around rows, as no table may have them
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says by aria-activedescendant where the keys are
import { ArrowUpDown } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Span } from '../../core/items/item.ts';
import { rowAt, type TableRows, type TableSheet } from '../../core/items/table-rows.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Table.module.css';
import { TableHead, TableRow } from './TableRow.tsx';
import { type GridCell, moveInGrid } from './table-keys.ts';
import { cellsOfRow, columnsBetween, layOutTable, lineOfRow, type TableLayout } from './table-layout.ts';

const c = classesOf(css);
/** CSS pixels, as the style sheet has them. */
const HEAD = 40;
const NUMBERS = 56;
/** Columns are drawn so far beyond the pane already. */
const AHEAD = 400;

export interface TableGridProps {
  readonly label: string;
  readonly text: string;
  readonly rows: TableRows;
  readonly sheet: TableSheet;
  /** What is marked, in `text`. */
  readonly span: Span | null;
}

/**
 * One sheet as a grid of which only what is in view is in the document. The focus stays on the grid;
 * `aria-activedescendant` says which cell the keys stand on.
 */
export function TableGrid({ label, text, rows, sheet, span }: TableGridProps) {
  const t = useT();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const layout = useMemo(() => layOutTable(text, rows, sheet), [text, rows, sheet]);
  const { columns, onScroll } = useColumnsInView(scroller, layout);
  const total = sheet.to - sheet.from;
  const data = useMemo(() => Array.from({ length: total }, (_, i) => i), [total]);
  const marked = markedRow(rows, sheet, span);
  const [active, setActive] = useState<GridCell | null>(null);
  const go = useShownCell(scroller, list, layout);
  const [away, setAway] = useState(false);
  const toPassage = () => marked !== null && list.current?.scrollToIndex(marked, { align: 'center' });

  const start = span?.start;
  const end = span?.end;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another span is another passage to show
  useEffect(() => {
    if (marked === null) return;
    const frame = requestAnimationFrame(toPassage);
    return () => cancelAnimationFrame(frame);
  }, [start, end, sheet]);

  const move = (cell: GridCell) => {
    setActive(cell);
    go(cell);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 40) - 2);
    const from = active ?? { row: marked ?? 0, column: 0 };
    const next = moveInGrid(from, event, { rows: total, columns: sheet.width, page });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    move(next);
  };
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-readonly
        aria-rowcount={total + 1}
        aria-colcount={sheet.width + 1}
        aria-activedescendant={active === null ? undefined : cellId(id, active)}
        className={c('grid')}
        onScroll={() => {
          onScroll();
          setAway(isAway(list.current, marked));
        }}
        onKeyDown={onKeyDown}
        onFocus={() => active === null && total > 0 && move({ row: marked ?? firstInView(list.current), column: 0 })}
      >
        <div className={c('sheet')} style={{ width: NUMBERS + (layout.lefts.at(-1) ?? 0) }}>
          <TableHead sheet={sheet} layout={layout} columns={columns} corner={t('source.table.row')} />
          <Virtualizer
            ref={list}
            data={data}
            scrollRef={scroller}
            startMargin={HEAD}
            {...(active === null ? {} : { keepMounted: [active.row] })}
          >
            {(row) => {
              const at = sheet.from + row;
              const line = lineOfRow(text, rows, at);
              return (
                <TableRow
                  key={row}
                  row={row}
                  number={rows.numbers[at] ?? 0}
                  cells={cellsOfRow(line, rows, sheet, at)}
                  span={spanInRow(rows, at, span)}
                  isActive={active?.row === row}
                  cellId={(column) => cellId(id, { row, column })}
                  activeColumn={active?.row === row ? active.column : null}
                  {...{ line, layout, columns }}
                />
              );
            }}
          </Virtualizer>
        </div>
      </div>
      {away && (
        <div className={c('back')}>
          <Button small icon={ArrowUpDown} onPress={toPassage}>
            {t('source.toPassage')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Whether the reader has scrolled away from a row. */
function isAway(list: VirtualizerHandle | null, row: number | null): boolean {
  if (list === null || row === null) return false;
  const first = list.findItemIndex(list.scrollOffset);
  return row < first || row > list.findItemIndex(list.scrollOffset + list.viewportSize - HEAD);
}

const cellId = (grid: string, { row, column }: GridCell): string => `${grid}-${row}-${column}`;

const firstInView = (list: VirtualizerHandle | null): number =>
  list === null ? 0 : Math.max(0, list.findItemIndex(list.scrollOffset));

/** The first row of the sheet that holds some of the span. */
function markedRow(rows: TableRows, sheet: TableSheet, span: Span | null): number | null {
  if (span === null) return null;
  const row = rowAt(rows, span.start);
  if (row < sheet.from || row >= sheet.to || (rows.starts[row] ?? 0) >= span.end) return null;
  return row - sheet.from;
}

/** The part of the span in a row, from the start of its line. */
function spanInRow({ starts, ends }: TableRows, row: number, span: Span | null): Span | null {
  const [start = 0, end = 0] = [starts[row], ends[row]];
  if (span === null || span.end <= start || span.start >= end) return null;
  return { start: Math.max(0, span.start - start), end: Math.min(end, span.end) - start };
}

function useColumnsInView(scroller: RefObject<HTMLElement | null>, layout: TableLayout) {
  const [columns, setColumns] = useState({ first: 0, end: Math.min(30, layout.widths.length) });
  const onScroll = () => {
    const pane = scroller.current;
    if (pane === null) return;
    const from = pane.scrollLeft - AHEAD;
    const next = columnsBetween(layout, from, pane.scrollLeft + pane.clientWidth + AHEAD);
    setColumns((old) => (old.first === next.first && old.end === next.end ? old : next));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in view follows the layout and the pane's width
  useEffect(() => {
    if (scroller.current === null) return;
    const observer = new ResizeObserver(onScroll);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [layout]);
  return { columns, onScroll };
}

/** Scrolls as little as it must, so that a cell is in view beside the numbers and below the names. */
function useShownCell(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<VirtualizerHandle | null>,
  { lefts }: TableLayout,
): (cell: GridCell) => void {
  return ({ row, column }) => {
    const [pane, handle] = [scroller.current, list.current];
    if (pane === null || handle === null) return;
    const left = lefts[column] ?? 0;
    const right = lefts[column + 1] ?? left;
    const room = pane.clientWidth - NUMBERS;
    if (left < pane.scrollLeft || right - left > room) pane.scrollLeft = left;
    else if (right > pane.scrollLeft + room) pane.scrollLeft = right - room;
    const top = handle.getItemOffset(row);
    if (top < pane.scrollTop) handle.scrollToIndex(row, { align: 'start', offset: -HEAD });
    else if (top + handle.getItemSize(row) + HEAD > pane.scrollTop + pane.clientHeight)
      handle.scrollToIndex(row, { align: 'end' });
  };
}
