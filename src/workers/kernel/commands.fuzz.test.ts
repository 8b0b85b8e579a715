import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createPlayer, type Player, send, steps } from '../../../tests/random-commands.ts';
import { applyOperation, type Cell, clocksOf, type Operation, type Replica } from '../../core/changes.ts';
import { SYNCED_COLUMNS, toCell } from '../../db/tables/cells.ts';
import { allOperations, allRows } from '../../db/tables/change-log.ts';
import type { SyncedTable } from '../../db/tables/scopes.ts';

const SYNCED = Object.keys(SYNCED_COLUMNS) as SyncedTable[];
const TIMEOUT = 120_000 * Math.max(1, fuzzRuns(25) / 25);
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house.close());

/** A fresh store and kernel for each case. */
async function fresh(): Promise<{ kernel: TestKernel; player: Player }> {
  await house.wipe();
  const kernel = await house.open();
  return { kernel, player: createPlayer(house, () => kernel) };
}

type Rows = Record<string, Record<string, Record<string, unknown>>>;

/** Rows of all synced tables by table and key, as cells. */
async function rowsOf(kernel: TestKernel): Promise<Rows> {
  const rows: Rows = {};
  for (const table of SYNCED) {
    const held = await allRows(kernel.kernel.context.db, table);
    rows[table] = Object.fromEntries(
      held.map((row) => [
        String(row['id']),
        Object.fromEntries(
          Object.entries(SYNCED_COLUMNS[table]).map(([column, kind]) => [column, toCell(kind, row[column])]),
        ),
      ]),
    );
  }
  return rows;
}

const valuesOf = (replica: Replica): Rows =>
  Object.fromEntries(
    SYNCED.map((table) => [
      table,
      Object.fromEntries(
        [...(replica.get(table) ?? [])].map(([key, cells]) => [
          key,
          Object.fromEntries([...cells].map(([column, { value }]): [string, Cell] => [column, value])),
        ]),
      ),
    ]),
  );

test('the change log, replayed in any order and twice, is what the rows hold, with the clock of each cell', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps({ min: 5, max: 15 }), fc.infiniteStream(fc.nat()), async (list, order) => {
      const { kernel, player } = await fresh();
      for (const step of list) await player.play(step);
      await kernel.idle();
      const operations: Operation[] = await allOperations(kernel.kernel.context.db);
      const keyed = [...operations, ...operations].map((operation) => ({ operation, at: order.next().value }));
      const replica: Replica = new Map();
      for (const { operation } of keyed.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))) applyOperation(replica, operation);
      expect(valuesOf(replica)).toEqual(await rowsOf(kernel));
      for (const table of SYNCED) {
        for (const row of await allRows(kernel.kernel.context.db, table)) {
          const cells = replica.get(table)?.get(String(row['id']));
          const clocks = Object.fromEntries([...(cells ?? [])].map(([column, { hlc }]) => [column, hlc]));
          expect(clocksOf(row['clocks'] as Record<string, string>, Object.keys(SYNCED_COLUMNS[table]))).toEqual(clocks);
        }
      }
    }),
    { numRuns: fuzzRuns(25) },
  );
});

test('sequences have no gap, clocks strictly increase though the wall clock steps back, and each operation saw the clocks before it', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps({ min: 5, max: 15 }), fc.array(fc.integer({ min: -5e6, max: 5e6 })), async (list, jumps) => {
      const { kernel, player } = await fresh();
      for (const [at, step] of list.entries()) {
        house.clock.ms += jumps[at % Math.max(1, jumps.length)] ?? 0;
        await player.play(step);
      }
      await kernel.idle();
      const operations = await allOperations(kernel.kernel.context.db);
      const bySequence = operations.toSorted((a, b) => a.sequence - b.sequence);
      expect(bySequence.map(({ sequence }) => sequence)).toEqual(bySequence.map((_, at) => at + 1));
      const replica: Replica = new Map();
      let last = '';
      for (const operation of bySequence) {
        expect(operation.hlc > last).toBe(true);
        last = operation.hlc;
        const row = replica.get(operation.table)?.get(operation.key);
        const seen = Object.keys(operation.cells).flatMap((column) => {
          const held = row?.get(column);
          return held === undefined ? [] : [[column, held.hlc]];
        });
        expect(operation.seen).toEqual(Object.fromEntries(seen));
        applyOperation(replica, operation);
      }
    }),
    { numRuns: fuzzRuns(15) },
  );
});

test('a command that comes several times, in between others, is applied once and answered the same', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps({ min: 4, max: 10 }), fc.array(fc.nat(9), { maxLength: 12 }), async (list, again) => {
      const { kernel, player } = await fresh();
      const answers = new Map<string, unknown>();
      for (const step of list) {
        const envelope = await player.envelope(step);
        if (envelope === null) continue;
        const [first, second] = await Promise.all([send(kernel, envelope), send(kernel, envelope)]);
        answers.set(envelope.id, first);
        expect(second).toEqual(asRepeated(first));
      }
      await kernel.idle();
      const before = await rowsOf(kernel);
      const count = (await allOperations(kernel.kernel.context.db)).length;
      for (const index of again) {
        const envelope = player.sent[index % Math.max(1, player.sent.length)];
        const answer = envelope === undefined ? undefined : answers.get(envelope.id);
        // A refused command was not applied: sent again, it is a first attempt.
        if (envelope === undefined || isRefusal(answer)) continue;
        expect(await send(kernel, envelope)).toEqual(asRepeated(answer));
      }
      await kernel.idle();
      expect(await rowsOf(kernel)).toEqual(before);
      expect((await allOperations(kernel.kernel.context.db)).length).toBe(count);
    }),
    { numRuns: fuzzRuns(15) },
  );
});

const isRefusal = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'refused' in answer;
const asRepeated = (answer: unknown): unknown =>
  isRefusal(answer) ? answer : { ...(answer as object), repeated: true };

/** What a user sees of all items; when an item was last touched is left out. */
async function seenBy(kernel: TestKernel, player: Player): Promise<unknown> {
  const views = await Promise.all(player.notes.map((itemId) => kernel.query('item', { itemId })));
  const preferences = await kernel.query('preferences', {});
  const items = views.flatMap((view) => {
    if (view === null || view.item.deletedMs !== null) return [];
    const { id, title, folder, tags } = view.item;
    return [{ id, title, folder, tags, text: view.text }];
  });
  return { items, preferences };
}

test('undo gives back what was seen before a command, and undoing that what was seen after it', {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps({ min: 3, max: 10 }), async (list) => {
      const { kernel, player } = await fresh();
      for (const step of list) {
        await kernel.idle();
        const before = await seenBy(kernel, player);
        const envelope = await player.play(step);
        if (envelope === null) continue;
        const after = await seenBy(kernel, player);
        const outcome = await send(kernel, envelope);
        if (isRefusal(outcome)) continue;
        const undone = await kernel.command('undo', { commandId: envelope.id }).catch((thrown: { code?: string }) => {
          // It changed nothing.
          if (thrown.code !== 'not-found') throw thrown;
          return null;
        });
        if (undone === null) continue;
        expect(undone.kept).toBe(0);
        expect(await seenBy(kernel, player)).toEqual(before);
        const redone = await kernel
          .command('undo', { commandId: undone.commandId })
          .catch((thrown: { code?: string }) => {
            if (thrown.code !== 'not-found') throw thrown;
            return null;
          });
        if (redone !== null) expect(await seenBy(kernel, player)).toEqual(after);
      }
    }),
    { numRuns: fuzzRuns(25) },
  );
});

test('after any commands, the search index finds what one made anew from the rows finds', {
  timeout: TIMEOUT,
}, async () => {
  const queries = fc.array(fc.constantFrom('heron', 'pond kiln', '"apple brew"', 'Reiher', 'tra*', 'glaze -pond'), {
    minLength: 3,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(steps({ min: 5, max: 15 }), queries, async (list, asked) => {
      const { kernel, player } = await fresh();
      for (const step of list) await player.play(step);
      await kernel.idle();
      const hits = () => {
        const { index } = kernel.kernel.context.indexer;
        return asked.map((query) => {
          const found = index.search({ query, limit: 50, match: 'all' }).hits;
          return found.map(({ itemId, ordinal, score }) => `${itemId} ${ordinal} ${score.toFixed(6)}`).sort();
        });
      };
      const kept = hits();
      await kernel.kernel.context.indexer.rebuild();
      expect(hits()).toEqual(kept);
    }),
    { numRuns: fuzzRuns(15) },
  );
});
