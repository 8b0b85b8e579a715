import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useDailyNote } from '../notes/daily/use-daily-note.ts';
import { NotesView } from '../notes/NotesView.tsx';

export function NotesRoute() {
  return <NotesView />;
}

export function NoteRoute() {
  const { itemId } = useParams({ from: '/notes/$itemId' });
  return <NotesView itemId={itemId} />;
}

/** Goes to the note of today. */
export function DailyRoute() {
  const open = useDailyNote();
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    void open();
  }, [open]);
  return null;
}
