import type { Kysely, Selectable } from 'kysely';
import {
  type Conversation,
  type ConversationView,
  type Message,
  type MessageStatus,
  WHOLE_MESSAGES,
} from '../../core/chat/conversation-queries.ts';
import { type MessageTree, messageTree } from '../../core/chat/message-tree.ts';
import type { Id } from '../../core/ids.ts';
import type { ModelCall, QueryParams } from '../../core/queries.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';
import { ownOfWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

const CONVERSATION = [
  'id',
  'workspace_id',
  'title',
  'named_by',
  'pinned_ms',
  'archived_ms',
  'created_ms',
  'updated_ms',
] as const;

const toConversation = (
  row: Pick<Selectable<Database['conversations']>, (typeof CONVERSATION)[number]>,
): Conversation => ({
  id: row.id,
  workspaceId: row.workspace_id,
  title: row.title,
  namedBy: row.named_by === 'user' ? 'user' : 'question',
  pinnedMs: row.pinned_ms,
  archivedMs: row.archived_ms,
  createdMs: row.created_ms,
  updatedMs: row.updated_ms,
});

export async function listConversations(
  db: Db,
  workspaceId: Id,
  { archived, limit }: QueryParams<'conversations'>,
): Promise<Conversation[]> {
  const conversations = db.selectFrom('conversations').select(CONVERSATION).where('deleted_ms', 'is', null);
  const rows = await ownOfWorkspace(conversations, 'workspace_id', workspaceId)
    .where('archived_ms', archived ? 'is not' : 'is', null)
    .orderBy((eb) => eb.case().when('pinned_ms', 'is', null).then(1).else(0).end())
    .orderBy('updated_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toConversation);
}

/** All of a message but its answer. */
const MESSAGE = [
  'id',
  'conversation_id',
  'parent_id',
  'role',
  'text',
  'status',
  'scope',
  'error',
  'run_id',
  'created_ms',
] as const;

type MessageRecord = Pick<Selectable<Database['messages']>, (typeof MESSAGE)[number]>;

const toMessage = (row: MessageRecord, answer: Message['answer']): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  parentId: row.parent_id,
  role: row.role as Message['role'],
  text: row.text,
  status: row.status as MessageStatus,
  answer,
  scope: row.scope,
  runId: row.run_id,
  error: row.error,
  createdMs: row.created_ms,
});

export async function findConversation(db: Db, conversationId: Id): Promise<Conversation | null> {
  const row = await db
    .selectFrom('conversations')
    .select(CONVERSATION)
    .where('id', '=', conversationId)
    .where('deleted_ms', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toConversation(row);
}

/** Whether it is listed in the workspace. */
export async function hasConversation(db: Db, conversationId: Id, workspaceId: Id): Promise<boolean> {
  const conversation = db.selectFrom('conversations').select('id').where('id', '=', conversationId);
  return (await ownOfWorkspace(conversation, 'workspace_id', workspaceId).executeTakeFirst()) !== undefined;
}

export interface ConversationState {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly title: string;
  readonly leafId: Id | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly deletedMs: number | null;
}

/** Also of one that lies in the bin. */
export async function conversationState(db: Db, conversationId: Id): Promise<ConversationState | null> {
  const row = await db
    .selectFrom('conversations')
    .select(['id', 'workspace_id', 'title', 'leaf_id', 'created_ms', 'updated_ms', 'deleted_ms'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    title: row.title,
    leafId: row.leaf_id,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    deletedMs: row.deleted_ms,
  };
}

/** What a tree of messages is made of. */
const NODE = ['id', 'parent_id', 'created_ms', 'read_ms', 'deleted_ms'] as const;

const treeOf = (rows: readonly Pick<Selectable<Database['messages']>, (typeof NODE)[number]>[]): MessageTree =>
  messageTree(
    rows.map((row) => ({
      id: row.id,
      parentId: row.parent_id,
      createdMs: row.created_ms,
      readMs: row.read_ms,
      gone: row.deleted_ms !== null,
    })),
  );

export async function readMessageTree(db: Db, conversationId: Id): Promise<MessageTree> {
  return treeOf(await db.selectFrom('messages').select(NODE).where('conversation_id', '=', conversationId).execute());
}

export async function viewConversation(db: Db, conversationId: Id): Promise<ConversationView | null> {
  // All of it at once, with the branches that are not read: most have one, and a list of its ids would take longer.
  const [conversation, state, rows] = await Promise.all([
    findConversation(db, conversationId),
    conversationState(db, conversationId),
    db
      .selectFrom('messages')
      .select([...MESSAGE, 'read_ms', 'deleted_ms'])
      .where('conversation_id', '=', conversationId)
      .execute(),
  ]);
  if (conversation === null) return null;
  const tree = treeOf(rows);
  const branch = tree.branch(state?.leafId ?? null);
  const whole = new Set(branch.slice(-WHOLE_MESSAGES));
  const messages = inOrder(branch, rows, whole, await readAnswers(db, whole));
  const versions = branch.flatMap((id): [Id, readonly Id[]][] => {
    const all = tree.versionsOf(id);
    return all.length > 1 ? [[id, all]] : [];
  });
  return { conversation, messages, versions: Object.fromEntries(versions) };
}

/** In the order of the ids. Answers are left out where they are not in `whole`. */
async function readMessages(db: Db, ids: readonly Id[], whole: ReadonlySet<Id>): Promise<Message[]> {
  const { isOneOf } = partsOf(db);
  const [rows, answers] = await Promise.all([
    db
      .selectFrom('messages')
      .select(MESSAGE)
      .where(isOneOf('id', ids, 'uuid'))
      .execute(),
    readAnswers(db, whole),
  ]);
  return inOrder(ids, rows, whole, answers);
}

type Answers = ReadonlyMap<Id, Message['answer']>;

async function readAnswers(db: Db, ids: ReadonlySet<Id>): Promise<Answers> {
  const { isOneOf } = partsOf(db);
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'answer'])
    .where(isOneOf('id', [...ids], 'uuid'))
    .execute();
  return new Map(rows.map(({ id, answer }) => [id, answer]));
}

function inOrder(
  ids: readonly Id[],
  rows: readonly MessageRecord[],
  whole: ReadonlySet<Id>,
  answers: Answers,
): Message[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const message = toMessage(row, answers.get(id) ?? null);
    return row.role === 'assistant' && !whole.has(id) ? { ...message, isAbridged: true as const } : message;
  });
}

/** From the message down to the end below it that was read last, whole. */
export async function viewBranch(
  db: Db,
  { messageId, limit }: QueryParams<'branch'>,
  workspaceId: Id,
): Promise<Message[]> {
  const message = await findMessage(db, messageId);
  if (message === null || !(await hasConversation(db, message.conversationId, workspaceId))) return [];
  const tree = await readMessageTree(db, message.conversationId);
  const leaf = tree.leafBelow(messageId);
  if (leaf === null) return [];
  const path = tree.pathTo(leaf);
  const ids = path.slice(path.indexOf(messageId)).slice(0, limit);
  return readMessages(db, ids, new Set(ids));
}

export async function findMessage(db: Db, messageId: Id): Promise<Message | null> {
  const row = await db
    .selectFrom('messages')
    .select([...MESSAGE, 'answer'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  return row === undefined ? null : toMessage(row, row.answer);
}

/** The last messages of the way to one, oldest first: what a question that follows is understood by. */
export async function messagesBefore(
  db: Db,
  tree: MessageTree,
  messageId: Id | null,
  limit: number,
): Promise<Message[]> {
  if (messageId === null) return [];
  return readMessages(db, tree.pathTo(messageId).slice(-limit), new Set());
}

/** What is said in a conversation, in all its branches. */
export async function spokenMessages(db: Db, conversationId: Id) {
  return db
    .selectFrom('messages')
    .select(['id', 'parent_id', 'role', 'text', 'status', 'created_ms'])
    .where('conversation_id', '=', conversationId)
    .where('deleted_ms', 'is', null)
    .execute();
}

/** Conversations that have no item yet; the oldest first. */
export async function withoutItem(db: Db, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('conversations.id')
    // What was forgotten has no title.
    .where('conversations.title', '<>', '')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('items').select('items.id').whereRef('items.id', '=', 'conversations.id'))),
    )
    .orderBy('conversations.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function citationsOf(db: Db, messageId: Id): Promise<Id[]> {
  const rows = await db
    .selectFrom('citations')
    .select('id')
    .where('message_id', '=', messageId)
    .where('deleted_ms', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

export async function modelCalls(db: Db, messageId: Id): Promise<ModelCall[]> {
  const rows = await db.selectFrom('llm_calls').selectAll().where('message_id', '=', messageId).orderBy('id').execute();
  return rows.map((row) => ({
    purpose: row.purpose as ModelCall['purpose'],
    model: row.model,
    prompt: row.prompt,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    elapsedMs: row.elapsed_ms,
  }));
}
