import type { Id } from '../ids.ts';
import type { Span } from '../items/item.ts';
import type { WrittenMark, WrittenPlace } from './written-claims.ts';

/** A piece of an item put before the model, numbered from 1 as the answer cites it. */
export interface Passage {
  readonly number: number;
  readonly itemId: Id;
  readonly title: string;
  readonly heading: string;
  /** Range in the item's text that `text` is. */
  readonly span: Span;
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
  /** Retrieval score (BM25); comparable within one answer only. */
  readonly score: number;
  /** Of the time that the question names; absent where it names none. */
  readonly inTime?: boolean;
  /** Mean log-probability of the question's tokens after this passage, where the model has judged it. */
  readonly judged?: number;
}

/** One to three sentences of a passage, shown as the answer. */
export interface Quote {
  readonly passage: number;
  /** Range in the item's text, so that the source opens there. */
  readonly span: Span;
  /** The item's text in `span`, white space folded and markup trimmed. */
  readonly text: string;
  /** Ranges in `text` of the words that answer, for bold type. */
  readonly strong: readonly Span[];
  readonly score: number;
}

/** A citation: what a sentence of an answer rests on. */
export interface Citation {
  readonly passage: number;
  readonly itemId: Id;
  readonly span: Span;
  readonly quote: string;
}

export type Support = 'supported' | 'unsupported' | 'no-claim';

/** A sentence that the model wrote, checked against the passages. */
export interface CheckedSentence {
  readonly text: string;
  readonly support: Support;
  /** Share of its content words that its best span holds, 0 to 1. */
  readonly coverage: number;
  readonly citations: readonly Citation[];
  /** Numbers, dates and names in it that stand in no span: ranges in `text`. */
  readonly unfounded: readonly Span[];
  /** Where it stood; absent in answers from before that was kept: they are one paragraph. */
  readonly place?: WrittenPlace;
  /** Ranges of `text` that were set apart; absent where there are none. */
  readonly marks?: readonly WrittenMark[];
  /** The line above the list, with which it was checked. */
  readonly under?: string;
}

/** How far the answer has come; each is shown as soon as it is there. */
export const ANSWER_STAGES = ['retrieving', 'quoted', 'reordering', 'reordered', 'writing', 'done'] as const;
export type AnswerStage = (typeof ANSWER_STAGES)[number];

export interface StageTimes {
  /** From the question's arrival in the kernel, in ms; null for a stage that did not happen. */
  readonly quotedMs: number | null;
  readonly reorderedMs: number | null;
  readonly doneMs: number | null;
}

/** Why an answer has what it has: shown in words beside it. */
export type AnswerNote =
  | 'nothing-found'
  | 'quoting-only' // no model is loaded, or none can be
  | 'model-not-allowed-to-write' // its measured quality is below the bar
  | 'prose-hidden' // it wrote, and nothing it wrote passed the check
  | 'reorder-cut-short' // the time budget ended before all passages were judged
  | 'stopped';

export interface Answer {
  readonly stage: AnswerStage;
  readonly passages: readonly Passage[];
  readonly quotes: readonly Quote[];
  /** What the model wrote, sentence by sentence; empty where it did not. */
  readonly prose: readonly CheckedSentence[];
  readonly notes: readonly AnswerNote[];
  readonly model: string | null;
  readonly times: StageTimes;
}
