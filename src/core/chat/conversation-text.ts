import type { Id } from '../ids.ts';
import type { PlacedRange } from '../items/source-place.ts';

/** A conversation as a text: what is found, quoted and linked of it. */

export interface SpokenMessage {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly createdMs: number;
}

export interface ConversationText {
  /** Markdown: each message under the name of who wrote it. */
  readonly text: string;
  readonly places: readonly PlacedRange[];
  readonly branches: number;
}

export const AUTHORS = { user: 'You', assistant: 'Hearth' } as const;

/**
 * All branches in the order in which they were written, so that what is said later only ever comes after what is there:
 * a citation goes on to mean the same. Where a message does not answer the one above it, a heading says which one.
 */
export function conversationText(messages: readonly SpokenMessage[]): ConversationText {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const spoken = messages.filter(({ text }) => text.trim() !== '').sort(byAge);
  const pieces: string[] = [];
  const places: PlacedRange[] = [];
  let length = 0;
  let branches = spoken.length === 0 ? 0 : 1;
  let above: SpokenMessage | null = null;
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const message of spoken) {
    const parent = answeredBy(message, byId);
    if (parent !== above) {
      branches += 1;
      put(parent === null ? '## Another beginning\n\n' : `## Another branch, after “${firstWords(parent.text)}”\n\n`);
    }
    const author = AUTHORS[message.role];
    const piece = `**${author}**\n\n${message.text}`;
    const place = {
      type: 'message',
      id: message.id,
      parent: parent?.id ?? null,
      author,
      atMs: message.createdMs,
    } as const;
    places.push({ start: length, end: length + piece.length, place });
    put(`${piece}\n\n`);
    above = message;
  }
  return { text: pieces.join('').trimEnd(), places, branches };
}

const byAge = (one: SpokenMessage, other: SpokenMessage): number =>
  one.createdMs - other.createdMs ||
  // A question and its answer are written down in one moment.
  (one.id === other.parentId ? -1 : other.id === one.parentId ? 1 : one.id < other.id ? -1 : 1);

/** The nearest message above that says something. */
function answeredBy({ id, parentId }: SpokenMessage, byId: ReadonlyMap<Id, SpokenMessage>): SpokenMessage | null {
  const passed = new Set<Id>([id]);
  for (let at = parentId; at !== null && !passed.has(at); ) {
    passed.add(at);
    const parent = byId.get(at);
    if (parent === undefined) return null;
    if (parent.text.trim() !== '') return parent;
    at = parent.parentId;
  }
  return null;
}

const MOST_WORDS = 60;

function firstWords(text: string): string {
  const line = text.slice(0, 500).replace(/\s+/g, ' ').trim();
  return line.length <= MOST_WORDS ? line : `${line.slice(0, MOST_WORDS).replace(/\s\S{0,30}$/, '')}…`;
}
