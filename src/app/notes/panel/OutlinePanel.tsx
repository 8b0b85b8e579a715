import { useMemo, useSyncExternalStore } from 'react';
import { outlineOf } from '../../../core/notes/outline.ts';
import { useT } from '../../i18n/i18n.tsx';
import { classesOf } from '../../ui/classes.ts';
import type { NoteHandle } from '../note-handle.ts';
import { useNoteText } from '../use-note-text.ts';
import css from './NotePanel.module.css';

const c = classesOf(css);

/** The note's headings; the one that the cursor is below is marked, and one that is chosen is gone to. */
export function OutlinePanel({ editor }: { readonly editor: NoteHandle | null }) {
  const t = useT();
  const text = useNoteText(editor);
  const headings = useMemo(() => outlineOf(text), [text]);
  const cursor = useCursor(editor);
  const current = headings.findLastIndex(({ start }) => start <= cursor);
  if (headings.length === 0) return <p className={c('quiet')}>{t('notes.outline.none')}</p>;
  return (
    <nav aria-label={t('notes.panel.outline')}>
      <ul>
        {headings.map(({ start, level, text: heading }, index) => (
          <li key={start}>
            <button
              type="button"
              dir="auto"
              className={c('heading', `level${level}`, current === index && 'current')}
              {...(current === index ? { 'aria-current': 'location' as const } : {})}
              onClick={() => editor?.goTo(start)}
            >
              {heading || t('notes.untitled')}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const nobody = (): (() => void) => () => undefined;

/** Before everything where there is no editor yet. */
const useCursor = (editor: NoteHandle | null): number =>
  useSyncExternalStore(editor?.onCursor ?? nobody, () => editor?.cursor() ?? -1);
