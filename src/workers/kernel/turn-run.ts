import type { Answer } from '../../core/chat/answer.ts';
import { fitPrompt, SMALL_MODEL_BUDGET } from '../../core/chat/fit-prompt.ts';
import { proseMarkdown } from '../../core/chat/prose-blocks.ts';
import {
  stepTurn,
  type TurnEffect,
  type TurnEvent,
  type TurnInput,
  type TurnState,
  type TurnStep,
  turnDecisions,
} from '../../core/chat/turn.ts';
import { encodeError, toAppError } from '../../core/errors.ts';
import { isOfHelp } from '../../core/help/help-pages.ts';
import type { Id } from '../../core/ids.ts';
import { estimateTokens } from '../../core/items/count-tokens.ts';
import { judgePrompt } from '../../core/llm/judge-prompt.ts';
import type { ModelCall, TurnView } from '../../core/queries.ts';
import type { Run, RunStatus } from '../../core/runs/run.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { findMessage, hasConversation } from '../../db/tables/conversations.ts';
import { insertModelCall } from '../../db/tables/model-calls.ts';
import { changeRun, findRun } from '../../db/tables/runs.ts';
import { workspaceInstructions } from '../../db/tables/workspaces.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import { keepConversation } from './conversation-item.ts';
import type { Performed, RunKind, StepContext } from './interpreter.ts';
import { nearnessOf } from './nearness.ts';
import { noteAnswer } from './note-runs.ts';
import { retrieve } from './retrieve.ts';

/** A turn of a chat on the engine of runs: performs the effects that `core/chat/turn` asks for. */

export interface TurnRunInput extends TurnInput {
  readonly answerId: Id;
  readonly filters: SearchFilters;
  /** Passages at most; not there in what was asked before there was a limit. */
  readonly limit?: number | undefined;
}

type TurnRun = Run<TurnState, TurnRunInput>;
type TurnRunKind = RunKind<TurnRunInput, TurnState, TurnStep, TurnEvent, TurnEvent>;

export function createTurnRun(context: KernelContext): TurnRunKind {
  return {
    kind: 'turn',
    decisions: turnDecisions,
    afterCrash: 'interrupted',
    perform: (step, at) => context.quiet.during(() => performEffect(context, step.effect, at)),
    onStatus: (unit, run, status, error) =>
      settleMessage(context, unit, run, status, error === null ? null : encodeError(error)),
  };
}

type At = StepContext<TurnState, TurnRunInput>;

/** What fails for good is an event too: the turn goes on with what is there. Only stopping ends it here. */
async function performEffect(context: KernelContext, effect: TurnEffect, at: At): Promise<Performed<TurnEvent>> {
  try {
    switch (effect.type) {
      case 'retrieve':
        return {
          result: {
            type: 'retrieved',
            passages: await retrieve(context, {
              query: effect.query,
              filters: at.run.input.filters,
              workspaceId: at.run.workspaceId,
              limit: at.run.input.limit,
              asked: at.run.input.asked,
            }),
            atMs: atMs(context, at),
          },
        };
      case 'load-model':
        return { result: await loadModel(context, at) };
      case 'judge':
        return await judge(context, effect, at);
      case 'write':
        return await write(context, effect, at);
      case 'finish':
        return { result: { type: 'finished' } };
    }
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled' || error.code === 'storage-full') throw error;
    context.incidents.record(`turn ${effect.type}`, error);
    return { result: { type: 'failed', effect: effect.type, atMs: atMs(context, at) } };
  }
}

const atMs = ({ clock }: KernelContext, { run }: At) => clock.nowMs() - run.createdMs;

/** A model that is on this device is loaded and waited for; one that is still to be fetched is not. */
async function loadModel(context: KernelContext, at: At): Promise<TurnEvent> {
  const { models } = context;
  const { state } = models.state();
  const enabled = (await context.settings())['model.enabled'];
  if (!enabled || state === 'absent' || state === 'fetching' || state === 'degraded') {
    return { type: 'model-missing', atMs: atMs(context, at) };
  }
  await models.ensure({ signal: at.signal });
  return { type: 'model-ready', model: models.manifest.id };
}

async function judge(
  context: KernelContext,
  effect: TurnEffect & { type: 'judge' },
  at: At,
): Promise<Performed<TurnEvent>> {
  const { answerId } = at.run.input;
  const { question, texts, prior, budgetMs } = effect;
  let done = 0;
  const show = () =>
    context.session.set('session:turns', answerId, { draft: '', judged: { done, total: texts.length } });
  show();
  const result = await context.models.language.judge(
    { question, passages: texts, prior, budgetMs },
    {
      signal: at.signal,
      onJudgement() {
        done++;
        show();
      },
    },
  );
  const { judgements, cutShort, inputTokens, elapsedMs } = result;
  const prompt = texts.map((text) => judgePrompt(text, question)).join('\n\n');
  return {
    result: { type: 'judged', judgements, cutShort, atMs: atMs(context, at) },
    write: (unit) => record(context, unit, at, { purpose: 'judge', prompt, inputTokens, outputTokens: 0, elapsedMs }),
  };
}

async function write(
  context: KernelContext,
  effect: TurnEffect & { type: 'write' },
  at: At,
): Promise<Performed<TurnEvent>> {
  const { state, input } = at.run;
  const { passages, quotes } = state.answer;
  const instructions = await workspaceInstructions(context.db, at.run.workspaceId);
  const request = fitPrompt({ ...effect, passages, quotes, instructions }, SMALL_MODEL_BUDGET, estimateTokens);
  let draft = '';
  const result = await context.models.language.generate(request, {
    signal: at.signal,
    onText(text) {
      draft += text;
      context.session.set('session:turns', input.answerId, { draft, judged: null });
    },
  });
  const { text, prompt, inputTokens, outputTokens, prefillMs, decodeMs } = result;
  const elapsedMs = prefillMs + decodeMs;
  const nearness = await nearnessOf(context, state, text, at.signal);
  return {
    result: { type: 'written', text, nearness, atMs: atMs(context, at) },
    write: (unit) => record(context, unit, at, { purpose: 'write', prompt, inputTokens, outputTokens, elapsedMs }),
  };
}

function record(context: KernelContext, unit: WriteUnit, { run }: At, call: Omit<ModelCall, 'model'>): void {
  const { id: model } = context.models.manifest;
  insertModelCall(context.db, unit, { ...call, model, runId: run.id, messageId: run.input.answerId });
}

/** Commits the answer with the change of the run's status: what was shown is what is kept. */
async function settleMessage(
  context: KernelContext,
  unit: WriteUnit,
  run: TurnRun,
  status: RunStatus,
  error: ReturnType<typeof encodeError> | null,
): Promise<void> {
  const { answerId } = run.input;
  if (status === 'running') return unit.patch('messages', answerId, { status: 'running' });
  const atMs = unit.nowMs - run.createdMs;
  const state = status === 'stopped' ? stepTurn(run.state, { type: 'stop', atMs }).state : run.state;
  if (status === 'stopped') changeRun(context.db, unit, run.id, { state });
  const { answer } = state;
  const text = spokenText(answer);
  await unit.patch('messages', answerId, { status: status === 'paused' ? 'interrupted' : status, answer, text, error });
  const message = await findMessage(context.db, answerId);
  if (message !== null) {
    await noteAnswer(context, unit, message.conversationId, run, status);
    await keepConversation(context, unit, message.conversationId, { said: new Map([[answerId, text]]) });
  }
  if (status === 'done' || status === 'stopped') insertCitations(unit, answerId, state);
  unit.afterCommit(() => context.session.remove('session:turns', answerId));
}

const spokenText = ({ quotes, prose }: Answer): string =>
  [...quotes.map(({ text }) => text), proseMarkdown(prose, ({ text }) => text)]
    .filter((text) => text !== '')
    .join('\n\n');

function insertCitations(unit: WriteUnit, messageId: Id, { answer }: TurnState): void {
  // Help is no item that could be cited in a row.
  const ofItems = answer.passages.filter((passage) => !isOfHelp(passage));
  const itemOf = new Map(ofItems.map((passage) => [passage.number, passage.itemId]));
  const quoted = answer.quotes.flatMap(({ passage, span, text }) => {
    const itemId = itemOf.get(passage);
    return itemId === undefined ? [] : [{ itemId, span, quote: text }];
  });
  const written = answer.prose.flatMap(({ citations }) => citations).filter((cited) => !isOfHelp(cited));
  for (const [ordinal, { itemId, span, quote }] of [...quoted, ...written].entries()) {
    const cells = { message_id: messageId, item_id: itemId, ordinal, start_at: span.start, end_at: span.end, quote };
    unit.insert('citations', unit.newId(), cells);
  }
}

/** An answer as it stands: from the run while it is made, from its message afterwards. */
export async function viewTurn(
  { db, session }: KernelContext,
  answerId: Id,
  workspaceId: Id,
): Promise<TurnView | null> {
  const message = await findMessage(db, answerId);
  if (message === null || !(await hasConversation(db, message.conversationId, workspaceId))) return null;
  const live = session.get<Pick<TurnView, 'draft' | 'judged'>>('session:turns', answerId);
  const run = message.status === 'running' && message.runId !== null ? await findRun(db, message.runId) : null;
  const answer = run === null ? message.answer : (run.state as TurnState).answer;
  return { status: message.status, answer, draft: live?.draft ?? '', judged: live?.judged ?? null };
}
