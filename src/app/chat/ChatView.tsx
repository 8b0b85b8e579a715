import type { Id } from '../../core/ids.ts';
import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export interface ChatViewProps {
  /** Without it, a new conversation. */
  readonly conversationId?: Id;
}

export function ChatView(_props: ChatViewProps) {
  const t = useT();
  return <Page title={t('chat.title')}>{null}</Page>;
}
