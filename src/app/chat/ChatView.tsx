import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Conversation, ConversationView } from '../../core/queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { Elsewhere } from '../spaces/Elsewhere.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Menu } from '../ui/Menu.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { Composer } from './Composer.tsx';
import { EmptyChat } from './EmptyChat.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { Thread } from './Thread.tsx';
import { useAsk } from './use-ask.ts';
import { useCitationCommands } from './use-citation-commands.ts';

export interface ChatViewProps {
  /** Without it, a new conversation. */
  readonly conversationId?: Id;
}

export function ChatView({ conversationId }: ChatViewProps) {
  return conversationId === undefined ? <NewChat /> : <OldChat key={conversationId} conversationId={conversationId} />;
}

function NewChat() {
  const t = useT();
  const { ask } = useAsk(null);
  return (
    <Page title={t('chat.title')}>
      <EmptyChat onAsk={(text) => void ask(text, {})} />
      <Composer conversationId={null} ask={ask} running={null} again={false} />
    </Page>
  );
}

function OldChat({ conversationId }: { readonly conversationId: Id }) {
  const t = useT();
  const { value, error, loading } = useLive('conversation', { conversationId });
  const title = value?.conversation.title ?? t('chat.title');
  return (
    <Page title={title} {...(value ? { actions: <ConversationMenu conversation={value.conversation} /> } : {})}>
      {value && <Talk view={value} />}
      {value === null && <Elsewhere id={conversationId} otherwise={<Gone />} />}
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
    </Page>
  );
}

function Talk({ view }: { readonly view: ConversationView }) {
  const { ask, again, asked } = useAsk(view);
  const running = view.messages.findLast(({ status }) => status === 'running')?.runId ?? null;
  const history = view.messages.flatMap(({ role, text }) => (role === 'user' ? [text] : [])).reverse();
  useCitationCommands();
  return (
    <>
      <Thread view={view} asked={asked} onAgain={again} />
      <Composer
        conversationId={view.conversation.id}
        ask={ask}
        running={running}
        again={view.messages.length > 0}
        history={history}
      />
    </>
  );
}

function Gone() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <EmptyState title={t('chat.gone.title')} text={t('chat.gone.text')}>
      <Button kind="primary" onPress={() => void navigate({ to: '/ask' })}>
        {t('chat.gone.action')}
      </Button>
    </EmptyState>
  );
}

function ConversationMenu({ conversation }: { readonly conversation: Conversation }) {
  const t = useT();
  const command = useCommand();
  const navigate = useNavigate();
  const [renaming, setRenaming] = useState(false);
  const remove = async () => {
    const done = t('chat.deleted', { title: conversation.title });
    const outcome = await command('delete-conversation', { conversationId: conversation.id }, { done });
    if (outcome !== null) void navigate({ to: '/ask' });
  };
  const actions = [
    { id: 'rename', label: t('chat.rename'), icon: Pencil, run: () => setRenaming(true) },
    { id: 'delete', label: t('chat.delete'), icon: Trash2, danger: true, run: () => void remove() },
  ];
  return (
    <>
      <IconButton icon={Plus} label={t('chat.new')} onPress={() => void navigate({ to: '/ask' })} />
      <Menu label={t('chat.more')} actions={actions} trigger={<IconButton icon={Ellipsis} label={t('chat.more')} />} />
      {renaming && <RenameDialog conversation={conversation} onClose={() => setRenaming(false)} />}
    </>
  );
}
