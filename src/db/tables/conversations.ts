import type { Kysely, Selectable } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { Conversation, ConversationView, Message, MessageStatus, ModelCall } from '../../core/queries.ts';
import type { Database } from './schema.ts';
import { ownOfWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

const CONVERSATION = ['id', 'title', 'created_ms', 'updated_ms'] as const;

const toConversation = (row: { id: Id; title: string; created_ms: number; updated_ms: number }): Conversation => ({
  id: row.id,
  title: row.title,
  createdMs: row.created_ms,
  updatedMs: row.updated_ms,
});

export async function listConversations(db: Db, workspaceId: Id, limit: number): Promise<Conversation[]> {
  const conversations = db.selectFrom('conversations').select(CONVERSATION).where('deleted_ms', 'is', null);
  const rows = await ownOfWorkspace(conversations, 'workspace_id', workspaceId)
    .orderBy('updated_ms', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toConversation);
}

const MESSAGE = [
  'id',
  'conversation_id',
  'parent_id',
  'role',
  'text',
  'status',
  'answer',
  'error',
  'run_id',
  'created_ms',
] as const;

const toMessage = (row: Pick<Selectable<Database['messages']>, (typeof MESSAGE)[number]>): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  parentId: row.parent_id,
  role: row.role as Message['role'],
  text: row.text,
  status: row.status as MessageStatus,
  answer: row.answer,
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

export async function viewConversation(db: Db, conversationId: Id): Promise<ConversationView | null> {
  const conversation = await findConversation(db, conversationId);
  if (conversation === null) return null;
  const rows = await db
    .selectFrom('messages')
    .select(MESSAGE)
    .where('conversation_id', '=', conversationId)
    .where('deleted_ms', 'is', null)
    .orderBy('id')
    .execute();
  return { conversation, messages: newestBranch(rows.map(toMessage)) };
}

/** Messages are a tree; the branch that ends in the newest leaf is the one that is read. */
function newestBranch(messages: readonly Message[]): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const parents = new Set(messages.map((message) => message.parentId));
  const leaf = messages.findLast((message) => !parents.has(message.id));
  const branch: Message[] = [];
  for (let at = leaf; at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
    branch.push(at);
  }
  return branch.reverse();
}

export async function findMessage(db: Db, messageId: Id): Promise<Message | null> {
  const row = await db.selectFrom('messages').select(MESSAGE).where('id', '=', messageId).executeTakeFirst();
  return row === undefined ? null : toMessage(row);
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
