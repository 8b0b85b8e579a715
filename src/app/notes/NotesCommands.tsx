import { memo } from 'react';
import { useNotesCommands } from './use-notes-commands.ts';

/** Draws nothing: loaded after the first paint, it says what can be done with notes from anywhere. */
export const NotesCommands = memo(function NotesCommands() {
  useNotesCommands();
  return null;
});
