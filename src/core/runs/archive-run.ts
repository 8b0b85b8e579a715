import type { ArchiveRule } from '../archive/archive-rule.ts';
import type { Id } from '../ids.ts';
import type { Next, RunDecisions } from './run.ts';

/** Things are moved to an archive part by part. A part is a step: its items are here, or there, and never nowhere. */

export interface ArchiveInput {
  readonly archiveId: Id;
  readonly name: string;
  readonly rule: ArchiveRule;
  /** What fitted the rule when it was begun. */
  readonly total: number;
}

export interface ArchiveState {
  /** Of the next part. */
  readonly part: number;
  /** Items up to this one have been looked at. */
  readonly after: Id | null;
  readonly archived: number;
  readonly ended: boolean;
}

export interface ArchiveStep {
  readonly key: string;
  readonly part: number;
  readonly after: Id | null;
}

export interface ArchiveResult {
  /** Null when nothing was left that fits the rule. */
  readonly last: Id | null;
  readonly archived: number;
}

export const archiveDecisions: RunDecisions<ArchiveInput, ArchiveState, ArchiveStep, ArchiveResult, never> = {
  begin: () => ({ part: 0, after: null, archived: 0, ended: false }),
  next: ({ part, after, ended }): Next<ArchiveStep> => (ended ? 'end' : { key: `part:${part}`, part, after }),
  apply: (state, { part }, { last, archived }) => ({
    part: part + 1,
    after: last ?? state.after,
    archived: state.archived + archived,
    ended: last === null,
  }),
  receive: (state) => state,
};

/** All of an archive comes back, portion by portion: what has come is what is no longer in it. */
export interface BringBackInput {
  readonly archiveId: Id;
  readonly total: number;
}

export interface BringBackState {
  readonly portion: number;
  readonly back: number;
  readonly ended: boolean;
}

export interface BringBackStep {
  readonly key: string;
}

export interface BringBackResult {
  readonly back: number;
}

export const bringBackDecisions: RunDecisions<BringBackInput, BringBackState, BringBackStep, BringBackResult, never> = {
  begin: () => ({ portion: 0, back: 0, ended: false }),
  next: ({ portion, ended }) => (ended ? 'end' : { key: `portion:${portion}` }),
  apply: ({ portion, back }, _, result) => ({
    portion: portion + 1,
    back: back + result.back,
    ended: result.back === 0,
  }),
  receive: (state) => state,
};
