import { rewriteFollowUp } from '../../../core/chat/follow-up.ts';
import type { MessageTree } from '../../../core/chat/message-tree.ts';
import { conversationTitle } from '../../../core/chat/title.ts';
import type { TurnState } from '../../../core/chat/turn.ts';
import type { CommandType } from '../../../core/commands.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { ChatMessage } from '../../../core/llm/language-model.ts';
import type { SearchFilters } from '../../../core/search/search-index.ts';
import { HOME_WORKSPACE } from '../../../core/workspaces.ts';
import {
  type ConversationState,
  citationsOf,
  conversationState,
  findMessage,
  messagesBefore,
  readMessageTree,
} from '../../../db/tables/conversations.ts';
import { findRun } from '../../../db/tables/runs.ts';
import type { WriteUnit } from '../../../db/write.ts';
import type { KernelContext } from '../context.ts';
import { keepConversation, patchItemOf } from '../conversation-item.ts';
import { defined } from '../find.ts';
import type { TurnRunInput } from '../turn-run.ts';
import type { HandlerInput } from './handler.ts';

/** Messages that a question can point back to. */
const BEFORE = 8;

/** Commits the question, the answer's place and the turn's run together; the run begins after the commit. */
export async function sendMessage(input: HandlerInput<'send-message'>): Promise<void> {
  const { payload, unit, context } = input;
  const { conversationId, messageId, parentId, text } = payload;
  const scope = defined(payload.filters);
  const isNew = (await conversationState(context.db, conversationId)) === null;
  const state = isNew ? null : await living(input, conversationId);
  const history = state === null ? [] : await historyOf(context, state, parentId);
  const workspaceId = state?.workspaceId ?? input.workspaceId;
  const message = { conversation_id: conversationId, created_ms: unit.nowMs, scope };
  if (state === null) {
    const times = { created_ms: unit.nowMs, updated_ms: unit.nowMs };
    unit.insert('conversations', conversationId, {
      title: conversationTitle(text),
      named_by: 'question',
      leaf_id: payload.answerId,
      ...times,
    });
  } else await turnTo(context, unit, state, payload.answerId);
  const question = { ...message, parent_id: parentId, role: 'user', text, status: 'done' };
  unit.insert('messages', messageId, question, workspaceId);
  await beginAnswer(input, { workspaceId, questionId: messageId, text, scope, history });
}

export async function answerAgain(input: HandlerInput<'answer-again'>): Promise<void> {
  const { payload, unit, context } = input;
  const { conversationId, questionId } = payload;
  const state = await living(input, conversationId);
  const tree = await readMessageTree(context.db, conversationId);
  const question = tree.has(questionId) ? await findMessage(context.db, questionId) : null;
  if (question?.role !== 'user') throw gone();
  const history = await historyOf(context, state, question.parentId, tree);
  await turnTo(context, unit, state, payload.answerId, tree);
  const { workspaceId } = state;
  const scope = payload.filters === undefined ? (question.scope ?? {}) : defined(payload.filters);
  await beginAnswer(input, { workspaceId, questionId, text: question.text, scope, history });
}

interface Asked {
  /** That of the conversation: from wherever it is asked, the answer comes from what is seen there. */
  readonly workspaceId: Id;
  readonly questionId: Id;
  readonly text: string;
  readonly scope: SearchFilters;
  readonly history: readonly ChatMessage[];
}

type AskingInput = HandlerInput<'send-message'> | HandlerInput<'answer-again'>;

async function beginAnswer(
  { payload, unit, context }: AskingInput,
  { workspaceId, questionId, text, scope, history }: Asked,
): Promise<void> {
  const { conversationId, answerId, runId, limit, zone } = payload;
  const cells = {
    ...{ conversation_id: conversationId, parent_id: questionId, created_ms: unit.nowMs },
    ...{ role: 'assistant', text: '', status: 'running', run_id: runId, scope },
  };
  unit.insert('messages', answerId, cells, workspaceId);
  const settings = await context.settings();
  const input: TurnRunInput = {
    question: text,
    query: rewriteFollowUp(text, history),
    judgeBudgetMs: settings['answer.reorderMs'],
    mayWrite: true,
    asked: { nowMs: unit.nowMs, zone },
    answerId,
    filters: scope,
    limit,
  };
  context.runs.begin(unit, 'turn', { id: runId, workspaceId, input });
}

/** What was said on the way to the message that is answered. */
async function historyOf(
  { db }: KernelContext,
  state: ConversationState,
  parentId: Id | null,
  known?: MessageTree,
): Promise<ChatMessage[]> {
  const tree = known ?? (await readMessageTree(db, state.id));
  if (parentId !== null && !tree.has(parentId)) throw gone();
  const messages = await messagesBefore(db, tree, parentId, BEFORE);
  return messages.map(({ role, text }) => ({ role, content: text }));
}

/** Another end is read from now on; the one that was read until now is remembered. */
async function turnTo(
  { db }: KernelContext,
  unit: WriteUnit,
  { id, leafId }: ConversationState,
  nextLeaf: Id,
  known?: MessageTree,
): Promise<void> {
  const tree = known ?? (await readMessageTree(db, id));
  const leaf = tree.branch(leafId).at(-1);
  if (leaf !== undefined && leaf !== nextLeaf) await unit.patch('messages', leaf, { read_ms: unit.nowMs });
  await unit.patch('conversations', id, { leaf_id: nextLeaf, updated_ms: unit.nowMs });
}

export async function readBranch(input: HandlerInput<'read-branch'>): Promise<void> {
  const { payload, unit, context } = input;
  const { conversationId, messageId } = payload;
  const { db } = context;
  const { leafId } = await living(input, conversationId);
  const tree = await readMessageTree(db, conversationId);
  const next = tree.leafBelow(messageId);
  if (next === null) throw gone();
  const leaf = tree.branch(leafId).at(-1);
  if (leaf === next) return;
  if (leaf !== undefined) await unit.patch('messages', leaf, { read_ms: unit.nowMs });
  // Reading says nothing new: when something was said last stays as it is.
  await unit.patch('conversations', conversationId, { leaf_id: next });
}

export async function deleteMessage(input: HandlerInput<'delete-message'>): Promise<void> {
  const { payload, unit, context } = input;
  const { db } = context;
  const message = await findMessage(db, payload.messageId);
  if (message === null) throw gone();
  const { conversationId } = message;
  await living(input, conversationId);
  const tree = await readMessageTree(db, conversationId);
  const below = tree.below(message.id);
  if (below.length === 0) throw gone();
  // An answer that is being made goes on: undo gives it back as it has become.
  for (const id of below) await unit.patch('messages', id, { deleted_ms: unit.nowMs });
  await keepConversation(context, unit, conversationId, { without: new Set(below) });
}

/** A run that ended does not go on: another one begins where it was stopped. */
export async function continueAnswer(input: HandlerInput<'continue-answer'>): Promise<void> {
  const { payload, unit, context } = input;
  const { answerId, runId } = payload;
  const { db } = context;
  const message = await findMessage(db, answerId);
  if (message === null) throw gone();
  const state = await living(input, message.conversationId);
  if (!(await readMessageTree(db, state.id)).has(answerId)) throw gone();
  if (message.status !== 'stopped') throw new AppError('conflict', 'Only an answer that was stopped can be continued.');
  const stopped = message.runId === null ? null : await findRun(db, message.runId);
  // What runs noted is kept for a while; without it the question can be asked again.
  if (stopped === null) throw new AppError('conflict', 'How far it had come is not known any more. Ask again instead.');
  const { answer, candidates } = stopped.state as TurnState;
  const goOn: TurnRunInput = { ...(stopped.input as TurnRunInput), from: { answer, candidates } };
  for (const id of await citationsOf(db, answerId)) await unit.patch('citations', id, { deleted_ms: unit.nowMs });
  await unit.patch('messages', answerId, { status: 'running', run_id: runId, error: null });
  context.runs.begin(unit, 'turn', { id: runId, workspaceId: state.workspaceId, input: goOn });
}

export async function renameConversation(input: HandlerInput<'rename-conversation'>): Promise<void> {
  const { payload, unit, context } = input;
  const { conversationId } = payload;
  await living(input, conversationId);
  await nameConversation(context, unit, conversationId, payload.title.trim());
}

/** The conversation and the thing that it is have one title. */
async function nameConversation(context: KernelContext, unit: WriteUnit, id: Id, title: string): Promise<void> {
  await unit.patch('conversations', id, { title, named_by: 'user' });
  await patchItemOf(context, unit, id, { title });
}

export async function pinConversation(input: HandlerInput<'pin-conversation'>): Promise<void> {
  const { payload, unit } = input;
  const { id } = await living(input, payload.conversationId);
  await unit.patch('conversations', id, { pinned_ms: payload.pinned ? unit.nowMs : null });
}

export async function archiveConversation(input: HandlerInput<'archive-conversation'>): Promise<void> {
  const { payload, unit } = input;
  const { id } = await living(input, payload.conversationId);
  // What is put away does not stand above the others.
  const pinned = payload.archived ? { pinned_ms: null } : {};
  await unit.patch('conversations', id, { archived_ms: payload.archived ? unit.nowMs : null, ...pinned });
}

export async function deleteConversation(input: HandlerInput<'delete-conversation'>): Promise<void> {
  const { payload, unit, context } = input;
  const { id } = await living(input, payload.conversationId);
  await unit.patch('conversations', id, { deleted_ms: unit.nowMs });
  await keepConversation(context, unit, id, { deletedMs: unit.nowMs });
}

type AnyInput = Pick<HandlerInput<CommandType>, 'context' | 'workspaceId'>;

/** What is not seen from the workspace is not there for it. */
async function living({ context, workspaceId }: AnyInput, conversationId: Id): Promise<ConversationState> {
  const state = await conversationState(context.db, conversationId);
  if (state === null || ![HOME_WORKSPACE, state.workspaceId].includes(workspaceId))
    throw new AppError('not-found', 'That conversation is not here any more.');
  if (state.deletedMs !== null)
    throw new AppError('conflict', 'That conversation lies in the bin. Restore it first.', {
      details: { conversationId },
    });
  return state;
}

const gone = () => new AppError('not-found', 'That message is not here any more.');
