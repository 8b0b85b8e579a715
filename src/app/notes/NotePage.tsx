import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, PanelRight } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { blockOf, sectionOf } from '../../core/notes/outline.ts';
import type { ArchiveName } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useCommands } from '../commands/commands.tsx';
import { GoneNote } from '../folders/GoneNote.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { ArchivedBar } from '../source/ArchivedBar.tsx';
import { Elsewhere } from '../spaces/Elsewhere.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { DayStrip } from './daily/DayStrip.tsx';
import type { SaveState } from './edit-sender.ts';
import { useKeptState } from './kept-state.ts';
import { NoteBody } from './NoteBody.tsx';
import { NoteMenu } from './NoteMenu.tsx';
import css from './NotePage.module.css';
import type { NoteHandle } from './note-handle.ts';
import { NotePanel } from './panel/NotePanel.tsx';
import { PropertiesPanel } from './properties/PropertiesPanel.tsx';
import { TagField } from './TagField.tsx';
import { TitleField } from './TitleField.tsx';
import { useSaveState } from './use-save-state.ts';

const ItemText = lazy(async () => ({ default: (await import('../source/ItemText.tsx')).ItemText }));
const c = classesOf(css);
const SHOWN = ['shown', 'hidden'] as const;

export function NotePage({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const { value, error, loading } = useLive('item-head', { itemId });
  const [save, setSave] = useSaveState();
  const [editor, setEditor] = useState<NoteHandle | null>(null);
  const [panel, setPanel] = useKeptState('hearth.notes.panel', SHOWN, 'shown');
  const title = value?.item.title || t('notes.untitled');
  const isNote = value?.item.kind === 'note';
  const flip = () => setPanel(panel === 'shown' ? 'hidden' : 'shown');
  const actions = value && (
    <>
      {isNote && !value.archive && (
        <IconButton icon={PanelRight} label={t('notes.panel.flip')} aria-pressed={panel === 'shown'} onPress={flip} />
      )}
      <NoteMenu item={value.item} editor={editor} />
    </>
  );
  useCommands([
    {
      id: 'note.panel',
      text: 'notes.panel.flip',
      section: 'note',
      icon: PanelRight,
      keys: 'Shift+L',
      isEnabled: () => isNote,
      run: flip,
    },
  ]);
  return (
    <Page title={value ? title : t('notes.title')} heading={<Heading save={save} />} {...(actions ? { actions } : {})}>
      {value && !isNote && <NotAnEditor item={value.item} />}
      {value && isNote && value.archive && <Archived itemId={itemId} archive={value.archive} />}
      {value && isNote && !value.archive && (
        <div className={c('split')}>
          <Writing item={value.item} editor={editor} onEditor={setEditor} onState={setSave} />
          {panel === 'shown' && <NotePanel item={value.item} editor={editor} onClose={() => setPanel('hidden')} />}
        </div>
      )}
      {value === null && <Elsewhere id={itemId} otherwise={<Gone />} />}
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
    </Page>
  );
}

interface WritingProps {
  readonly item: Item;
  readonly editor: NoteHandle | null;
  readonly onEditor: (editor: NoteHandle | null) => void;
  readonly onState: (state: SaveState) => void;
}

function Writing({ item, editor, onEditor, onState }: WritingProps) {
  const body = useRef<{ focus: () => void }>(null);
  const { day } = useSearch({ strict: false });
  const frontMatter = useShownFrontMatter(item.id);
  useNamedPlace(editor);
  return (
    <div className={c('scroller')}>
      <div className={c('column')}>
        {day !== undefined && <DayStrip day={day} />}
        <TitleField item={item} onEnter={() => body.current?.focus()} />
        <TagField item={item} />
        <PropertiesPanel item={item} />
        <GoneNote itemId={item.id} />
        <NoteBody
          key={frontMatter}
          frontMatter={frontMatter}
          itemId={item.id}
          title={item.title}
          ref={body}
          onState={onState}
          onEditor={onEditor}
        />
      </div>
    </div>
  );
}

/** Goes where the address says: to an offset, a heading or a block. A name that the note does not have leads to its beginning. */
function useNamedPlace(editor: NoteHandle | null): void {
  const { at, heading, block } = useSearch({ strict: false });
  useEffect(() => {
    if (editor === null) return;
    const text = editor.text();
    const named = heading !== undefined ? sectionOf(text, heading) : block !== undefined ? blockOf(text, block) : null;
    // Another view has words behind the same name.
    const offset = typeof at === 'number' ? at : named?.start;
    if (offset !== undefined) editor.goTo(offset);
  }, [editor, at, heading, block]);
}

/** What the fields show is not shown twice; what they cannot read has to be reached in the text, until the note is left. */
function useShownFrontMatter(itemId: Id): 'line' | 'hidden' {
  const isBad = useLive('properties', { itemId }).value?.state === 'bad';
  const [wasBad, setWasBad] = useState(false);
  if (isBad && !wasBad) setWasBad(true);
  return wasBad ? 'line' : 'hidden';
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

/** It can be read, and is written in when it has come back. */
function Archived({ itemId, archive }: { readonly itemId: Id; readonly archive: ArchiveName }) {
  const { value, error, loading } = useLive('item', { itemId });
  return (
    <>
      <ArchivedBar itemId={itemId} archive={archive} />
      <div className={c('scroller')}>
        <div className={c('column')}>
          {value && (
            <Suspense>
              <ItemText view={value} span={null} />
            </Suspense>
          )}
          {value === undefined && error && <LoadError error={error} />}
          {value === undefined && loading && <SkeletonRows />}
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
