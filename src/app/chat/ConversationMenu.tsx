import { useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Copy, Ellipsis, List, Pencil, Pin, PinOff, Plus, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { conversationMarkdown } from '../../core/chat/find-in-messages.ts';
import type { Conversation, ConversationView } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { useCommands } from '../commands/commands.tsx';
import type { AppCommand } from '../commands/registry.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useToast } from '../ui/Toast.tsx';
import { RenameDialog } from './RenameDialog.tsx';

export interface ConversationMenuProps {
  readonly view: ConversationView;
  readonly onFind: () => void;
}

/** What can be done with the conversation as a whole; all of it is in the palette too. */
export function ConversationMenu({ view, onFind }: ConversationMenuProps) {
  const t = useT();
  const navigate = useNavigate();
  const { conversation } = view;
  const [renaming, setRenaming] = useState(false);
  const { pin, archive, remove } = useConversationActions(conversation);
  const copy = useCopy(view);
  const { pinnedMs, archivedMs } = conversation;
  const deleteAndLeave = async () => {
    if (await remove()) void navigate({ to: '/ask' });
  };
  const commands = [
    { id: 'find', text: 'chat.find', icon: Search, run: onFind },
    { id: 'rename', text: 'chat.rename', icon: Pencil, run: () => setRenaming(true) },
    {
      id: 'pin',
      text: pinnedMs === null ? 'chat.pin' : 'chat.unpin',
      icon: pinnedMs === null ? Pin : PinOff,
      run: pin,
    },
    {
      id: 'archive',
      text: archivedMs === null ? 'chat.archive' : 'chat.unarchive',
      icon: archivedMs === null ? Archive : ArchiveRestore,
      run: archive,
    },
    { id: 'copy', text: 'chat.copyAll', icon: Copy, run: () => void copy() },
    { id: 'list', text: 'chat.all', icon: List, run: () => void navigate({ to: '/conversations' }) },
    { id: 'delete', text: 'chat.delete', icon: Trash2, danger: true, run: () => void deleteAndLeave() },
  ] as const;
  useCommands(
    commands.map(
      ({ id, text, icon, run }): AppCommand => ({
        ...{ id: `conversation.${id}`, text, icon, run },
        section: 'conversation',
      }),
    ),
  );
  const actions = commands.map(({ text, ...action }) => ({ ...action, label: t(text) }));
  return (
    <>
      <IconButton icon={Plus} label={t('chat.new')} onPress={() => void navigate({ to: '/ask' })} />
      <Menu label={t('chat.more')} actions={actions} trigger={<IconButton icon={Ellipsis} label={t('chat.more')} />} />
      {renaming && <RenameDialog conversation={conversation} onClose={() => setRenaming(false)} />}
    </>
  );
}

export interface ConversationActions {
  readonly pin: () => void;
  readonly archive: () => void;
  /** Whether it is deleted. */
  readonly remove: () => Promise<boolean>;
}

export function useConversationActions({ id, title, pinnedMs, archivedMs }: Conversation): ConversationActions {
  const t = useT();
  const command = useCommand();
  return {
    pin: () => void command('pin-conversation', { conversationId: id, pinned: pinnedMs === null }),
    archive: () =>
      void command(
        'archive-conversation',
        { conversationId: id, archived: archivedMs === null },
        { done: t(archivedMs === null ? 'chat.archived' : 'chat.unarchived', { title }) },
      ),
    remove: async () =>
      (await command('delete-conversation', { conversationId: id }, { done: t('chat.deleted', { title }) })) !== null,
  };
}

function useCopy({ conversation, messages }: ConversationView): () => Promise<void> {
  const t = useT();
  const toast = useToast();
  return async () => {
    const said = messages.map(({ role, text }) => ({
      author: t(role === 'user' ? 'chat.author.you' : 'shell.hearth'),
      text,
    }));
    await navigator.clipboard.writeText(conversationMarkdown(conversation.title, said));
    toast.show({ text: t('chat.copiedAll') });
  };
}
