import { useCallback, useMemo, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { createDrafts, type Draft, type Mention } from './drafts.ts';

export interface DraftAccess {
  readonly draft: Draft;
  readonly change: (next: (old: Draft) => Draft) => void;
}

/** The draft of a conversation; null for the next one. */
export function useDraft(conversationId: Id | null): DraftAccess {
  const drafts = useMemo(() => createDrafts(localStorage), []);
  const key = conversationId ?? 'new';
  const [draft, setDraft] = useState(() => drafts.get(key));
  const change = useCallback(
    (next: (old: Draft) => Draft) => {
      const changed = next(drafts.get(key));
      drafts.set(key, changed);
      setDraft(changed);
    },
    [drafts, key],
  );
  return { draft, change };
}

/** Each thing once. */
export const withMentions = (draft: Draft, added: readonly Mention[]): Draft => ({
  ...draft,
  mentions: [...draft.mentions, ...added.filter(({ id }) => draft.mentions.every((held) => held.id !== id))],
});
