import { Link } from '@tanstack/react-router';
import { NotebookText, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SearchField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import css from './NoteList.module.css';
import { useNewNote } from './use-new-note.ts';

const c = classesOf(css);
const STEP = 200;

export function NoteList() {
  const t = useT();
  const newNote = useNewNote();
  const [words, setWords] = useState('');
  const [limit, setLimit] = useState(STEP);
  const title = words.trim().slice(0, 500);
  const input = { kinds: ['note' as const], limit: Math.min(limit, 1_000), ...(title === '' ? {} : { title }) };
  const { value, error, loading } = useLive('items', input, { keep: true });
  const none = value !== undefined && value.total === 0;
  return (
    <Page title={t('notes.title')}>
      <div className={c('body')}>
        <div className={c('bar')}>
          <SearchField label={t('notes.filter')} value={words} onChange={setWords} />
          <Button kind="primary" icon={Plus} onPress={() => void newNote()}>
            {t('notes.new')}
          </Button>
        </div>
        {value === undefined && error && <LoadError error={error} />}
        {value === undefined && loading && <SkeletonRows />}
        {none && title === '' && (
          <EmptyState icon={NotebookText} title={t('notes.none.title')} text={t('notes.none.text')} />
        )}
        {none && title !== '' && <p className={c('noMatch')}>{t('notes.noMatch', { words: title })}</p>}
        {value && value.items.length > 0 && (
          <ul aria-label={t('notes.list')}>
            {value.items.map((item) => (
              <li key={item.id}>
                <Row item={item} />
              </li>
            ))}
          </ul>
        )}
        {value && value.total > value.items.length && limit < 1_000 && (
          <div className={c('more')}>
            <Button kind="quiet" onPress={() => setLimit(limit + STEP)}>
              {t('ui.more')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function Row({ item }: { readonly item: Item }) {
  const t = useT();
  return (
    <Link to="/notes/$itemId" params={{ itemId: item.id }} className={c('row')}>
      <Icon of={NotebookText} />
      <span className={c('name')}>{item.title || t('notes.untitled')}</span>
      <span className={c('where')}>{item.folder.split('/').join(' / ')}</span>
      <RelativeTime ms={item.updatedMs} className={c('when')} />
    </Link>
  );
}
