import { useParams } from '@tanstack/react-router';
import { ChatView } from '../chat/ChatView.tsx';

export function AskRoute() {
  return <ChatView />;
}

export function ConversationRoute() {
  const { conversationId } = useParams({ from: '/ask/$conversationId' });
  return <ChatView conversationId={conversationId} />;
}
