import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { useBeforeReload } from '../shell/pwa.tsx';
import { classesOf } from '../ui/classes.ts';
import type { SaveState } from './edit-sender.ts';
import type { NoteEditor } from './editor/create-editor.ts';
import { phrasesOf } from './editor/phrases.ts';
import { WritingBar } from './editor/WritingBar.tsx';
import css from './NotePage.module.css';
import type { NoteHandle } from './note-handle.ts';
import { openNoteSession } from './note-session.ts';
import { useEditorServices } from './use-editor-services.ts';

const c = classesOf(css);

export interface NoteBodyProps {
  readonly itemId: Id;
  /** What stands above it. */
  readonly title: string;
  readonly onState: (state: SaveState) => void;
  /** What becomes of front matter: a quiet line, or nothing where something else shows it. Default `line`. */
  readonly frontMatter?: 'line' | 'hidden';
  /** The editor, when it is there, and null when it goes. */
  readonly onEditor?: (editor: NoteHandle | null) => void;
  readonly ref?: Ref<{ focus: () => void }>;
}

/** The note's text in an editor of its own shadow root. */
export function NoteBody({ itemId, title, onState, frontMatter = 'line', onEditor, ref }: NoteBodyProps) {
  const t = useT();
  const client = useClient();
  const services = useEditorServices(itemId);
  const host = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [editor, setEditor] = useState<NoteEditor | null>(null);
  const isSource = useLive('settings', {}).value?.['notes.source'] === true;
  const saveNow = useRef(() => {});
  useBeforeReload(() => saveNow.current());
  useImperativeHandle(ref, () => ({ focus: () => editor?.focus() }), [editor]);
  const report = useEffectEvent(onState);
  const opened = useEffectEvent((next: NoteEditor | null) => {
    setEditor(next);
    onEditor?.(next);
  });
  const surroundings = useEffectEvent(() => ({
    say: t,
    phrases: phrasesOf(t),
    services,
    isSource,
    frontMatter,
    title,
  }));
  useEffect(() => {
    if (host.current === null) return;
    const session = openNoteSession({
      ...surroundings(),
      client,
      itemId,
      host: host.current,
      onState: (state) => report(state),
      onOpen: (next) => opened(next),
      onGone: () => undefined,
      onError: setError,
    });
    saveNow.current = session.save;
    return () => {
      opened(null);
      session.close();
    };
  }, [client, itemId]);
  useEditorCommands(editor, isSource);
  useEffect(() => editor?.setSource(isSource), [editor, isSource]);
  useEffect(() => editor?.setTitle(title), [editor, title]);
  return (
    <>
      {error && <LoadError error={error} />}
      <div ref={host} className={c('editor')} />
      {editor && <WritingBar editor={editor} />}
    </>
  );
}

function useEditorCommands(editor: NoteEditor | null, isSource: boolean): void {
  const command = useCommand();
  const isEnabled = () => editor !== null;
  useCommands([
    {
      id: 'note.source',
      text: isSource ? 'editor.preview' : 'editor.source',
      section: 'note',
      isEnabled,
      run: async () => void (await command('set-setting', { key: 'notes.source', value: !isSource })),
    },
    { id: 'note.replace', text: 'editor.find', section: 'note', isEnabled, run: () => editor?.find() },
  ]);
}
