import { useNavigate } from '@tanstack/react-router';
import { Download, Ellipsis, History, LayoutTemplate, Pin, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { saveFile } from '../source/save-file.ts';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { NoteHandle } from './note-handle.ts';
import { TemplateDialog } from './TemplateDialog.tsx';
import { useNewNote } from './use-new-note.ts';
import { usePinned } from './use-pinned.ts';
import { useTemplates } from './use-templates.tsx';

const HistoryDialog = lazy(async () => ({ default: (await import('../history/HistoryDialog.tsx')).HistoryDialog }));

export interface NoteMenuProps {
  readonly item: Item;
  readonly editor: NoteHandle | null;
}

export function NoteMenu({ item, editor }: NoteMenuProps) {
  const t = useT();
  const newNote = useNewNote();
  const pinned = usePinned();
  const templates = useTemplates();
  const [open, setOpen] = useState<'history' | 'template' | null>(null);
  const { remove, download } = useNoteActions(item);
  const isPinned = pinned.ids.includes(item.id);
  const actions = [
    {
      id: 'pin',
      label: t(isPinned ? 'notes.unpin' : 'notes.pin'),
      icon: Pin,
      run: () => void pinned.toggle(item.id),
    },
    {
      id: 'template',
      label: t('notes.templates.insert'),
      icon: LayoutTemplate,
      disabled: editor === null,
      run: () => setOpen('template'),
    },
    { id: 'history', label: t('history.open'), icon: History, run: () => setOpen('history') },
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
      <Suspense>{open === 'history' && <HistoryDialog item={item} onClose={() => setOpen(null)} />}</Suspense>
      {open === 'template' && editor !== null && (
        <TemplateDialog
          title={t('notes.templates.insert')}
          onChoose={(template) => {
            setOpen(null);
            void templates.insert(template, item.title, editor);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useNoteActions(item: Item) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  return {
    async remove() {
      const done = t('notes.deleted', { title: item.title || t('notes.untitled') });
      const outcome = await command('delete-item', { itemId: item.id }, { done });
      if (outcome !== null) void navigate({ to: '/notes' });
    },
    async download() {
      const bytes = await client.original(item.id);
      if (bytes !== null) saveFile(bytes, item.fileName ?? `${item.title}.md`);
    },
  };
}
