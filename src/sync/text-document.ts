import * as Y from 'yjs';
import { AppError } from '../core/errors.ts';

/**
 * The body of a note: a Yjs document whose text is `getText('body')`. Its updates are stored as they come, so that two
 * tabs, and later two devices, can edit one note and both edits survive.
 */

const BODY = 'body';
const UNDONE = Symbol('undone');

export interface TextDocument {
  /**
   * Throws `bad-input` for bytes that are no Yjs update, and then the document is as it was. What can be read and
   * contradicts itself is refused too, half applied: a document that has thrown is dropped.
   */
  apply(update: Uint8Array): void;
  text(): string;
  /** All updates as one; with a state vector, what a document of that state lacks. Throws `bad-input` for one that is none. */
  encode(known?: Uint8Array): Uint8Array;
}

export function openTextDocument(updates: readonly Uint8Array[]): TextDocument {
  const document = build(updates);
  return {
    apply(update) {
      // Read as a whole before anything of it is applied: nobody has to keep what a long text was before each key.
      readable('update', () => {
        Y.decodeUpdate(update);
        Y.applyUpdate(document, update);
      });
    },
    text: () => document.getText(BODY).toString(),
    encode: (known) => readable('known', () => Y.encodeStateAsUpdate(document, known)),
  };
}

function readable<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new AppError('bad-input', 'This edit cannot be read.', { cause, details: { field } });
  }
}

/** The first update of a body that holds `text`. */
export function createTextUpdate(text: string): Uint8Array {
  const document = new Y.Doc();
  document.getText(BODY).insert(0, text);
  return Y.encodeStateAsUpdate(document);
}

/**
 * The update that makes the body `text`, touching only what differs between the common start and end; null when it is
 * that already.
 */
export function replaceTextUpdate(updates: readonly Uint8Array[], text: string): Uint8Array | null {
  const document = build(updates);
  const body = document.getText(BODY);
  const held = body.toString();
  if (held === text) return null;
  const before = Y.encodeStateVector(document);
  const start = commonStart(held, text);
  const end = commonEnd(held, text, start);
  document.transact(() => {
    body.delete(start, held.length - start - end);
    body.insert(start, text.slice(start, text.length - end));
  });
  return Y.encodeStateAsUpdate(document, before);
}

/** The update that makes these changes, each in code units of the text before it; null where there are none. */
export function editTextUpdate(
  updates: readonly Uint8Array[],
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): Uint8Array | null {
  if (edits.length === 0) return null;
  const document = build(updates);
  const body = document.getText(BODY);
  const before = Y.encodeStateVector(document);
  document.transact(() => {
    for (const { start, end, text } of edits) {
      body.delete(start, end - start);
      body.insert(start, text);
    }
  });
  return Y.encodeStateAsUpdate(document, before);
}

/**
 * The update that takes back the updates in `undo`, out of `updates` in their order, and leaves all that came after
 * them; null when nothing of them is left to take back.
 */
export function invertUpdates(updates: readonly Uint8Array[], undo: ReadonlySet<Uint8Array>): Uint8Array | null {
  const document = new Y.Doc();
  const manager = new Y.UndoManager(document.getText(BODY), { trackedOrigins: new Set([UNDONE]), captureTimeout: 1e9 });
  for (const update of updates) Y.applyUpdate(document, update, undo.has(update) ? UNDONE : null);
  const before = Y.encodeStateVector(document);
  const text = document.getText(BODY).toString();
  manager.undo();
  const inverse = document.getText(BODY).toString() === text ? null : Y.encodeStateAsUpdate(document, before);
  manager.destroy();
  return inverse;
}

/** The text after each of the wanted updates, when they are applied in their order. */
export function textsAfter(
  updates: readonly Uint8Array[],
  wanted: ReadonlySet<Uint8Array>,
): ReadonlyMap<Uint8Array, string> {
  const document = new Y.Doc();
  const texts = new Map<Uint8Array, string>();
  for (const update of updates) {
    Y.applyUpdate(document, update);
    if (wanted.has(update)) texts.set(update, document.getText(BODY).toString());
  }
  return texts;
}

function build(updates: readonly Uint8Array[]): Y.Doc {
  const document = new Y.Doc();
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  return document;
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  // Never between the halves of a surrogate pair.
  return at > 0 && isHighSurrogate(a.charCodeAt(at - 1)) ? at - 1 : at;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count > 0 && isLowSurrogate(a.charCodeAt(a.length - count)) ? count - 1 : count;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
