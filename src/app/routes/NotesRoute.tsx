import { useParams } from '@tanstack/react-router';
import { NotesView } from '../notes/NotesView.tsx';

export function NotesRoute() {
  return <NotesView />;
}

export function NoteRoute() {
  const { itemId } = useParams({ from: '/notes/$itemId' });
  return <NotesView itemId={itemId} />;
}
