import type { EditorView } from '@codemirror/view';
import { useNavigate } from '@tanstack/react-router';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { useClient } from '../client.tsx';
import { type Translate, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { useBeforeReload } from '../shell/pwa.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { classesOf } from '../ui/classes.ts';
import { useToast } from '../ui/Toast.tsx';
import type { SaveState } from './edit-sender.ts';
import type { EditorTexts } from './editor/create-editor.ts';
import css from './NotePage.module.css';
import type { NoteHandle } from './note-handle.ts';
import { openNoteSession } from './note-session.ts';
import { useNewNote } from './use-new-note.ts';

const c = classesOf(css);
const COMPLETIONS = 20;

export interface NoteBodyProps {
  readonly itemId: Id;
  readonly onState: (state: SaveState) => void;
  /** The editor, when it is there, and null when it goes. */
  readonly onEditor?: (editor: NoteHandle | null) => void;
  readonly ref?: Ref<{ focus: () => void }>;
}

/** The note's text in an editor of its own shadow root. */
export function NoteBody({ itemId, onState, onEditor, ref }: NoteBodyProps) {
  const t = useT();
  const client = useClient();
  const host = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<AppError | null>(null);
  const focusEditor = useRef(() => {});
  const saveNow = useRef(() => {});
  useBeforeReload(() => saveNow.current());
  useImperativeHandle(ref, () => ({ focus: () => focusEditor.current() }), []);
  const openLink = useEffectEvent(useLinkOpener());
  const report = useEffectEvent(onState);
  const opened = useEffectEvent((editor: NoteHandle | null) => onEditor?.(editor));
  const texts = useEffectEvent(() => editorTexts(t));
  const completeTitle = async (typed: string, signal: AbortSignal): Promise<readonly string[]> => {
    const page = await client.query('items', { title: typed, limit: COMPLETIONS }, { signal });
    return page.items.filter(({ id }) => id !== itemId).map(({ title }) => title);
  };
  const complete = useEffectEvent(completeTitle);
  useEffect(() => {
    if (host.current === null) return;
    const session = openNoteSession({
      client,
      itemId,
      host: host.current,
      texts: texts(),
      onState: (state) => report(state),
      onOpen: (view) => {
        focusEditor.current = () => view.focus();
        opened(handleOf(view));
      },
      onGone: () => undefined,
      onError: setError,
      onOpenLink: (title) => void openLink(title),
      completeTitle: (typed, signal) => complete(typed, signal),
    });
    saveNow.current = session.save;
    return () => {
      opened(null);
      session.close();
    };
  }, [client, itemId]);
  return (
    <>
      {error && <LoadError error={error} />}
      <div ref={host} className={c('editor')} />
    </>
  );
}

const handleOf = (view: EditorView): NoteHandle => ({
  focus: () => view.focus(),
  goTo(offset) {
    const anchor = Math.min(offset, view.state.doc.length);
    view.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.focus();
  },
  insert: (text) => view.dispatch(view.state.replaceSelection(text)),
  text: () => view.state.doc.toString(),
  onText(changed) {
    view.dom.addEventListener('input', changed);
    return () => view.dom.removeEventListener('input', changed);
  },
});

/** Goes to what `[[title]]` names: a note in its editor, anything else in the source pane. */
function useLinkOpener(): (title: string) => Promise<void> {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const openSource = useOpenSource();
  const newNote = useNewNote();
  return async (title) => {
    const name = title.split('/').at(-1)?.replace(/\.md$/i, '') ?? title;
    const page = await client.query('items', { title: name, limit: 100 });
    const same = page.items.filter((item) => item.title.toLowerCase() === name.toLowerCase());
    const item = same.find(({ kind }) => kind === 'note') ?? same[0];
    if (item === undefined) {
      const action = { label: t('notes.linkCreate'), run: () => newNote(name) };
      toast.show({ text: t('notes.linkNone', { title: name }), action });
    } else if (item.kind === 'note') await navigate({ to: '/notes/$itemId', params: { itemId: item.id } });
    else openSource(item.id);
  };
}

const editorTexts = (t: Translate): EditorTexts => ({
  label: t('notes.body'),
  placeholder: t('notes.placeholder'),
  phrases: {
    Find: t('notes.phrase.find'),
    Replace: t('notes.phrase.replace'),
    next: t('notes.phrase.next'),
    previous: t('notes.phrase.previous'),
    all: t('notes.phrase.all'),
    'match case': t('notes.phrase.matchCase'),
    'by word': t('notes.phrase.byWord'),
    regexp: t('notes.phrase.regexp'),
    replace: t('notes.phrase.replace'),
    'replace all': t('notes.phrase.replaceAll'),
    close: t('notes.phrase.close'),
  },
});
