import { Ellipsis, Pencil, Star, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { SavedSearch } from '../../core/find-queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { NOTHING_DRAGGED } from '../spaces/dragged.ts';
import { useDraggable } from '../spaces/use-draggable.ts';
import { useMoveAction } from '../spaces/use-move-action.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import css from './FindView.module.css';
import { RenameSearch } from './SaveSearch.tsx';

const c = classesOf(css);

/** The searches that are kept, to be searched again. */
export function SavedSearches({ onSearch }: { readonly onSearch: (query: string) => void }) {
  const t = useT();
  const searches = useLive('searches', {}).value ?? [];
  const [renamed, setRenamed] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;
  return (
    <section className={c('saved')} aria-label={t('find.saved')}>
      <h2 className={c('label')}>{t('find.saved')}</h2>
      <ul>
        {searches.map((search) => (
          <SavedRow key={search.id} search={search} onSearch={onSearch} onRename={setRenamed} />
        ))}
      </ul>
      {renamed !== null && <RenameSearch search={renamed} onClose={() => setRenamed(null)} />}
    </section>
  );
}

interface SavedRowProps {
  readonly search: SavedSearch;
  readonly onSearch: (query: string) => void;
  readonly onRename: (search: SavedSearch) => void;
}

function SavedRow({ search, onSearch, onRename }: SavedRowProps) {
  const { id: searchId, name, query } = search;
  const t = useT();
  const command = useCommand();
  const row = useRef<HTMLLIElement>(null);
  useDraggable(row, () => ({ ...NOTHING_DRAGGED, searchIds: [searchId] }));
  const move = useMoveAction({ searchIds: [searchId] });
  const actions: MenuAction[] = [
    { id: 'rename', label: t('find.saved.rename'), icon: Pencil, run: () => onRename(search) },
    ...move.actions,
    {
      id: 'delete',
      label: t('find.saved.delete'),
      icon: Trash2,
      danger: true,
      run: () => void command('delete-search', { searchId }, { done: t('find.saved.deleted', { name }) }),
    },
  ];
  return (
    <li ref={row} className={c('savedRow')}>
      <button type="button" className={c('jump')} onClick={() => onSearch(query)}>
        <Icon of={Star} size={16} />
        <span className={c('name')} dir="auto">
          {name}
        </span>
        {name !== query && (
          <span className={c('folder')} dir="auto">
            {query}
          </span>
        )}
      </button>
      <Menu
        label={t('find.saved.more', { name })}
        actions={actions}
        trigger={<IconButton icon={Ellipsis} label={t('find.saved.more', { name })} />}
      />
      {move.dialog}
    </li>
  );
}
