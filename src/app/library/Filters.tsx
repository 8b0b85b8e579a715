import { X } from 'lucide-react';
import { ITEM_SORTS, type ItemSort } from '../../core/item-sorts.ts';
import type { ItemKind } from '../../core/items/item.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useReachable } from '../spaces/use-workspaces.ts';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import { Select } from '../ui/Select.tsx';
import css from './Library.module.css';

const c = classesOf(css);

export interface LibraryFilter {
  readonly title: string;
  readonly kind: ItemKind | 'all';
  readonly tag: string;
  readonly folder: string;
  /** Changed last within so many days; 0 for whenever. */
  readonly days: number;
  /** Empty for all. */
  readonly workspaceId: string;
  readonly sort: ItemSort;
  readonly reverse: boolean;
}

export const NO_FILTER: LibraryFilter = {
  ...{ title: '', kind: 'all', tag: '', folder: '', days: 0, workspaceId: '' },
  ...{ sort: 'updated', reverse: false },
};

export const isFiltered = ({ title, kind, tag, folder, days, workspaceId }: LibraryFilter): boolean =>
  [title.trim(), tag, folder, workspaceId].some((value) => value !== '') || kind !== 'all' || days > 0;

/** Days that a thing may have lain; 0 for whenever. */
const SPANS = [0, 1, 7, 30, 365] as const;

export interface FiltersProps {
  readonly filter: LibraryFilter;
  readonly onChange: (filter: LibraryFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const t = useT();
  const { value: tags = [] } = useLive('tags', {});
  const { value: held = [] } = useLive('kinds', {});
  const workspaces = useReachable();
  const kinds = ['all', ...held.map(({ kind }) => kind)] as const;
  return (
    <>
      {kinds.map((kind) => (
        <Chip key={kind} pressed={filter.kind === kind} onPress={() => onChange({ ...filter, kind })}>
          {kind === 'all' ? t('library.kind.all') : t(`ui.kind.${kind}`)}
        </Chip>
      ))}
      {filter.folder !== '' && (
        <Chip
          icon={X}
          pressed
          label={t('library.folderClear', { folder: filter.folder })}
          onPress={() => onChange({ ...filter, folder: '' })}
        >
          {t('library.folderChip', { folder: filter.folder })}
        </Chip>
      )}
      <span className={c('end')}>
        {workspaces.length > 0 && (
          <Select
            label={t('library.workspace')}
            value={filter.workspaceId}
            options={[
              { value: '', label: t('library.workspace.any') },
              { value: HOME_WORKSPACE, label: t('spaces.all') },
              ...workspaces.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(workspaceId) => onChange({ ...filter, workspaceId })}
          />
        )}
        <Select
          label={t('library.changed')}
          value={String(filter.days)}
          options={SPANS.map((days) => ({ value: String(days), label: t('library.changed.days', { days }) }))}
          onChange={(days) => onChange({ ...filter, days: Number(days) })}
        />
        {tags.length > 0 && (
          <Select
            label={t('library.tag')}
            value={filter.tag}
            options={[
              { value: '', label: t('library.tag.all') },
              ...tags.map(({ tag, count }) => ({ value: tag, label: t('library.tag.one', { tag, count }) })),
            ]}
            onChange={(tag) => onChange({ ...filter, tag })}
          />
        )}
        <Select
          label={t('library.sort')}
          value={filter.sort}
          options={ITEM_SORTS.map((value) => ({ value, label: t(`library.sort.${value}`) }))}
          onChange={(sort) => onChange({ ...filter, sort, reverse: false })}
        />
      </span>
    </>
  );
}
