import { useEffect, useState } from 'react';
import type { NoteHandle } from './note-handle.ts';

const PAUSE_MS = 150;

/** The text in the editor, a moment after it changed; empty while there is no editor. */
export function useNoteText(editor: NoteHandle | null): string {
  const [text, setText] = useState('');
  useEffect(() => {
    if (editor === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => setText(editor.text());
    take();
    const end = editor.onText(() => {
      clearTimeout(timer);
      timer = setTimeout(take, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [editor]);
  return editor === null ? '' : text;
}
