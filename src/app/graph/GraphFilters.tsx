import { ITEM_KINDS } from '../../core/items/item.ts';
import type { GraphData, GraphFilter } from '../../core/notes/graph.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import css from './Graph.module.css';

const c = classesOf(css);

export interface GraphFiltersProps {
  readonly data: GraphData;
  readonly filter: GraphFilter;
  readonly onFilter: (filter: GraphFilter) => void;
}

/** By text, kind, tag, folder, and whether what is linked to nothing is shown. */
export function GraphFilters({ data, filter, onFilter }: GraphFiltersProps) {
  const t = useT();
  const kinds = [...new Set(data.kinds)].sort();
  const change = (part: Partial<Record<keyof GraphFilter, string | number | boolean | undefined>>) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '');
    onFilter({ orphans: filter.orphans, ...Object.fromEntries(next) });
  };
  const anyOr = (names: readonly string[], all: string) => [
    { value: '', label: all },
    ...names
      .filter((name) => name !== '')
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) => ({ value: name, label: name })),
  ];
  return (
    <>
      <SearchField label={t('graph.filter')} value={filter.text ?? ''} onChange={(text) => change({ text })} />
      {kinds.length > 1 && (
        <Select
          label={t('graph.kind')}
          value={filter.kind === undefined ? '' : String(filter.kind)}
          onChange={(kind) => change({ kind: kind === '' ? undefined : Number(kind) })}
          options={[
            { value: '', label: t('graph.kind.any') },
            ...kinds.map((kind) => ({ value: String(kind), label: t(`ui.kind.${ITEM_KINDS[kind] ?? 'note'}`) })),
          ]}
        />
      )}
      {data.tagNames.length > 0 && (
        <Select
          label={t('graph.tag')}
          value={filter.tag ?? ''}
          onChange={(tag) => change({ tag })}
          options={anyOr(data.tagNames, t('graph.tag.any'))}
        />
      )}
      {data.folderNames.some((name) => name !== '') && (
        <Select
          label={t('graph.folder')}
          value={filter.folder ?? ''}
          onChange={(folder) => change({ folder })}
          options={anyOr(data.folderNames, t('graph.folder.any'))}
        />
      )}
      <label className={c('orphans')}>
        <input
          type="checkbox"
          checked={filter.orphans}
          onChange={(event) => change({ orphans: event.target.checked })}
        />
        {t('graph.orphans')}
      </label>
    </>
  );
}
