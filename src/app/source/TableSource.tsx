import { useId, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import { rowAt, type TableRows } from '../../core/items/table-rows.ts';
import type { ItemView } from '../../core/queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { SheetTabs } from './SheetTabs.tsx';
import css from './Table.module.css';
import { TableGrid } from './TableGrid.tsx';

const c = classesOf(css);

export interface TableSourceProps {
  readonly view: ItemView;
  readonly rows: TableRows;
  /** What is marked, in the view's text. */
  readonly span: Span | null;
}

/** A table as a table: a tab for each sheet, opened at the row of the passage. What is shown is what is indexed. */
export function TableSource({ view, rows, span }: TableSourceProps) {
  const t = useT();
  const panel = useId();
  const [chosen, setChosen] = useState<{ readonly sheet: number; readonly span: Span | null } | null>(null);
  // Another passage leads to its sheet, whatever was chosen before.
  const at = chosen !== null && chosen.span === span ? chosen.sheet : sheetOf(rows, span);
  const sheet = rows.sheets[at];
  if (sheet === undefined) return null;
  const several = rows.sheets.length > 1;
  const label = several ? t('source.table.sheet', { title: view.item.title, sheet: sheet.name }) : view.item.title;
  return (
    <div className={c('table')}>
      {several && (
        <SheetTabs
          label={t('source.table.sheets')}
          names={rows.sheets.map(({ name }) => name)}
          chosen={at}
          panel={panel}
          onChoose={(next) => setChosen({ sheet: next, span })}
        />
      )}
      <div
        id={panel}
        className={c('panel')}
        {...(several ? { role: 'tabpanel', 'aria-labelledby': `${panel}-${at}` } : {})}
      >
        {sheet.from === sheet.to ? (
          <p className={c('note')}>{t('source.table.empty')}</p>
        ) : (
          <TableGrid key={at} label={label} text={view.text} rows={rows} sheet={sheet} span={span} />
        )}
      </div>
      <p className={c('note')}>
        {t('source.table.size', { rows: sheet.to - sheet.from, columns: sheet.width })}
        {sheet.leftOut > 0 && ` ${t('source.table.leftOut', { count: sheet.leftOut })}`}
      </p>
    </div>
  );
}

/** The sheet that a passage stands in; the first that has rows where there is none. */
function sheetOf({ sheets, ends }: TableRows, span: Span | null): number {
  const row = span === null ? -1 : rowAt({ ends }, span.start);
  const held = sheets.findIndex(({ from, to }) => from <= row && row < to);
  return held !== -1
    ? held
    : Math.max(
        0,
        sheets.findIndex(({ from, to }) => from < to),
      );
}
