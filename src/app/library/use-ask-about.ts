import { useNavigate } from '@tanstack/react-router';
import type { Id } from '../../core/ids.ts';
import { createDrafts } from '../chat/drafts.ts';
import { withMentions } from '../chat/use-draft.ts';
import { useClient } from '../client.tsx';

/** More would not be looked through one by one by whoever asks: that is what folders and tags are for. */
export const MOST_ASKED = 50;

/** Goes to the composer of a new conversation, which asks about these things alone. What was typed there stays. */
export function useAskAbout(): (itemIds: readonly Id[]) => Promise<void> {
  const client = useClient();
  const navigate = useNavigate();
  return async (itemIds) => {
    const found = await Promise.all(itemIds.map((itemId) => client.query('item-head', { itemId })));
    const mentions = found.flatMap((view) =>
      view === null ? [] : [{ id: view.item.id, title: view.item.title, kind: view.item.kind }],
    );
    const drafts = createDrafts(localStorage);
    drafts.set('new', withMentions({ ...drafts.get('new'), mentions: [] }, mentions));
    await navigate({ to: '/ask' });
  };
}
