import { X } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { BulkMenus } from './BulkMenus.tsx';
import css from './Library.module.css';

const c = classesOf(css);

export interface SelectionBarProps {
  readonly bin: boolean;
  readonly ids: readonly Id[];
  readonly onAll: (how: 'all' | 'invert') => void;
  /** The one that is selected, when it is one. */
  readonly item: Item | null;
  readonly onOpen: (item: Item) => void;
  readonly onRename: (item: Item) => void;
  readonly onFolder: (folder: string) => void;
  readonly onDelete: () => void;
  readonly onRestore: () => void;
  readonly onExport: ((ids: readonly Id[]) => void) | null;
  readonly onClear: () => void;
}

/** In the place of the filters, while something is selected: what can be done with it. */
export function SelectionBar(props: SelectionBarProps) {
  const { bin, ids, onAll, item, onOpen, onRename, onFolder, onDelete, onRestore, onExport, onClear } = props;
  const t = useT();
  const readOnly = useReadOnly();
  return (
    <>
      <IconButton icon={X} size={16} tipAlign="start" label={t('library.clearSelection')} onPress={onClear} />
      <span className={c('selected')} role="status">
        {t('library.selected', { count: ids.length })}
      </span>
      {item !== null && (
        <Button small onPress={() => onOpen(item)}>
          {t('library.open')}
        </Button>
      )}
      {bin ? (
        <>
          <Button small isDisabled={readOnly} onPress={onRestore}>
            {t('library.restore')}
          </Button>
          <Button small kind="danger" isDisabled={readOnly} onPress={onDelete}>
            {t('bin.delete')}
          </Button>
        </>
      ) : (
        <>
          {item !== null && (
            <Button small isDisabled={readOnly} onPress={() => onRename(item)}>
              {t('library.rename')}
            </Button>
          )}
          {item !== null && item.folder !== '' && (
            <Button small onPress={() => onFolder(item.folder)}>
              {t('library.onlyFolder')}
            </Button>
          )}
          <BulkMenus ids={ids} onAll={onAll} onExport={onExport} />
          <Button small kind="danger" isDisabled={readOnly} onPress={onDelete}>
            {t('library.delete')}
          </Button>
        </>
      )}
    </>
  );
}
