import { useEffect } from 'react';
import type { Id } from '../../core/ids.ts';
import { useClient } from '../client.tsx';
import { NoteList } from './NoteList.tsx';
import { NotePage } from './NotePage.tsx';
import { resendUnsent } from './send-edit.ts';
import { createUnsentStore } from './unsent-store.ts';

export interface NotesViewProps {
  /** The note to edit. Without it, the list. */
  readonly itemId?: Id;
}

export function NotesView({ itemId }: NotesViewProps) {
  const client = useClient();
  useEffect(() => {
    void resendUnsent(client, createUnsentStore(localStorage));
  }, [client]);
  return itemId === undefined ? <NoteList /> : <NotePage key={itemId} itemId={itemId} />;
}
