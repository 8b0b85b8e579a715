import { Ellipsis, Pencil, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SavedSearch } from '../../core/find-queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
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
  const command = useCommand();
  const searches = useLive('searches', {}).value ?? [];
  const [renamed, setRenamed] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;
  const actionsOf = (search: SavedSearch): MenuAction[] => [
    { id: 'rename', label: t('find.saved.rename'), icon: Pencil, run: () => setRenamed(search) },
    {
      id: 'delete',
      label: t('find.saved.delete'),
      icon: Trash2,
      danger: true,
      run: () => {
        const done = t('find.saved.deleted', { name: search.name });
        void command('delete-search', { searchId: search.id }, { done });
      },
    },
  ];
  return (
    <section className={c('saved')} aria-label={t('find.saved')}>
      <h2 className={c('label')}>{t('find.saved')}</h2>
      <ul>
        {searches.map((search) => (
          <li key={search.id} className={c('savedRow')}>
            <button type="button" className={c('jump')} onClick={() => onSearch(search.query)}>
              <Icon of={Star} size={16} />
              <span className={c('name')}>{search.name}</span>
              {search.name !== search.query && <span className={c('folder')}>{search.query}</span>}
            </button>
            <Menu
              label={t('find.saved.more', { name: search.name })}
              actions={actionsOf(search)}
              trigger={<IconButton icon={Ellipsis} label={t('find.saved.more', { name: search.name })} />}
            />
          </li>
        ))}
      </ul>
      {renamed !== null && <RenameSearch search={renamed} onClose={() => setRenamed(null)} />}
    </section>
  );
}
