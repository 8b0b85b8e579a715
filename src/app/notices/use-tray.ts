import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useCommand, useLive } from '../client.tsx';

export interface Tray {
  readonly isOpen: boolean;
  /** How many notices are new. */
  readonly unread: number;
  /** What it opens beside, where there is room. */
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly open: () => void;
  readonly close: () => void;
}

const CONVERSATION = /^\/ask\/([^/?]+)/;

/** The tray of this tab, and what of it is new. Whoever opens the conversation that a notice is about has read it. */
export function useTray(pathname: string): Tray {
  const run = useCommand();
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const { value: unread } = useLive('unread-notices', {});
  const conversationId = CONVERSATION.exec(pathname)?.[1];
  useEffect(() => {
    if (conversationId === undefined) return;
    const noticeIds = (unread ?? []).flatMap(({ id, about }) => (about === conversationId ? [id] : []));
    // Refused where nothing can be written: it stays new then, and nobody asked.
    if (noticeIds.length > 0) void run('read-notices', { noticeIds }, { quiet: true });
  }, [conversationId, unread, run]);
  const count = unread?.length ?? 0;
  return useMemo(
    () => ({ isOpen, unread: count, anchor, open: () => setOpen(true), close: () => setOpen(false) }),
    [isOpen, count],
  );
}
