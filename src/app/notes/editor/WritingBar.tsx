import { Bold, Heading, Link, List, ListChecks, Redo2, Undo2 } from 'lucide-react';
import { type CSSProperties, useEffect, useState } from 'react';
import type { MessageId } from '../../i18n/en.ts';
import { useT } from '../../i18n/i18n.tsx';
import { classesOf } from '../../ui/classes.ts';
import { completeNow } from './complete.ts';
import type { NoteEditor } from './create-editor.ts';
import { command, cycleHeading, makeWikiLink, toggleList, toggleMark } from './format.ts';
import { checkLines } from './tasks.ts';
import { redoHere, undoHere } from './undo.ts';
import css from './WritingBar.module.css';

const c = classesOf(css);

interface Tool {
  readonly text: MessageId;
  readonly icon: typeof Bold;
  readonly run: (view: NoteEditor['view']) => boolean;
}

const TOOLS: readonly Tool[] = [
  { text: 'editor.bold', icon: Bold, run: command((state) => toggleMark(state, '**')) },
  { text: 'editor.heading', icon: Heading, run: command(cycleHeading) },
  { text: 'editor.list', icon: List, run: command((state) => toggleList(state, '-')) },
  { text: 'editor.check', icon: ListChecks, run: checkLines },
  { text: 'editor.link', icon: Link, run: (view) => makeWikiLink(view) && completeNow(view) },
  { text: 'editor.undo', icon: Undo2, run: undoHere },
  { text: 'editor.redo', icon: Redo2, run: redoHere },
];

/** On a phone, above its keyboard while one writes: what has no key there. */
export function WritingBar({ editor }: { readonly editor: NoteEditor }) {
  const t = useT();
  const isWriting = useFocusOf(editor);
  const below = useBelow(isWriting);
  if (!isWriting) return null;
  const style: CSSProperties = { insetBlockEnd: `${below}px` };
  return (
    <div className={c('bar')} role="toolbar" aria-label={t('editor.toolbar')} style={style}>
      {TOOLS.map(({ text, icon: Icon, run }) => (
        <button
          key={text}
          type="button"
          aria-label={t(text)}
          // The keyboard of the phone stays where the focus stays.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            run(editor.view);
            editor.focus();
          }}
        >
          <Icon size={20} strokeWidth={1.6} aria-hidden />
        </button>
      ))}
    </div>
  );
}

function useFocusOf({ view }: NoteEditor): boolean {
  const [has, setHas] = useState(view.hasFocus);
  useEffect(() => {
    const follow = () => setHas(view.hasFocus);
    view.dom.addEventListener('focusin', follow);
    view.dom.addEventListener('focusout', follow);
    const leave = () => setHas(false);
    view.contentDOM.addEventListener('blur', leave);
    return () => {
      view.dom.removeEventListener('focusin', follow);
      view.dom.removeEventListener('focusout', follow);
      view.contentDOM.removeEventListener('blur', leave);
    };
  }, [view]);
  return has;
}

/** How much of the page the keyboard covers, where it covers it instead of making it smaller. */
function useBelow(isWatched: boolean): number {
  const [below, setBelow] = useState(0);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!isWatched || !viewport) return;
    const measure = () => setBelow(Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop)));
    measure();
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      viewport.removeEventListener('scroll', measure);
    };
  }, [isWatched]);
  return below;
}
