import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Download, Ellipsis, History, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import type { ArchiveName, ItemView } from '../../core/queries.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { GoneNote } from '../folders/GoneNote.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { ArchivedBar } from '../source/ArchivedBar.tsx';
import { saveFile } from '../source/save-file.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Menu } from '../ui/Menu.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { Backlinks } from './Backlinks.tsx';
import type { SaveState } from './edit-sender.ts';
import { NoteBody } from './NoteBody.tsx';
import css from './NotePage.module.css';
import { TagField } from './TagField.tsx';
import { TitleField } from './TitleField.tsx';
import { useNewNote } from './use-new-note.ts';

const ItemText = lazy(async () => ({ default: (await import('../source/ItemText.tsx')).ItemText }));
const HistoryDialog = lazy(async () => ({ default: (await import('../history/HistoryDialog.tsx')).HistoryDialog }));
const c = classesOf(css);

export function NotePage({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const { value, error, loading } = useLive('item', { itemId });
  const [save, setSave] = useState<SaveState>({ state: 'saved' });
  const body = useRef<{ focus: () => void }>(null);
  const title = value?.item.title || t('notes.untitled');
  return (
    <Page
      title={value ? title : t('notes.title')}
      heading={<Heading save={save} />}
      {...(value ? { actions: <NoteMenu item={value.item} /> } : {})}
    >
      {value && value.item.kind !== 'note' && <NotAnEditor item={value.item} />}
      {value && value.item.kind === 'note' && value.archive && <Archived view={value} archive={value.archive} />}
      {value && value.item.kind === 'note' && !value.archive && (
        <div className={c('scroller')}>
          <div className={c('column')}>
            <TitleField item={value.item} onEnter={() => body.current?.focus()} />
            <TagField item={value.item} />
            <GoneNote itemId={itemId} />
            <NoteBody itemId={itemId} ref={body} onState={setSave} />
            <Backlinks itemId={itemId} />
          </div>
        </div>
      )}
      {value === null && <Gone />}
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
    </Page>
  );
}

function Heading({ save }: { readonly save: SaveState }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <div className={c('heading')}>
      <IconButton
        icon={ArrowLeft}
        label={t('notes.back')}
        tipAlign="start"
        onPress={() => void navigate({ to: '/notes' })}
      />
      <span className={c('state', save.state)} role={save.state === 'refused' ? 'alert' : 'status'}>
        {t(`notes.${save.state}`, 'message' in save ? { reason: save.message } : {})}
      </span>
    </div>
  );
}

function NoteMenu({ item }: { readonly item: Item }) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  const newNote = useNewNote();
  const [past, setPast] = useState(false);
  const remove = async () => {
    const done = t('notes.deleted', { title: item.title || t('notes.untitled') });
    const outcome = await command('delete-item', { itemId: item.id }, { done });
    if (outcome !== null) void navigate({ to: '/notes' });
  };
  const download = async () => {
    const bytes = await client.original(item.id);
    if (bytes !== null) saveFile(bytes, item.fileName ?? `${item.title}.md`);
  };
  const actions = [
    { id: 'history', label: t('history.open'), icon: History, run: () => setPast(true) },
    {
      id: 'download',
      label: t('notes.download'),
      icon: Download,
      disabled: item.blobHash === null,
      run: () => void download(),
    },
    { id: 'delete', label: t('notes.delete'), icon: Trash2, danger: true, run: () => void remove() },
  ];
  return (
    <>
      <IconButton icon={Plus} label={t('notes.new')} onPress={() => void newNote()} />
      <Menu
        label={t('notes.more')}
        actions={actions}
        trigger={<IconButton icon={Ellipsis} label={t('notes.more')} />}
      />
      <Suspense>{past && <HistoryDialog item={item} onClose={() => setPast(false)} />}</Suspense>
    </>
  );
}

/** It can be read, and is written in when it has come back. */
function Archived({ view, archive }: { readonly view: ItemView; readonly archive: ArchiveName }) {
  return (
    <>
      <ArchivedBar itemId={view.item.id} archive={archive} />
      <div className={c('scroller')}>
        <div className={c('column')}>
          <Suspense>
            <ItemText view={view} span={null} />
          </Suspense>
        </div>
      </div>
    </>
  );
}

function Gone() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <EmptyState title={t('notes.gone.title')} text={t('notes.gone.text')}>
      <Button kind="primary" onPress={() => void navigate({ to: '/notes' })}>
        {t('notes.back')}
      </Button>
    </EmptyState>
  );
}

/** Files and pages are read, not written: they open in the source pane. */
function NotAnEditor({ item }: { readonly item: Item }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <EmptyState title={item.title} text={t('notes.readOnly')}>
      <Button kind="primary" onPress={() => void navigate({ to: '/notes', search: { source: item.id } })}>
        {t('notes.read')}
      </Button>
    </EmptyState>
  );
}
