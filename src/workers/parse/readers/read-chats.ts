import type { ParsedDocument } from '../../../core/items/item.ts';
import type { Conversation } from './chat-export.ts';
import { chatDocument } from './chat-text.ts';
import type { Reading } from './reader.ts';

/** Conversations and code units of one batch. Each batch parses the whole file again, so it is not small. */
const BATCH_CHATS = 200;
const BATCH_TEXT = 4_000_000;

/** One name for each conversation: its id, or its place for one that has none or a taken one. */
function partsOf(conversations: readonly Conversation[]): readonly string[] {
  const taken = new Set<string>();
  return conversations.map(({ id }, i) => {
    const wanted = id === '' ? `conversation ${i + 1}` : id;
    const part = taken.has(wanted) ? `${wanted} (${i + 1})` : wanted;
    taken.add(part);
    return part;
  });
}

/** A batch of conversations, each a document; `cursor` is the index of the first. */
export function readChats(conversations: readonly Conversation[], cursor: number): Reading {
  const parts = partsOf(conversations);
  const documents: ParsedDocument[] = [];
  const refused: Reading['refused'][number][] = [];
  let length = 0;
  let at = cursor;
  while (at < conversations.length && at - cursor < BATCH_CHATS && length < BATCH_TEXT) {
    const [conversation, part = ''] = [conversations[at], parts[at]];
    const document = conversation === undefined ? null : chatDocument(conversation, part);
    if (document === null)
      refused.push({ path: part, code: 'unreadable', reason: 'Nothing was said in this conversation.' });
    else {
      documents.push(document);
      length += document.text.length;
    }
    at += 1;
  }
  return { documents, embedded: [], refused, next: at < conversations.length ? at : null };
}
