import { useNavigate } from '@tanstack/react-router';
import { List } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { Elsewhere } from '../spaces/Elsewhere.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { Composer } from './Composer.tsx';
import { EmptyChat } from './EmptyChat.tsx';
import { useAsk } from './use-ask.ts';

export interface ChatViewProps {
  /** Without it, a new conversation. */
  readonly conversationId?: Id;
}

export function ChatView({ conversationId }: ChatViewProps) {
  return conversationId === undefined ? <NewChat /> : <OldChat key={conversationId} conversationId={conversationId} />;
}

function NewChat() {
  const t = useT();
  const navigate = useNavigate();
  const { ask } = useAsk(null, { typesOn: true });
  const all = <IconButton icon={List} label={t('chat.all')} onPress={() => void navigate({ to: '/conversations' })} />;
  return (
    <Page title={t('chat.title')} actions={all}>
      <EmptyChat ask={ask} />
      <Composer conversationId={null} ask={ask} running={null} again={false} />
    </Page>
  );
}

/** Not part of the first paint: a new question comes first. */
const Conversation = lazy(async () => ({ default: (await import('./Conversation.tsx')).Conversation }));
const ConversationMenu = lazy(async () => ({ default: (await import('./ConversationMenu.tsx')).ConversationMenu }));

function OldChat({ conversationId }: { readonly conversationId: Id }) {
  const t = useT();
  const [finding, setFinding] = useState(false);
  const { value, error, loading } = useLive('conversation', { conversationId }, { isSeen: true });
  const title = value?.conversation.title ?? t('chat.title');
  const menu = value && (
    <Suspense>
      <ConversationMenu view={value} onFind={() => setFinding(true)} />
    </Suspense>
  );
  return (
    <Page title={title} {...(menu ? { actions: menu } : {})}>
      <Suspense>{value && <Conversation view={value} finding={finding} onFind={setFinding} />}</Suspense>
      {value === null && <Elsewhere id={conversationId} otherwise={<Gone />} />}
      {value === undefined && error && <LoadError error={error} />}
      {value === undefined && loading && <SkeletonRows />}
    </Page>
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
