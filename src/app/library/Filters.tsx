import { X } from 'lucide-react';
import type { ItemKind } from '../../core/items/item.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
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
  readonly sort: 'updated' | 'created' | 'title';
}

export const NO_FILTER: LibraryFilter = { title: '', kind: 'all', tag: '', folder: '', sort: 'updated' };

export const isFiltered = ({ title, kind, tag, folder }: LibraryFilter): boolean =>
  title.trim() !== '' || kind !== 'all' || tag !== '' || folder !== '';

const SORTS = ['updated', 'created', 'title'] as const;

export interface FiltersProps {
  readonly filter: LibraryFilter;
  readonly onChange: (filter: LibraryFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const t = useT();
  const { value: tags = [] } = useLive('tags', {});
  const { value: held = [] } = useLive('kinds', {});
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
          options={SORTS.map((value) => ({ value, label: t(`library.sort.${value}`) }))}
          onChange={(sort) => onChange({ ...filter, sort })}
        />
      </span>
    </>
  );
}
