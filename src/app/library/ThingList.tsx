import type { CSSProperties } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { classesOf } from '../ui/classes.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { gridOf } from './columns.ts';
import { Empty } from './Empty.tsx';
import { NO_FILTER } from './Filters.tsx';
import { ItemList } from './ItemList.tsx';
import css from './Library.module.css';
import { TableHead } from './TableHead.tsx';
import type { Library } from './use-library.ts';

const c = classesOf(css);

export interface ThingListProps {
  readonly bin: boolean;
  readonly library: Library;
  readonly onOpen: (item: Item) => void;
  /** Beside the list. */
  readonly onPreview: (item: Item) => void;
  readonly onDelete: () => void;
  readonly onRename: () => void;
}

/** The things as list or table, or why there are none. */
export function ThingList({ bin, library, onOpen, onPreview, onDelete, onRename }: ThingListProps) {
  const t = useT();
  const { pages, filter, change, shape, reshape, selection, select, selectAll, selectTo } = library;
  const isTable = shape.view === 'table';
  const isPreview = shape.view === 'preview';
  const grid = { '--grid': gridOf(shape.columns, shape.widths) } as CSSProperties;
  return (
    <div className={c('listWrap')} style={grid}>
      {pages.error !== null && <LoadError error={pages.error} />}
      {pages.loading && (
        <div className={c('list')}>
          <SkeletonRows rows={10} />
        </div>
      )}
      {pages.total === 0 && <Empty bin={bin} filter={filter} onClear={() => change(NO_FILTER)} />}
      {pages.total !== undefined && pages.total > 0 && (
        <>
          {isTable && <TableHead shape={shape} onShape={reshape} filter={filter} onFilter={change} />}
          <ItemList
            columns={isTable ? shape.columns : null}
            onAll={(how) => void selectAll(how)}
            onCursor={isPreview ? onPreview : undefined}
            label={t(bin ? 'library.bin' : 'library.list')}
            pages={pages}
            selection={selection}
            onSelect={select}
            onSelectTo={(at) => void selectTo(at)}
            onOpen={isPreview ? onPreview : onOpen}
            onDelete={onDelete}
            onRename={onRename}
          />
        </>
      )}
    </div>
  );
}
