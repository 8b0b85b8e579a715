import { applyUpdate, Doc, encodeStateVector, mergeUpdates } from 'yjs';
import { AppError, toAppError } from '../../core/errors.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { createEditSender, type SaveState } from './edit-sender.ts';
import { createEditor, type EditorOptions, type NoteEditor } from './editor/create-editor.ts';
import { sendEdit } from './send-edit.ts';
import { createUnsentStore } from './unsent-store.ts';

export interface NoteSessionOptions extends Omit<EditorOptions, 'body' | 'onBlur'> {
  readonly client: HearthClient;
  readonly onState: (state: SaveState) => void;
  /** The body is there and can be edited. */
  readonly onOpen: (editor: NoteEditor) => void;
  readonly onGone: () => void;
  /** Null when what could not be read has come after all. */
  readonly onError: (error: AppError | null) => void;
}

/** The origin of changes that came from the kernel, or lie there already. */
const FROM_KERNEL = Symbol('from the kernel');

export interface NoteSession {
  /** Puts what is not confirmed where the next page finds it. Throws `storage-full` when there is no room for it. */
  save(): void;
  /** What is not confirmed by then is still sent. */
  close(): void;
}

/**
 * One note in one editor: its Yjs document, what the kernel says of it, and what is typed here and has to reach it.
 */
export function openNoteSession(options: NoteSessionOptions): NoteSession {
  const { client, itemId } = options;
  const unsent = createUnsentStore(localStorage);
  const document = new Doc();
  let editor: NoteEditor | null = null;
  let open = true;
  const sender = createEditSender({
    send: (edit) => sendEdit(client, unsent, itemId, edit),
    newId: () => client.newId(),
    merge: (updates) => mergeUpdates([...updates]),
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    onState: (state) => {
      if (state.state === 'unsaved') unsent.add(itemId, sender.unsent());
      if (open) options.onState(state);
    },
  });
  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== FROM_KERNEL) sender.push(update);
  });
  const start = () => {
    const earlier = unsent.get(itemId);
    for (const { update } of earlier) applyUpdate(document, update, FROM_KERNEL);
    editor = createEditor({ ...options, body: document.getText('body'), onBlur: () => sender.flush() });
    sender.adopt(earlier);
    options.onOpen(editor);
  };
  /** Only what this document lacks is sent here: after an edit of its own, nothing of the text. */
  const take = async () => {
    // The schema wants bytes in a buffer of their own.
    const known = editor === null ? {} : { known: new Uint8Array(encodeStateVector(document)) };
    const body = await client.query('item-body', { itemId, ...known });
    if (!open) return;
    options.onError(null);
    if (body === null) return options.onGone();
    applyUpdate(document, body.update, FROM_KERNEL);
    if (editor === null) start();
  };
  const endLive = client.live(
    'body-revision',
    { itemId },
    (revision) => {
      if (revision === null) return options.onGone();
      take().catch((thrown: unknown) => open && options.onError(toAppError(thrown)));
    },
    options.onError,
  );
  /** The page may not live to hear an answer: what is under way is also put where the next page finds it. */
  const keep = () => {
    unsent.add(itemId, sender.unsent());
    sender.flush();
  };
  const hidden = () => {
    if (globalThis.document.visibilityState === 'hidden') keep();
  };
  globalThis.document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', keep);
  return {
    save() {
      const kept = unsent.add(itemId, sender.unsent());
      if (!kept) throw new AppError('storage-full', 'There is no room to keep what you wrote.');
      sender.flush();
    },
    close() {
      open = false;
      endLive();
      keep();
      globalThis.document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', keep);
      editor?.destroy();
    },
  };
}
