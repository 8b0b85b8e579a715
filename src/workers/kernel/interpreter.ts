import type { Kysely } from 'kysely';
import { AppError, CancelledError, encodeError, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { canMove, type Run, type RunDecisions, type RunStatus, type RunStep } from '../../core/runs/run.ts';
import { changeRun, findRun, insertRun, recordStep, runsWithStatus } from '../../db/tables/runs.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer, WriteUnit } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';

/**
 * Acts on what runs decide. A step is performed, then its result, what it writes and the run's next state are
 * committed in one unit. A run that was running when the kernel ended is taken up again, or waits as `interrupted`.
 */

export interface Performed<Result> {
  readonly result: Result;
  /** What the step writes, committed with its result. */
  readonly write?: (unit: WriteUnit) => void | Promise<void>;
}

export interface StepContext<State, Input> {
  readonly run: Run<State, Input>;
  readonly signal: AbortSignal;
}

export interface RunKind<Input, State, Step extends RunStep, Result, Event> {
  readonly kind: string;
  readonly decisions: RunDecisions<Input, State, Step, Result, Event>;
  /** What becomes of a run that was running when the kernel ended. */
  readonly afterCrash: 'running' | 'interrupted';
  perform(step: Step, context: StepContext<State, Input>): Promise<Performed<Result>>;
  /** Written with the change of status: when the run ends, is interrupted, or goes on. */
  onStatus?(unit: WriteUnit, run: Run<State, Input>, status: RunStatus, error: AppError | null): void | Promise<void>;
}

/** A kind whose types are known only to itself. */
export type AnyRunKind = RunKind<never, unknown, RunStep, unknown, never>;

export interface Interpreter {
  register(kind: AnyRunKind): void;
  /** Makes the run within a unit; it begins to act after the commit. */
  begin(
    unit: WriteUnit,
    kind: string,
    run: { readonly id: Id; readonly workspaceId: Id; readonly input: unknown },
  ): void;
  /** Commits an event into the run's state, with what comes along, and lets it go on. */
  receive(runId: Id, event: unknown, write?: (unit: WriteUnit) => void | Promise<void>): Promise<void>;
  /** Rejects with `conflict` where its status does not allow the move. */
  move(unit: WriteUnit, runId: Id, to: 'paused' | 'running' | 'stopped'): Promise<void>;
  /** Takes up what was running when the last kernel ended. */
  recover(): Promise<readonly Run[]>;
  /** Resolves when no run acts. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

interface Actor {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  wake: () => void;
}

export function createInterpreter({
  db,
  writer,
  newId,
  record,
}: {
  db: Kysely<Database>;
  writer: Writer;
  newId: () => Id;
  record: Incidents['record'];
}): Interpreter {
  const kinds = new Map<string, AnyRunKind>();
  const actors = new Map<Id, Actor>();
  let closed = false;

  const kindOf = (name: string): AnyRunKind => {
    const kind = kinds.get(name);
    if (kind === undefined) throw new RangeError(`no kind of run is called “${name}”`);
    return kind;
  };

  const commit = (run: Run, type: string, body: (unit: WriteUnit) => Promise<void> | void) =>
    writer.write(
      { commandId: newId(), type, workspaceId: run.workspaceId, actor: `run:${run.id}`, remember: false },
      body,
    );

  const end = (run: Run, status: 'done' | 'failed', error: AppError | null) =>
    commit(run, 'end-run', async (unit) => {
      const held = await findRun(db, run.id);
      if (held === null || held.status !== 'running') return;
      changeRun(db, unit, run.id, { status, ...(error === null ? {} : { error: encodeError(error) }) });
      await kindOf(run.kind).onStatus?.(unit, held as Run<unknown, never>, status, error);
    });

  /** One decision and its step. False when there is nothing more to do now. */
  const advance = async (runId: Id, signal: AbortSignal): Promise<boolean | 'wait'> => {
    const run = await findRun(db, runId);
    if (run === null || run.status !== 'running' || signal.aborted) return false;
    const kind = kindOf(run.kind);
    const next = kind.decisions.next(run.state);
    if (next === 'wait') return 'wait';
    if (next === 'end') {
      await end(run, 'done', null);
      return false;
    }
    const { result, write } = await kind.perform(next, { run: run as Run<unknown, never>, signal });
    if (signal.aborted) return false;
    await commit(run, `step:${run.kind}`, async (unit) => {
      // Events may have moved the state while the step was performed: the step applies to what is there now.
      const held = await findRun(db, runId);
      if (held === null || held.status !== 'running') throw new CancelledError();
      await write?.(unit);
      recordStep(db, unit, runId, next.key, result);
      changeRun(db, unit, runId, { state: kind.decisions.apply(held.state, next, result) });
    });
    return true;
  };

  const act = async (runId: Id, actor: Omit<Actor, 'done'>): Promise<void> => {
    const { signal } = actor.abort;
    signal.addEventListener('abort', () => actor.wake(), { once: true });
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          actor.wake = resolve;
        });
        const moved = await advance(runId, signal);
        if (moved === false) return;
        if (moved === 'wait') await woken;
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'cancelled' || closed) return;
      const run = await findRun(db, runId);
      if (run === null) return;
      record(`run ${run.kind}`, error);
      await end(run, 'failed', error);
    }
  };

  const start = (runId: Id) => {
    if (closed || actors.has(runId)) return;
    const actor = { abort: new AbortController(), wake: () => undefined };
    const done = act(runId, actor).finally(() => actors.delete(runId));
    // What `act` could not record is a failure of the store, which every other call will meet too.
    done.catch((thrown: unknown) => record('runs', thrown));
    actors.set(runId, Object.assign(actor, { done }));
  };

  return {
    register: (kind) => void kinds.set(kind.kind, kind),

    begin(unit, name, { id, workspaceId, input }) {
      const state = kindOf(name).decisions.begin(input as never);
      insertRun(db, unit, { id, kind: name, workspaceId, status: 'running', input, state, createdMs: unit.nowMs });
      unit.afterCommit(() => start(id));
    },

    async receive(runId, event, write) {
      const run = await findRun(db, runId);
      if (run === null) throw new AppError('not-found', 'That run is not here any more.');
      await commit(run, `event:${run.kind}`, async (unit) => {
        const held = await findRun(db, runId);
        await write?.(unit);
        changeRun(db, unit, runId, { state: kindOf(run.kind).decisions.receive(held?.state, event as never) });
      });
      actors.get(runId)?.wake();
    },

    async move(unit, runId, to) {
      const run = await findRun(db, runId);
      if (run === null) throw new AppError('not-found', 'That run is not here any more.');
      if (!canMove(run.status, to)) {
        throw new AppError('conflict', 'That has ended already.', { details: { from: run.status, to } });
      }
      changeRun(db, unit, runId, { status: to });
      await kindOf(run.kind).onStatus?.(unit, run as Run<unknown, never>, to, null);
      unit.afterCommit(() => {
        if (to === 'running') void waitFor(runId).then(() => start(runId));
        else actors.get(runId)?.abort.abort();
      });
    },

    async recover() {
      const runs = await runsWithStatus(db, 'running');
      for (const run of runs) {
        const kind = kindOf(run.kind);
        if (kind.afterCrash === 'running') start(run.id);
        else {
          await commit(run, 'interrupt-run', async (unit) => {
            changeRun(db, unit, run.id, { status: 'interrupted' });
            await kind.onStatus?.(unit, run as Run<unknown, never>, 'interrupted', null);
          });
        }
      }
      return runs;
    },

    idle: async () => void (await Promise.allSettled([...actors.values()].map((actor) => actor.done))),

    async close() {
      closed = true;
      for (const actor of actors.values()) actor.abort.abort();
      await Promise.allSettled([...actors.values()].map((actor) => actor.done));
    },
  };

  async function waitFor(runId: Id): Promise<void> {
    await actors.get(runId)?.done;
  }
}
