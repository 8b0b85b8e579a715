import { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestClock, random } from '../../../tests/kernel-harness.ts';
import { emptyTables, openTestStore } from '../../../tests/open-test-store.ts';
import { AppError } from '../../core/errors.ts';
import { createIdSource, type Id } from '../../core/ids.ts';
import type { RunDecisions, RunStatus } from '../../core/runs/run.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { createStoreDialect } from '../../db/kysely-dialect.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import type { Store } from '../../db/store.ts';
import { findRun } from '../../db/tables/runs.ts';
import type { Database } from '../../db/tables/schema.ts';
import { openWriter } from '../../db/write.ts';
import { type AnyRunKind, createInterpreter } from './interpreter.ts';

/** A run that counts to its input; `held` waits for an event. */
interface Count {
  readonly at: number;
  readonly until: number;
  readonly held: boolean;
}

const decisions: RunDecisions<number, Count, { readonly key: string }, number, 'go'> = {
  begin: (until) => ({ at: 0, until: Math.abs(until), held: until < 0 }),
  next: ({ at, until, held }) => (held ? 'wait' : at < until ? { key: `count:${at}` } : 'end'),
  apply: (state, _, result) => ({ ...state, at: result }),
  receive: (state) => ({ ...state, held: false }),
};

const clock = createTestClock();
const ids = createIdSource({ nowMs: () => Date.now() }, random);
const deviceId = ids.next();
let store: Store;
let db: Kysely<Database>;

beforeAll(async () => {
  store = await openTestStore(MIGRATIONS, clock);
  db = new Kysely<Database>({ dialect: createStoreDialect(store) });
}, 60_000);
beforeEach(() => emptyTables(store, ['runs', 'run_events', 'change_log', 'commands', 'conversations']));
afterAll(() => store.close());

interface KindOptions {
  readonly perform?: (key: string, signal: AbortSignal) => Promise<void> | void;
  readonly afterCrash?: 'running' | 'interrupted';
}

async function open({ perform, afterCrash = 'running' }: KindOptions = {}) {
  const schemaVersion = MIGRATIONS.length;
  const writer = await openWriter({ store, db, deviceId, schemaVersion, ids, clock, onCommit: () => undefined });
  const runs = createInterpreter({ db, writer, newId: () => ids.next(), record: () => undefined });
  const performed: string[] = [];
  const statuses: RunStatus[] = [];
  const kind: AnyRunKind = {
    kind: 'count',
    decisions,
    afterCrash,
    async perform(step, { signal, run }) {
      performed.push(step.key);
      await perform?.(step.key, signal);
      const row = { title: step.key, created_ms: 1, updated_ms: 1 };
      return {
        result: (run.state as Count).at + 1,
        write: (unit) => unit.insert('conversations', ids.next(), row),
      };
    },
    onStatus: (_unit, _run, status) => void statuses.push(status),
  };
  runs.register(kind);
  const unit = (body: Parameters<typeof writer.write<void>>[1]) =>
    writer.write(
      { commandId: ids.next(), type: 'test', workspaceId: HOME_WORKSPACE, actor: 'user', remember: true },
      body,
    );
  return {
    runs,
    performed,
    statuses,
    async begin(until: number): Promise<Id> {
      const id = ids.next();
      await unit((write) => runs.begin(write, 'count', { id, workspaceId: HOME_WORKSPACE, input: until }));
      return id;
    },
    move: (runId: Id, to: 'paused' | 'running' | 'stopped') => unit((write) => runs.move(write, runId, to)),
  };
}

const statusOf = async (runId: Id) => (await findRun(db, runId))?.status;
const written = async () =>
  (await db.selectFrom('conversations').select('title').orderBy('id').execute()).map(({ title }) => title);

test('a run performs each step once, in order, with what it writes, and ends', async () => {
  const { runs, performed, statuses, begin } = await open();
  const runId = await begin(4);
  await runs.idle();
  expect(performed).toEqual(['count:0', 'count:1', 'count:2', 'count:3']);
  expect(await written()).toEqual(performed);
  expect(await statusOf(runId)).toBe('done');
  expect(statuses).toEqual(['done']);
  const events = await db.selectFrom('run_events').select(['step', 'result']).where('run_id', '=', runId).execute();
  expect(events.map(({ step, result }) => [step, result]).sort()).toEqual(performed.map((key, at) => [key, at + 1]));
});

test('a step that fails ends the run as failed with the reason, and writes nothing of itself', async () => {
  const { runs, begin } = await open({
    perform(key) {
      if (key === 'count:2') throw new AppError('unreadable', 'Cannot.');
    },
  });
  const runId = await begin(4);
  await runs.idle();
  expect(await statusOf(runId)).toBe('failed');
  expect(await written()).toEqual(['count:0', 'count:1']);
  const row = await db.selectFrom('runs').select('error').where('id', '=', runId).executeTakeFirst();
  expect(row?.error).toMatchObject({ code: 'unreadable', message: 'Cannot.' });
});

test('a pause ends the step under way without its result; going on performs it again', async () => {
  const gate = Promise.withResolvers<void>();
  const { runs, performed, begin, move } = await open({
    perform: async (key) => (key === 'count:1' && performed.length === 2 ? gate.promise : undefined),
  });
  const runId = await begin(3);
  await expect.poll(() => performed.length, { timeout: 10_000 }).toBe(2);
  await move(runId, 'paused');
  gate.resolve();
  await runs.idle();
  expect(await written()).toEqual(['count:0']);
  await move(runId, 'running');
  await expect.poll(() => statusOf(runId), { timeout: 10_000 }).toBe('done');
  expect(performed).toEqual(['count:0', 'count:1', 'count:1', 'count:2']);
  expect(await written()).toEqual(['count:0', 'count:1', 'count:2']);
});

test('the step under way is told to stop', async () => {
  const started = Promise.withResolvers<void>();
  const { runs, begin, move } = await open({
    perform: (_, signal) => {
      started.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  const runId = await begin(1);
  await started.promise;
  await move(runId, 'stopped');
  await runs.idle();
  expect(await statusOf(runId)).toBe('stopped');
  expect(await written()).toEqual([]);
  await expect(move(runId, 'running')).rejects.toMatchObject({ code: 'conflict' });
});

test('a run that waits goes on with the event that it waits for, also with one that came before it waited', async () => {
  const { runs, performed, begin } = await open();
  const runId = await begin(-2);
  await runs.receive(runId, 'go');
  await expect.poll(() => statusOf(runId), { timeout: 10_000 }).toBe('done');
  expect(performed).toEqual(['count:0', 'count:1']);
});

test('after a crash a run is taken up where it was, or waits as interrupted, by its kind', async () => {
  const first = await open({ perform: (key) => (key === 'count:2' ? new Promise(() => undefined) : undefined) });
  const runId = await first.begin(4);
  await expect.poll(() => first.performed.length, { timeout: 10_000 }).toBe(3);

  const waiting = await open({ afterCrash: 'interrupted' });
  expect((await waiting.runs.recover()).map(({ id }) => id)).toEqual([runId]);
  expect(await statusOf(runId)).toBe('interrupted');
  expect(waiting.statuses).toEqual(['interrupted']);
  await waiting.move(runId, 'running');
  await expect.poll(() => statusOf(runId), { timeout: 10_000 }).toBe('done');
  expect(waiting.performed).toEqual(['count:2', 'count:3']);
  expect(await written()).toEqual(['count:0', 'count:1', 'count:2', 'count:3']);
});

test('two kernels that perform one step, as when one is thought dead, commit it once', async () => {
  const gate = Promise.withResolvers<void>();
  const slow = await open({ perform: (key) => (key === 'count:1' ? gate.promise : undefined) });
  const runId = await slow.begin(3);
  await expect.poll(() => slow.performed.length, { timeout: 10_000 }).toBe(2);
  const next = await open();
  await next.runs.recover();
  await next.runs.idle();
  expect(await statusOf(runId)).toBe('done');
  gate.resolve();
  await slow.runs.idle();
  expect(await written()).toEqual(['count:0', 'count:1', 'count:2']);
  expect(await statusOf(runId)).toBe('done');
});
