import { useSearch } from '@tanstack/react-router';
import { CalendarDays, LayoutTemplate, NotebookText, Plus } from 'lucide-react';
import { useState } from 'react';
import { HelpLink } from '../help/HelpLink.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useItems } from '../library/useItems.ts';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SearchField } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useDailyNote } from './daily/use-daily-note.ts';
import { useKeptState } from './kept-state.ts';
import css from './NoteList.module.css';
import { NoteRows } from './NoteRows.tsx';
import { NoteTree } from './NoteTree.tsx';
import { PinnedNotes } from './PinnedNotes.tsx';
import { TemplateDialog } from './TemplateDialog.tsx';
import { useNewNote } from './use-new-note.ts';
import { useTemplates } from './use-templates.tsx';

const c = classesOf(css);
const SORTS = ['updated', 'created', 'title'] as const;

export function NoteList() {
  const t = useT();
  const newNote = useNewNote();
  const [words, setWords] = useState('');
  const [sort, setSort] = useKeptState('hearth.notes.sort', SORTS, 'updated');
  const { folder, tag } = useSearch({ from: '/notes' });
  const title = words.trim().slice(0, 500);
  const pages = useItems({
    kinds: ['note'],
    sort,
    ...(title === '' ? {} : { title }),
    ...(folder === undefined ? {} : { folder }),
    ...(tag === undefined ? {} : { tag }),
  });
  const isWhole = title === '' && folder === undefined && tag === undefined;
  return (
    <Page title={t('notes.title')} actions={<ListActions />}>
      <div className={c('area')}>
        <div className={c('columns')}>
          <NoteTree folder={folder} tag={tag} />
          <div className={c('body')}>
            <div className={c('bar')}>
              <SearchField label={t('notes.filter')} value={words} onChange={setWords} />
              <Select
                label={t('notes.sort')}
                value={sort}
                onChange={setSort}
                options={SORTS.map((value) => ({ value, label: t(`notes.sort.${value}`) }))}
              />
              <Button kind="primary" icon={Plus} onPress={() => void newNote('', folder ?? '')}>
                {t(folder === undefined ? 'notes.new' : 'notes.newHere')}
              </Button>
            </div>
            {pages.total === undefined && pages.error && <LoadError error={pages.error} />}
            {pages.total === undefined && pages.loading && <SkeletonRows />}
            {isWhole && <PinnedNotes />}
            {pages.total === 0 && isWhole && (
              <EmptyState icon={NotebookText} title={t('notes.none.title')} text={t('notes.none.text')}>
                <HelpLink page="notes" />
              </EmptyState>
            )}
            {pages.total === 0 && !isWhole && (
              <p className={c('noMatch')}>
                {title === '' ? t('notes.noneHere') : t('notes.noMatch', { words: title })}
              </p>
            )}
            {pages.total !== undefined && pages.total > 0 && <NoteRows pages={pages} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

function ListActions() {
  const t = useT();
  const daily = useDailyNote();
  const templates = useTemplates();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <IconButton icon={CalendarDays} label={t('notes.command.daily')} onPress={() => void daily()} />
      <IconButton icon={LayoutTemplate} label={t('notes.command.template')} onPress={() => setChoosing(true)} />
      {choosing && (
        <TemplateDialog
          title={t('notes.command.template')}
          onChoose={(template) => {
            setChoosing(false);
            void templates.create(template, '');
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
