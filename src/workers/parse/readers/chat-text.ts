import { BARE_DOCUMENT, tidyTitle } from '../../../core/items/document-source.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { bareUrls } from '../../../core/items/parse-text.ts';
import type { PlacedRange } from '../../../core/items/source-place.ts';
import type { ChatMessage, Conversation } from './chat-export.ts';

interface Tree {
  readonly byId: ReadonlyMap<string, ChatMessage>;
  /** Of a message's id, or of null for those without a parent. In the order of the export. */
  readonly children: ReadonlyMap<string | null, readonly ChatMessage[]>;
}

function treeOf(messages: readonly ChatMessage[]): Tree {
  const byId = new Map<string, ChatMessage>();
  for (const message of messages) if (!byId.has(message.id)) byId.set(message.id, message);
  const children = new Map<string | null, ChatMessage[]>();
  for (const message of byId.values()) {
    const parent = message.parent !== null && byId.has(message.parent) ? message.parent : null;
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [message]);
    else list.push(message);
  }
  return { byId, children };
}

/** From the first message down to `last`. A ring of parents, which no program writes, ends where it closes. */
function branchTo(last: ChatMessage | undefined, { byId }: Tree): readonly ChatMessage[] {
  const branch = new Set<ChatMessage>();
  for (let at = last; at !== undefined && !branch.has(at); at = at.parent === null ? undefined : byId.get(at.parent))
    branch.add(at);
  return [...branch].reverse();
}

/** The newest leaf, for an export that names no branch. */
function newestLeaf({ byId, children }: Tree): ChatMessage | undefined {
  let newest: ChatMessage | undefined;
  for (const message of byId.values())
    if (!children.has(message.id) && (message.atMs ?? 0) >= (newest?.atMs ?? 0)) newest = message;
  return newest;
}

/** Every message that is shown and not in `current`, a parent before its children, branch by branch. */
function otherMessages(tree: Tree, current: ReadonlySet<ChatMessage>): readonly ChatMessage[] {
  const others: ChatMessage[] = [];
  const seen = new Set<ChatMessage>();
  const stack = [...(tree.children.get(null) ?? [])].reverse();
  for (let message = stack.pop(); message !== undefined; message = stack.pop()) {
    if (seen.has(message)) continue;
    seen.add(message);
    if (!current.has(message) && message.text !== '') others.push(message);
    stack.push(...(tree.children.get(message.id) ?? []).toReversed());
  }
  return others;
}

/** The nearest message above that is shown. */
function shownParent(message: ChatMessage, { byId }: Tree): ChatMessage | null {
  const passed = new Set<ChatMessage>([message]);
  for (let id = message.parent; id !== null; ) {
    const parent = byId.get(id);
    if (parent === undefined || passed.has(parent)) return null;
    if (parent.text !== '') return parent;
    passed.add(parent);
    id = parent.parent;
  }
  return null;
}

const firstWords = (text: string): string => {
  const line = text.slice(0, 500).replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 60).replace(/\s\S{0,30}$/, '')}…`;
};

/**
 * A conversation as Markdown: the branch that was open first, each message under the name of who wrote it, then the other
 * branches, each under a heading that quotes what it answers. Null where nothing was said.
 */
export function chatDocument(conversation: Conversation, part: string): ParsedDocument | null {
  const tree = treeOf(conversation.messages);
  const stated = conversation.current === null ? undefined : tree.byId.get(conversation.current);
  const current = branchTo(stated ?? newestLeaf(tree), tree);
  const shown = current.filter(({ text }) => text !== '');
  const others = otherMessages(tree, new Set(current));
  const pieces: string[] = [];
  const places: PlacedRange[] = [];
  let length = 0;
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const write = (message: ChatMessage): void => {
    const { id, author, atMs, text } = message;
    const parent = shownParent(message, tree)?.id ?? null;
    const piece = `**${author}**\n\n${text}`;
    places.push({ start: length, end: length + piece.length, place: { type: 'message', id, parent, author, atMs } });
    put(`${piece}\n\n`);
  };
  for (const message of shown) write(message);
  let branches = shown.length > 0 ? 1 : 0;
  let before: ChatMessage | null = null;
  for (const message of others) {
    const parent = shownParent(message, tree);
    if (before === null || parent !== before) {
      put(parent === null ? '## Another beginning\n\n' : `## Another branch, after “${firstWords(parent.text)}”\n\n`);
      branches += 1;
    }
    write(message);
    before = message;
  }
  const [first] = shown.length > 0 ? shown : others;
  if (first === undefined) return null;
  const text = pieces.join('').trimEnd();
  return {
    ...BARE_DOCUMENT,
    part,
    kind: 'chat',
    title: tidyTitle(conversation.title) || tidyTitle(firstWords(first.text)) || 'Conversation',
    text,
    places,
    links: bareUrls(text),
    details: { type: 'chat', source: conversation.source, messages: places.length, branches },
    language: guessLanguage(text.slice(0, 20_000)),
    createdMs: conversation.createdMs,
    updatedMs: conversation.updatedMs,
  };
}
