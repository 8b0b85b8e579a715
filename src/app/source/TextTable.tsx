import type { ReactNode } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './TextTable.module.css';

const c = classesOf(css);

export interface TextTableProps {
  readonly rows: readonly (readonly Span[])[];
  readonly cell: (span: Span) => ReactNode;
}

/** A table within a text. */
export function TextTable({ rows, cell }: TextTableProps) {
  return (
    <TableFrame>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]?.start}>
            {row.map((span) => (
              <td key={span.start}>{cell(span)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** What a table stands in: it scrolls sideways by itself. */
export function TableFrame({ children }: { readonly children: ReactNode }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={c('frame')} tabIndex={0} aria-label={t('source.table')}>
      <table className={c('table')}>{children}</table>
    </section>
  );
}
