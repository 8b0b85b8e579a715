import { ConversationsView } from '../chat/ConversationsView.tsx';

export function ConversationsRoute() {
  return <ConversationsView />;
}
