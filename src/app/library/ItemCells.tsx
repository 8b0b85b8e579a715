import type { Item } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { Bytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import type { Column } from './columns.ts';
import css from './Library.module.css';

const c = classesOf(css);

export interface ItemCellsProps {
  readonly item: Item;
  readonly columns: readonly Column[];
  readonly workspaces: ReadonlyMap<string, string>;
}

export function ItemCells({ item, columns, workspaces }: ItemCellsProps) {
  const t = useT();
  const cell = (column: Column) => {
    switch (column) {
      case 'kind':
        return t(`ui.kind.${item.kind}`);
      case 'folder':
        return item.folder.replaceAll('/', ' / ');
      case 'tags':
        return item.tags.map((tag) => `#${tag}`).join(' ');
      case 'workspace':
        return workspaces.get(item.workspaceId) ?? t('spaces.all');
      case 'size':
        return <Bytes value={item.sizeBytes} />;
      case 'created':
        return <RelativeTime ms={item.createdMs} />;
      default:
        return <RelativeTime ms={item.deletedMs ?? item.updatedMs} />;
    }
  };
  return columns.map((column) => (
    <span key={column} className={c('folder')} dir="auto">
      {cell(column)}
    </span>
  ));
}
