import type { Id } from '../ids.ts';

/**
 * Runs in small: work that survives a crash. A run's state and the result of the step that led to it are committed
 * together, so a step that finished never runs again. Deciding is pure; `workers/kernel/interpreter` acts.
 */

/** `interrupted`: was running when the browser ended, and waits for the user to say go on. */
export const RUN_STATUSES = ['running', 'paused', 'interrupted', 'done', 'stopped', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A step's key is its idempotency key: it is the same on every attempt, and unique in the run. */
export interface RunStep {
  readonly key: string;
}

/** What to do next: a step, wait for an event from outside, or nothing more. */
export type Next<Step extends RunStep> = Step | 'wait' | 'end';

export interface RunDecisions<Input, State, Step extends RunStep, Result, Event> {
  begin(input: Input): State;
  next(state: State): Next<Step>;
  apply(state: State, step: Step, result: Result): State;
  /** Something happened outside of the steps. */
  receive(state: State, event: Event): State;
}

export interface Run<State = unknown, Input = unknown> {
  readonly id: Id;
  readonly kind: string;
  readonly workspaceId: Id;
  readonly status: RunStatus;
  readonly input: Input;
  readonly state: State;
  readonly createdMs: number;
}

/** Nothing more becomes of the run. */
export const hasEnded = (status: RunStatus): boolean =>
  status === 'done' || status === 'stopped' || status === 'failed';

/** What a command may do to a run: a move that its status does not allow is refused. */
export function canMove(from: RunStatus, to: RunStatus): boolean {
  if (hasEnded(from)) return false;
  if (to === 'paused') return from === 'running';
  if (to === 'running') return from === 'paused' || from === 'interrupted';
  return true;
}
