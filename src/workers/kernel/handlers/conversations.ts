import { rewriteFollowUp } from '../../../core/chat/follow-up.ts';
import { conversationTitle } from '../../../core/chat/title.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { ChatMessage } from '../../../core/llm/language-model.ts';
import { findConversation, viewConversation } from '../../../db/tables/conversations.ts';
import type { KernelContext } from '../context.ts';
import { defined } from '../find.ts';
import type { TurnRunInput } from '../turn-run.ts';
import type { HandlerInput } from './handler.ts';

/** Commits the question, the answer's place and the turn's run together; the run begins after the commit. */
export async function sendMessage({
  payload,
  workspaceId,
  unit,
  context,
}: HandlerInput<'send-message'>): Promise<void> {
  const { conversationId, messageId, answerId, runId, parentId, text, filters, limit, zone } = payload;
  const history = await historyOf(context, conversationId);
  if (history === null) {
    const times = { created_ms: unit.nowMs, updated_ms: unit.nowMs };
    unit.insert('conversations', conversationId, { title: conversationTitle(text), ...times });
  } else await unit.patch('conversations', conversationId, { updated_ms: unit.nowMs });
  const message = { conversation_id: conversationId, created_ms: unit.nowMs };
  unit.insert('messages', messageId, { ...message, parent_id: parentId, role: 'user', text, status: 'done' });
  const answer = { parent_id: messageId, role: 'assistant', text: '', status: 'running', run_id: runId };
  unit.insert('messages', answerId, { ...message, ...answer });
  const settings = await context.settings();
  const input: TurnRunInput = {
    question: text,
    query: rewriteFollowUp(text, history ?? []),
    judgeBudgetMs: settings['answer.reorderMs'],
    mayWrite: true,
    asked: { nowMs: unit.nowMs, zone },
    answerId,
    filters: defined(filters),
    limit,
  };
  context.runs.begin(unit, 'turn', { id: runId, workspaceId, input });
}

async function historyOf({ db }: KernelContext, conversationId: Id): Promise<ChatMessage[] | null> {
  const view = await viewConversation(db, conversationId);
  return view === null ? null : view.messages.map(({ role, text }) => ({ role, content: text }));
}

export async function renameConversation({
  payload,
  unit,
  context,
}: HandlerInput<'rename-conversation'>): Promise<void> {
  await unit.patch('conversations', await live(context, payload.conversationId), { title: payload.title.trim() });
}

export async function deleteConversation({
  payload,
  unit,
  context,
}: HandlerInput<'delete-conversation'>): Promise<void> {
  await unit.patch('conversations', await live(context, payload.conversationId), { deleted_ms: unit.nowMs });
}

async function live({ db }: KernelContext, conversationId: Id): Promise<Id> {
  if ((await findConversation(db, conversationId)) === null) {
    throw new AppError('not-found', 'That conversation is not here any more.');
  }
  return conversationId;
}
