import { z } from 'zod';
import type { ErrorShape } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { SearchFilters } from '../search/search-index.ts';
import type { Answer } from './answer.ts';

/** What a client may ask about conversations. */

const id = z.uuid();

export const conversationQuerySchemas = {
  /** What is pinned first, then what was said in last. */
  conversations: z.strictObject({
    /** Those that were put away, or those that were not. */
    archived: z.boolean().default(false),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  conversation: z.strictObject({ conversationId: id }),
  /** From a message down to the end that was read last, whether or not it is the branch that is read. */
  branch: z.strictObject({ messageId: id, limit: z.number().int().min(1).max(100).default(20) }),
};

export interface Conversation {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly title: string;
  /** `question` while the title is made of the first question. */
  readonly namedBy: 'question' | 'user';
  readonly pinnedMs: number | null;
  readonly archivedMs: number | null;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export type MessageStatus = 'done' | 'running' | 'stopped' | 'interrupted' | 'failed';

export interface Message {
  readonly id: Id;
  readonly conversationId: Id;
  readonly parentId: Id | null;
  readonly role: 'user' | 'assistant';
  /** Of an answer: what it quotes and says, as plain text. */
  readonly text: string;
  readonly status: MessageStatus;
  /** For an assistant's message: what has been committed of it. */
  readonly answer: Answer | null;
  /** The answer is left out, because it stands far above the end: `turn` has it. */
  readonly isAbridged?: true;
  /** What the answer was to come from; null where it was asked before that was kept. */
  readonly scope: SearchFilters | null;
  readonly runId: Id | null;
  readonly error: ErrorShape | null;
  readonly createdMs: number;
}

export interface ConversationView {
  readonly conversation: Conversation;
  /** The branch that is read, from the first message to its end. Answers are whole in the last `WHOLE_MESSAGES`. */
  readonly messages: readonly Message[];
  /** By the id of a message that has others beside it: all of them, itself included, oldest first. */
  readonly versions: Readonly<Record<Id, readonly Id[]>>;
}

/** As many messages at the end of a conversation come with their whole answers. */
export const WHOLE_MESSAGES = 24;
