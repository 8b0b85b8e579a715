import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import type { ItemSort } from '../../core/item-sorts.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { COLUMNS, type Column, SORT_OF, toggleColumn } from './columns.ts';
import type { LibraryFilter } from './Filters.tsx';
import css from './Library.module.css';

const c = classesOf(css);

export interface TableHeadProps {
  readonly columns: readonly Column[];
  readonly onColumns: (columns: readonly Column[]) => void;
  readonly filter: LibraryFilter;
  readonly onFilter: (filter: LibraryFilter) => void;
}

/** Names of the columns: pressed, they order the list; pressed again, the other way round. */
export function TableHead({ columns, onColumns, filter, onFilter }: TableHeadProps) {
  const t = useT();
  const order = (sort: ItemSort) => onFilter({ ...filter, sort, reverse: filter.sort === sort && !filter.reverse });
  const head = (column: Column | 'title', sort: ItemSort | undefined) =>
    sort === undefined ? (
      <span key={column}>{t(`library.column.${column}`)}</span>
    ) : (
      <button
        key={column}
        type="button"
        className={c('sort')}
        aria-pressed={filter.sort === sort}
        onClick={() => order(sort)}
      >
        {t(`library.column.${column}`)}
        {filter.sort === sort && <Icon of={filter.reverse ? ArrowUp : ArrowDown} size={14} />}
      </button>
    );
  return (
    <fieldset className={c('head', 'table')} data-columns={columns.length} aria-label={t('library.columns')}>
      <Menu
        label={t('library.columns.choose')}
        trigger={<IconButton icon={Columns3} size={16} tipAlign="start" label={t('library.columns.choose')} />}
        actions={COLUMNS.map((column) => ({
          id: column,
          label: t(columns.includes(column) ? 'library.columns.hide' : 'library.columns.show', {
            column: t(`library.column.${column}`),
          }),
          run: () => onColumns(toggleColumn(columns, column)),
        }))}
      />
      {head('title', 'title')}
      {columns.map((column) => head(column, SORT_OF[column]))}
    </fieldset>
  );
}
