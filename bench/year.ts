import * as Y from 'yjs';
import { type Hlc, tickHlc } from '../src/core/changes.ts';
import { DAY_MS } from '../src/core/history/retention.ts';
import { createIdSource, type Id } from '../src/core/ids.ts';
import { HOME_WORKSPACE } from '../src/core/workspaces.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import { toBase64 } from '../src/db/tables/cells.ts';
import { openTestHouseOn, type TestHouse } from '../tests/kernel-harness.ts';
import { openTestPglite, openTestSqlite } from '../tests/open-test-store.ts';
import { type Figure, figure } from './figure.ts';

/**
 * A year of writing in forty notes, 50 edits an hour for two hours of each day: what the store weighs at its end with compaction every
 * ten days and without any, how long a compaction holds back a write, and how long the store takes to open. In Node, on both real
 * engines. The edits are real updates of Yjs documents; their rows (body, two operations, the command, the note's time) are those that
 * `edit-note` writes, put in by hundreds, since as many transactions would take half an hour.
 */

const NOTES = 40;
const EDITS_AN_HOUR = 50;
const COMPACT_EACH_DAYS = 10;
/** Units of a note's text around which it stays. */
const NOTE_LENGTH = 4_000;
const BATCH = 200;

const ENGINES = { pglite: openTestPglite, sqlite: openTestSqlite } as const;

/** Four minutes on idle cores. */
export async function measureYear(days = 365, hoursADay = 2): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const engine of ['pglite', 'sqlite'] as const) {
    const use = { days, editsADay: hoursADay * EDITS_AN_HOUR };
    const without = await liveYear(engine, use, false);
    const compacted = await liveYear(engine, use, true);
    figures.push(
      figure(`year-size-${engine}`, compacted.bytes, {
        unit: 'B',
        better: 'lower',
        baseline: without.bytes,
        goal: 0.5,
      }),
      figure(`year-compaction-unit-p95-${engine}`, compacted.unitMs, { unit: 'ms', better: 'lower', goal: 500 }),
      figure(`year-open-note-${engine}`, compacted.noteMs, { unit: 'ms', better: 'lower', baseline: without.noteMs }),
      figure(`year-open-${engine}`, compacted.openMs, { unit: 'ms', better: 'lower', baseline: without.openMs }),
    );
  }
  return figures;
}

interface Measured {
  readonly bytes: number;
  readonly unitMs: number;
  readonly noteMs: number;
  readonly openMs: number;
}

interface Use {
  readonly days: number;
  readonly editsADay: number;
}

async function liveYear(engine: keyof typeof ENGINES, { days, editsADay }: Use, compacts: boolean): Promise<Measured> {
  const house = await openTestHouseOn((clock) => ENGINES[engine](MIGRATIONS, clock));
  const units: number[] = [];
  try {
    const writer = await createWriter(house, editsADay);
    for (let day = 0; day < days; day++) {
      await writer.liveDay();
      if (compacts && (day + 1) % COMPACT_EACH_DAYS === 0) await compact(house, units);
    }
    if (compacts) await compact(house, units);
    const bytes = await house.store.sizeBytes();
    const openedMs = performance.now();
    const kernel = await house.open();
    const openMs = performance.now() - openedMs;
    const noteMs = await timeOf(() => kernel.query('item-body', { itemId: writer.notes[0] ?? '' }));
    kernel.crash();
    units.sort((a, b) => a - b);
    return { bytes, unitMs: units[Math.floor(units.length * 0.95)] ?? 0, noteMs, openMs };
  } finally {
    await house.close();
  }
}

async function compact(house: TestHouse, units: number[]): Promise<void> {
  let startedMs = 0;
  const kernel = await house.open({
    beforeWrite: () => {
      startedMs = performance.now();
    },
    afterWrite: () => void units.push(performance.now() - startedMs),
  });
  await kernel.kernel.context.compaction.run();
  kernel.crash();
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

interface Edit {
  readonly itemId: Id;
  readonly bodyId: Id;
  readonly update: Uint8Array;
  readonly commandId: Id;
  readonly atMs: number;
  readonly seen: Hlc;
}

async function createWriter(house: TestHouse, editsADay: number) {
  const { store, clock } = house;
  const kernel = await house.open();
  const notes = Array.from({ length: NOTES }, () => house.ids.next());
  const text = 'The heron stands in the pond and waits. '.repeat(NOTE_LENGTH / 40);
  for (const itemId of notes) await kernel.command('create-note', { itemId, title: 'A note', text });
  await kernel.idle();
  const documents = new Map<Id, Y.Doc>();
  for (const itemId of notes) {
    const document = new Y.Doc();
    const body = await kernel.query('item-body', { itemId });
    if (body !== null) Y.applyUpdate(document, body.update);
    documents.set(itemId, document);
  }
  kernel.crash();
  const { rows } = await store.query<{ device: Id; sequence: number; hlc: Hlc }>(
    'select device_id as device, max(sequence) as sequence, max(hlc) as hlc from change_log group by device_id',
  );
  const log = { device: rows[0]?.device ?? '', sequence: Number(rows[0]?.sequence), hlc: rows[0]?.hlc ?? '' };
  const ids = createIdSource(clock, { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) });
  const touched = new Map<Id, Hlc>();
  let random = 1;
  const below = (bound: number) => {
    random = (random * 48_271) % 2_147_483_647;
    return random % bound;
  };

  const makeEdit = (): Edit => {
    const itemId = notes[below(NOTES)] ?? '';
    const document = documents.get(itemId) ?? new Y.Doc();
    const body = document.getText('body');
    const before = Y.encodeStateVector(document);
    const at = below(Math.max(1, body.length - 40));
    document.transact(() => {
      if (body.length > NOTE_LENGTH) body.delete(at, 30);
      body.insert(at, `${WORDS[below(WORDS.length)]} ${WORDS[below(WORDS.length)]} ${below(1000)} `);
    });
    clock.ms += Math.floor(DAY_MS / 3 / editsADay);
    const update = Y.encodeStateAsUpdate(document, before);
    return {
      itemId,
      bodyId: ids.next(),
      update,
      commandId: ids.next(),
      atMs: clock.ms,
      seen: touched.get(itemId) ?? '',
    };
  };

  /** As `openWriter` writes them: the same columns and values. */
  const write = async (edits: readonly Edit[]) => {
    const bodies: unknown[][] = [];
    const commands: unknown[][] = [];
    const operations: unknown[][] = [];
    for (const edit of edits) {
      const tick = () => {
        log.hlc = tickHlc(log.hlc, edit.atMs, log.device);
        log.sequence += 1;
        return [log.device, log.sequence, log.hlc, MIGRATIONS.length, HOME_WORKSPACE, 'user', edit.commandId];
      };
      const made = { item_id: edit.itemId, update: { $bytes: toBase64(edit.update) }, deleted_ms: null };
      operations.push([...tick(), 'item_bodies', edit.bodyId, JSON.stringify(made), '{}', null]);
      bodies.push([edit.bodyId, HOME_WORKSPACE, JSON.stringify({ '*': log.hlc }), null, edit.itemId, edit.update]);
      const cells = JSON.stringify({ updated_ms: edit.atMs });
      const seen = JSON.stringify({ updated_ms: edit.seen });
      operations.push([...tick(), 'items', edit.itemId, cells, seen, JSON.stringify({ updated_ms: edit.atMs - 1 })]);
      touched.set(edit.itemId, log.hlc);
      commands.push([edit.commandId, 'edit-note', HOME_WORKSPACE, 'user', '{}', edit.atMs]);
    }
    await store.batch([
      insertInto('item_bodies (id, workspace_id, clocks, deleted_ms, item_id, "update")', bodies),
      insertInto('commands (id, type, workspace_id, actor, outcome, at_ms)', commands),
      insertInto(
        `change_log (device_id, sequence, hlc, schema_version, workspace_id, actor, command_id, table_name, key,
        cells, seen, before)`,
        operations,
      ),
      ...notes.map((itemId) => ({
        sql: `update items set updated_ms = $1, clocks = $2 where id = $3`,
        parameters: [clock.ms, JSON.stringify({ '*': touched.get(itemId) ?? log.hlc }), itemId],
      })),
    ]);
  };

  return {
    notes,
    async liveDay() {
      const endMs = clock.ms + DAY_MS;
      for (let at = 0; at < editsADay; at += BATCH) {
        await write(Array.from({ length: Math.min(BATCH, editsADay - at) }, makeEdit));
      }
      clock.ms = endMs;
      // The engine does this by itself where it runs as a server.
      if (store.dialect === 'postgresql') await store.query('vacuum items');
    },
  };
}

const WORDS = ['heron', 'pond', 'kiln', 'glaze', 'boiler', 'garden', 'winter', 'letter', 'invoice', 'morning'];

function insertInto(table: string, rows: readonly (readonly unknown[])[]) {
  const width = rows[0]?.length ?? 0;
  const places = rows.map(
    (_, row) => `(${Array.from({ length: width }, (_, at) => `$${row * width + at + 1}`).join(', ')})`,
  );
  return { sql: `insert into ${table} values ${places.join(', ')}`, parameters: rows.flat() };
}
