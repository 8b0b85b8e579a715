import type { Judgement, JudgePrior } from '../llm/language-model.ts';
import type { Next, RunDecisions, RunStep } from '../runs/run.ts';
import type { When } from '../search/zoned-days.ts';
import type { Answer, AnswerNote, Passage } from './answer.ts';
import { checkProse, type Nearness } from './check.ts';
import { readEvidence } from './evidence.ts';
import { languageOf, readQuestion } from './question.ts';
import { quoteAnswer } from './quote.ts';
import { type JudgingPlan, planJudging, reorder, withJudgements } from './reorder.ts';
import type { Candidate } from './score-sentences.ts';
import { showable, writerRole } from './writer.ts';

/** One turn of a chat as a durable run: what is known, what happened, what is to be done next. All of it plain JSON. */

export interface TurnInput {
  /** As the user wrote it. */
  readonly question: string;
  /** As it is searched for: `rewriteFollowUp` of it. */
  readonly query: string;
  /** Time that the judge may take. */
  readonly judgeBudgetMs: number;
  /** Whether the model may write at all: the user's setting. */
  readonly mayWrite: boolean;
  /** When and where it was asked, which dates in words are read from; not there in what was asked before it was kept. */
  readonly asked?: When | undefined;
  /** How far an answer had come that was stopped; it goes on from there. */
  readonly from?: Pick<TurnState, 'answer' | 'candidates'> | undefined;
}

export type TurnStatus = 'running' | 'interrupted' | 'stopped' | 'done';

export interface TurnState {
  readonly input: TurnInput;
  readonly status: TurnStatus;
  /** What is shown. */
  readonly answer: Answer;
  readonly candidates: readonly Candidate[];
  /** The effect that is under way, or due. */
  readonly due: TurnEffect['type'];
}

/** `finish`: commit the answer; nothing comes after it. */
export type TurnEffect =
  | { readonly type: 'retrieve'; readonly query: string }
  | { readonly type: 'load-model' }
  | {
      readonly type: 'judge';
      readonly question: string;
      readonly texts: readonly string[];
      readonly prior: JudgePrior;
      readonly budgetMs: number;
    }
  | { readonly type: 'write'; readonly question: string; readonly language: 'en' | 'de' }
  | { readonly type: 'finish' };

/** Times in ms from the question's arrival in the kernel. */
export type TurnEvent =
  | { readonly type: 'retrieved'; readonly passages: readonly Passage[]; readonly atMs: number }
  | { readonly type: 'model-ready'; readonly model: string }
  /** None is loaded, or none can be: not a failure. */
  | { readonly type: 'model-missing'; readonly atMs: number }
  | {
      readonly type: 'judged';
      readonly judgements: readonly Judgement[];
      readonly cutShort: boolean;
      readonly atMs: number;
    }
  | {
      readonly type: 'written';
      readonly text: string;
      /** What is known of its meaning; absent where there is no model for it. */
      readonly nearness?: readonly Nearness[];
      readonly atMs: number;
    }
  /** The effect that is named failed for good. */
  | { readonly type: 'failed'; readonly effect: TurnEffect['type']; readonly atMs: number }
  | { readonly type: 'finished' }
  | { readonly type: 'stop'; readonly atMs: number }
  | { readonly type: 'interrupted' }
  | { readonly type: 'go-on' };

export interface TurnChange {
  readonly state: TurnState;
  /** To be performed now; each answers with one event. */
  readonly effects: readonly TurnEffect[];
}

export function beginTurn(input: TurnInput): TurnChange {
  if (input.from !== undefined) return goOnFrom(input, input.from);
  const answer: Answer = {
    stage: 'retrieving',
    passages: [],
    quotes: [],
    prose: [],
    notes: [],
    model: null,
    times: { quotedMs: null, reorderedMs: null, doneMs: null },
  };
  return due({ input, status: 'running', answer, candidates: [], due: 'retrieve' });
}

/** What is shown stays. What the model did may be gone with the model, and is done again. */
function goOnFrom(input: TurnInput, { answer, candidates }: Pick<TurnState, 'answer' | 'candidates'>): TurnChange {
  const isQuoted = answer.times.quotedMs !== null;
  const shownAnswer: Answer = {
    ...answer,
    stage: isQuoted ? 'quoted' : 'retrieving',
    notes: answer.notes.filter((note) => note !== 'stopped'),
    times: { ...answer.times, doneMs: null },
  };
  return due({ input, status: 'running', answer: shownAnswer, candidates, due: isQuoted ? 'load-model' : 'retrieve' });
}

/** Events that come late, twice or out of order change nothing. What was shown is only ever added to or reordered. */
export function stepTurn(state: TurnState, event: TurnEvent): TurnChange {
  const same: TurnChange = { state, effects: [] };
  if (state.status === 'done' || state.status === 'stopped') return same;
  if (event.type === 'stop' && state.due === 'finish') return same;
  if (event.type === 'stop') return finish({ ...state, status: 'running' }, event.atMs, 'stopped');
  if (event.type === 'go-on') return state.status === 'interrupted' ? due({ ...state, status: 'running' }) : same;
  if (state.status === 'interrupted') return same;
  if (event.type === 'interrupted') return { state: { ...state, status: 'interrupted' }, effects: [] };
  if (event.type === 'failed') return event.effect === state.due ? fail(state, event.atMs) : same;
  return AWAITED[event.type] === state.due ? advance(state, event) : same;
}

/** The one effect that each event answers. */
const AWAITED: Readonly<Record<AnsweringEvent['type'], TurnEffect['type']>> = {
  retrieved: 'retrieve',
  'model-ready': 'load-model',
  'model-missing': 'load-model',
  judged: 'judge',
  written: 'write',
  finished: 'finish',
};

type AnsweringEvent = Exclude<TurnEvent, { type: 'stop' | 'go-on' | 'interrupted' | 'failed' }>;

function advance(state: TurnState, event: AnsweringEvent): TurnChange {
  switch (event.type) {
    case 'retrieved':
      return quote(state, event.passages, event.atMs);
    case 'model-ready':
      return due(shown({ ...state, due: 'judge' }, { model: event.model, stage: 'reordering' }));
    case 'model-missing':
      return finish(state, event.atMs, 'quoting-only');
    case 'judged':
      return takeJudgements(state, event.judgements, event.cutShort, event.atMs);
    case 'written':
      return takeProse(state, event.text, event.atMs, event.nearness);
    case 'finished':
      return { state: { ...state, status: state.answer.notes.includes('stopped') ? 'stopped' : 'done' }, effects: [] };
  }
}

/** What is there stays the answer, and says why there is no more. */
function fail(state: TurnState, atMs: number): TurnChange {
  switch (state.due) {
    case 'retrieve':
      return finish(state, atMs, 'nothing-found');
    case 'load-model':
      return finish(state, atMs, 'quoting-only');
    case 'judge':
      return finish(state, atMs, 'reorder-cut-short');
    case 'write':
      return finish(state, atMs, 'prose-hidden');
    case 'finish':
      return { state: { ...state, status: 'done' }, effects: [] };
  }
}

function quote(state: TurnState, passages: readonly Passage[], atMs: number): TurnChange {
  const { query, asked } = state.input;
  const { quotes, candidates, note } = quoteAnswer(readQuestion(query, asked), passages);
  const times = { ...state.answer.times, quotedMs: atMs };
  const quoted = shown({ ...state, candidates, due: 'load-model' }, { stage: 'quoted', passages, quotes, times });
  return note === null ? due(quoted) : finish(quoted, atMs, note);
}

const planOf = ({ candidates, answer }: TurnState): JudgingPlan => planJudging(candidates, answer.passages);

function takeJudgements(
  state: TurnState,
  judgements: readonly Judgement[],
  cutShort: boolean,
  atMs: number,
): TurnChange {
  const plan = planOf(state);
  const { candidates, quotes } = reorder(state.candidates, plan, judgements);
  const passages = withJudgements(state.answer.passages, state.candidates, plan, judgements);
  const times = { ...state.answer.times, reorderedMs: atMs };
  const kept = quotes.length > 0 ? quotes : state.answer.quotes;
  const reordered = shown({ ...state, candidates }, { stage: 'reordered', passages, quotes: kept, times });
  const noted = cutShort ? withNote(reordered, 'reorder-cut-short') : reordered;
  if (!state.input.mayWrite) return finish(noted, atMs, 'model-not-allowed-to-write');
  return due(shown({ ...noted, due: 'write' }, { stage: 'writing' }));
}

function takeProse(state: TurnState, text: string, atMs: number, nearness: readonly Nearness[] = []): TurnChange {
  const { answer, input } = state;
  const checked = checkProse(text, languageOf(input.question), readEvidence(answer.passages), { nearness });
  const prose = showable(checked, writerRole(answer.model ?? ''));
  const hidden = prose.length === 0 ? 'prose-hidden' : null;
  return finish(shown(state, { prose }), atMs, hidden);
}

function finish(state: TurnState, atMs: number, note: AnswerNote | null): TurnChange {
  const noted = note === null ? state : withNote(state, note);
  const times = { ...noted.answer.times, doneMs: noted.answer.times.doneMs ?? atMs };
  return due(shown({ ...noted, due: 'finish' }, { stage: 'done', times }));
}

const shown = (state: TurnState, answer: Partial<Answer>): TurnState => ({
  ...state,
  answer: { ...state.answer, ...answer },
});

const withNote = (state: TurnState, note: AnswerNote): TurnState =>
  state.answer.notes.includes(note) ? state : shown(state, { notes: [...state.answer.notes, note] });

const due = (state: TurnState): TurnChange => ({ state, effects: [dueEffect(state)] });

/** The effect that a running turn waits for: the same one, whenever it is asked. */
export function dueEffect(state: TurnState): TurnEffect {
  const { input } = state;
  switch (state.due) {
    case 'retrieve':
      return { type: 'retrieve', query: input.query };
    case 'judge': {
      const { texts, prior } = planOf(state);
      return { type: 'judge', question: input.query, texts, prior, budgetMs: input.judgeBudgetMs };
    }
    case 'write':
      return { type: 'write', question: input.query, language: languageOf(input.question) };
    default:
      return { type: state.due };
  }
}

export interface TurnStep extends RunStep {
  readonly effect: TurnEffect;
}

/** The turn for the engine of runs: a step is the effect that is due, its result the event that answers it. */
export const turnDecisions: RunDecisions<TurnInput, TurnState, TurnStep, TurnEvent, TurnEvent> = {
  begin: (input) => beginTurn(input).state,
  next(state): Next<TurnStep> {
    if (state.status === 'done' || state.status === 'stopped') return 'end';
    if (state.status === 'interrupted') return 'wait';
    return state.due === 'finish' ? 'end' : { key: state.due, effect: dueEffect(state) };
  },
  apply: (state, _step, result) => stepTurn(state, result).state,
  receive: (state, event) => stepTurn(state, event).state,
};
