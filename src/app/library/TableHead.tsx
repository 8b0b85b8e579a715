import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import type { ItemSort } from '../../core/item-sorts.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { ColumnEdge } from './ColumnEdge.tsx';
import { COLUMNS, type Column, type LibraryShape, SORT_OF, toggleColumn } from './columns.ts';
import type { LibraryFilter } from './Filters.tsx';
import css from './Library.module.css';

const c = classesOf(css);

export interface TableHeadProps {
  readonly shape: LibraryShape;
  readonly onShape: (shape: LibraryShape) => void;
  readonly filter: LibraryFilter;
  readonly onFilter: (filter: LibraryFilter) => void;
}

/** Names of the columns: pressed, they order the list; pressed again, the other way round. Their edges are moved. */
export function TableHead({ shape, onShape, filter, onFilter }: TableHeadProps) {
  const t = useT();
  const { columns, widths } = shape;
  const head = (column: Column | 'title') => (
    <SortName
      name={t(`library.column.${column}`)}
      sort={column === 'title' ? column : SORT_OF[column]}
      filter={filter}
      onFilter={onFilter}
    />
  );
  return (
    <fieldset className={c('head', 'table')} aria-label={t('library.columns')}>
      <Menu
        label={t('library.columns.choose')}
        trigger={<IconButton icon={Columns3} size={16} tipAlign="start" label={t('library.columns.choose')} />}
        actions={COLUMNS.map((column) => ({
          id: column,
          label: t(columns.includes(column) ? 'library.columns.hide' : 'library.columns.show', {
            column: t(`library.column.${column}`),
          }),
          run: () => onShape({ ...shape, columns: toggleColumn(columns, column) }),
        }))}
      />
      {head('title')}
      {columns.map((column) => (
        <span key={column} className={c('headCell')}>
          {head(column)}
          <ColumnEdge
            name={t(`library.column.${column}`)}
            width={widths[column]}
            onWidth={(width) => onShape({ ...shape, widths: { ...widths, [column]: width } })}
          />
        </span>
      ))}
    </fieldset>
  );
}

interface SortNameProps extends Pick<TableHeadProps, 'filter' | 'onFilter'> {
  readonly name: string;
  /** What the list is ordered by; nothing where the column has no order of its own. */
  readonly sort: ItemSort | undefined;
}

function SortName({ name, sort, filter, onFilter }: SortNameProps) {
  if (sort === undefined) return <span className={c('headName')}>{name}</span>;
  const isSorted = filter.sort === sort;
  return (
    <button
      type="button"
      className={c('sort')}
      aria-pressed={isSorted}
      onClick={() => onFilter({ ...filter, sort, reverse: isSorted && !filter.reverse })}
    >
      <span className={c('headName')}>{name}</span>
      {isSorted && <Icon of={filter.reverse ? ArrowUp : ArrowDown} size={14} />}
    </button>
  );
}
