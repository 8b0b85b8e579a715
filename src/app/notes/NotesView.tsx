import { lazy, Suspense } from 'react';
import type { Id } from '../../core/ids.ts';
import { NoteList } from './NoteList.tsx';

/** The editor is the greatest part of the area; the list does not wait for it. */
const NotePage = lazy(async () => ({ default: (await import('./NotePage.tsx')).NotePage }));

export interface NotesViewProps {
  /** The note to edit. Without it, the list. */
  readonly itemId?: Id;
}

export function NotesView({ itemId }: NotesViewProps) {
  if (itemId === undefined) return <NoteList />;
  return (
    <Suspense>
      <NotePage key={itemId} itemId={itemId} />
    </Suspense>
  );
}
