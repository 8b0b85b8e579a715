import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryPlaces, type MemoryPlaces } from '../../../tests/memory-places.ts';
import { emptyTables, openTestPglite, openTestSqlite } from '../../../tests/open-test-store.ts';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { writeLines } from '../logical/copy-rows.ts';
import { differingTables, digestTable } from '../logical/digest.ts';
import { readShapes } from '../logical/shapes.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { firstPlace } from '../places.ts';
import type { Store } from '../store.ts';
import type { StorePlaces } from '../store-places.ts';
import { writeHalves } from '../stores/half-vectors.ts';
import { toBase64 } from '../tables/cells.ts';
import { type MoveProgress, moveStore } from './move-store.ts';

type Kind = 'pglite' | 'sqlite';

const clock = { nowMs: () => 1_760_000_000_000 };
const uuid = (n: number): Id => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
let sources: Record<Kind, Store>;
let places: MemoryPlaces;
let ids = 0;

beforeAll(async () => {
  const [pglite, sqlite] = await Promise.all([openTestPglite(MIGRATIONS, clock), openTestSqlite(MIGRATIONS, clock)]);
  sources = { pglite, sqlite };
  return async () => {
    await pglite.close();
    await sqlite.close();
  };
}, 60_000);
afterEach(() => places?.end());

/** A store with `count` chunks, each with a vector, in more than one page. */
async function fill(store: Store, count: number): Promise<void> {
  const shapes = await readShapes(store);
  await emptyTables(
    store,
    shapes.map(({ name }) => name),
  );
  const put = async (table: string, rows: readonly object[]) => {
    const shape = shapes.find(({ name }) => name === table);
    if (shape === undefined) throw new Error(table);
    await writeLines(
      store,
      shape,
      rows.map((row) => JSON.stringify(row)),
    );
  };
  const all = Array.from({ length: count }, (_, at) => at);
  const places = { end_at: 5, heading: '', start_at: 0, tokens: 2 };
  await put(
    'chunks',
    all.map((at) => ({ ...places, id: uuid(at), item_id: uuid(1e6), ordinal: at, text: `piece ${at}` })),
  );
  const vectorOf = (at: number) =>
    toBase64(writeHalves([Float32Array.from({ length: 384 }, (_, place) => Math.sin(at * 384 + place))]));
  await put(
    'embeddings',
    all.map((at) => ({ chunk_id: uuid(at), model: 'm', title: 't', vector: vectorOf(at) })),
  );
  await put('settings', [
    { key: 'a', value: null },
    { key: 'b', value: { deep: [1, 'two'] } },
  ]);
}

async function digests(store: Store) {
  const all = [];
  for (const shape of await readShapes(store)) all.push(await digestTable(store, shape));
  return all;
}

async function isSame(one: Store, other: Store): Promise<boolean> {
  return differingTables(await digests(one), await digests(other)).length === 0;
}

async function begin(kind: Kind, rows: number): Promise<Store> {
  const source = sources[kind];
  await fill(source, rows);
  places = createMemoryPlaces(firstPlace(kind, 1), source, clock);
  return source;
}

interface MoveSettings {
  readonly to: Kind;
  readonly through?: StorePlaces;
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: MoveProgress) => void;
}

function move(source: Store, { to, through = places, ...rest }: MoveSettings) {
  const current = places.now.current ?? firstPlace(to, 1);
  const deps = { source, current, places: through, newId: () => uuid(1e9 + ids++), clock };
  return moveStore(deps, { kind: to, ...rest });
}

/** All that reaches the places and their stores, as steps: a function is asked before and after each of them. */
function stepping(inner: StorePlaces, step: () => Promise<void>): StorePlaces {
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    await step();
    const value = await work();
    await step();
    return value;
  };
  const stored = (store: Store): Store => ({
    ...store,
    query: (sql, parameters) => store.query(sql, parameters),
    batch: (statements) => around(() => store.batch(statements)),
    close: () => around(() => store.close()),
  });
  return {
    ...inner,
    read: () => around(inner.read),
    begin: (pending) => around(() => inner.begin(pending)),
    switchTo: (place) => around(() => inner.switchTo(place)),
    drop: (id) => around(() => inner.drop(id)),
    open: (place) => around(async () => stored(await inner.open(place))),
  };
}

/** Dies at the step of that number, as with `kill -9`: nothing is caught and nothing is put right. False when it came to its end. */
async function dies(source: Store, to: Kind, at: number): Promise<boolean> {
  let steps = 0;
  const dead = Promise.withResolvers<true>();
  const step = async () => {
    if (steps++ < at) return;
    dead.resolve(true);
    await new Promise(() => undefined);
  };
  return Promise.race([dead.promise, move(source, { to, through: stepping(places, step) }).then(() => false)]);
}

describe.each([
  ['pglite', 'sqlite'],
  ['sqlite', 'pglite'],
  ['sqlite', 'sqlite'],
] as const)('from %s to %s', (from, to) => {
  test('all rows arrive as they were, the new store counts and the old one is kept', async () => {
    const source = await begin(from, 700);
    const told: MoveProgress[] = [];
    const place = await move(source, { to, onProgress: (progress) => told.push(progress) });
    expect(places.now).toMatchObject({ current: place, kept: [{ id: 'first' }], pending: null });
    expect(await isSame(source, places.storeAt(place))).toBe(true);
    expect(told[0]).toEqual({ phase: 'making', done: 0, total: 1402, table: null });
    expect(told.filter(({ phase }) => phase === 'copying').at(-1)).toMatchObject({ done: 1402 });
    expect(told.at(-1)).toMatchObject({ phase: 'comparing', done: 1402 });
  }, 30_000);
});

test('killed at any step, one store counts, it holds everything, and the move goes on where it ended', async () => {
  let steps = 0;
  for (let at = 0; ; at++) {
    const source = await begin('sqlite', 60);
    if (!(await dies(source, 'sqlite', at))) break;
    steps++;
    const { current } = places.now;
    expect(current === null ? false : await isSame(source, places.storeAt(current))).toBe(true);
    if (current?.id !== 'first') continue;
    const begun = places.now.pending?.place.id;
    const place = await move(source, { to: 'sqlite' });
    if (begun !== undefined) expect(place.id).toBe(begun);
    expect(await isSame(source, places.storeAt(place))).toBe(true);
    expect(places.now).toMatchObject({ current: place, kept: [{ id: 'first' }], pending: null });
    await places.end();
  }
  expect(steps).toBeGreaterThan(20);
}, 60_000);

test('a copy that was cut off is not begun again: what is there is not written a second time', async () => {
  const source = await begin('sqlite', 1200);
  await dies(source, 'sqlite', 12);
  let rows = 0;
  const counting = stepping(places, async () => undefined);
  const open: StorePlaces['open'] = async (place) => {
    const store = await counting.open(place);
    const batch: Store['batch'] = (list) => {
      rows += list.length;
      return store.batch(list);
    };
    return { ...store, batch };
  };
  await move(source, { to: 'sqlite', through: { ...places, open } });
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(2402);
});

test('what is written after a cut is in the copy: a new row begins it anew, a changed one is found by the digests', async () => {
  for (const write of [
    "insert into settings (key, value) values ('c', '3')",
    "update settings set value = '[4]' where key = 'a'",
    "update chunks set text = 'another' where ordinal = 0",
  ]) {
    const source = await begin('sqlite', 300);
    await dies(source, 'sqlite', 16);
    expect(places.now.pending).not.toBeNull();
    await source.query(write);
    const place = await move(source, { to: 'sqlite' });
    expect(await isSame(source, places.storeAt(place))).toBe(true);
    await places.end();
  }
});

test('a copy that is not the same is refused, its tables are named, and the old store counts', async () => {
  const source = await begin('sqlite', 80);
  const open: StorePlaces['open'] = async (place) => {
    const store = await places.open(place);
    const spoil = async () => void (await store.query("update chunks set text = 'spoilt' where ordinal = 7"));
    return { ...store, close: spoil };
  };
  await expect(move(source, { to: 'sqlite', through: { ...places, open } })).rejects.toMatchObject({
    code: 'internal',
    message: 'The copy is not the same as your things, so it was not taken. They stay where they are.',
    details: { tables: 'chunks' },
  });
  expect(places.now.current?.id).toBe('first');
});

test('a full disk, or a wish to stop, ends it: the old store counts and nothing in it has changed', async () => {
  const source = await begin('sqlite', 300);
  const before = await digests(source);
  const full: StorePlaces['open'] = async (place) => {
    const store = await places.open(place);
    let batches = 0;
    const batch: Store['batch'] = (list) => {
      if (++batches > 3) throw new AppError('storage-full', 'There is no room left for Hearth in this browser.');
      return store.batch(list);
    };
    return { ...store, batch };
  };
  await expect(move(source, { to: 'sqlite', through: { ...places, open: full } })).rejects.toMatchObject({
    code: 'storage-full',
  });
  const signal = { aborted: false };
  const stopping = move(source, {
    to: 'sqlite',
    signal,
    onProgress: ({ phase }) => {
      signal.aborted = phase === 'comparing';
    },
  });
  await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
  expect(places.now).toMatchObject({ current: { id: 'first' }, kept: [] });
  expect(differingTables(before, await digests(source))).toEqual([]);
});

test('while something else is being made, a move is refused and leaves it alone', async () => {
  const source = await begin('sqlite', 3);
  const restore = {
    place: { id: 'r', kind: 'sqlite', madeMs: 1, purpose: 'restore' },
    note: { task: 'restore' },
  } as const;
  await places.begin(restore);
  await expect(move(source, { to: 'sqlite' })).rejects.toMatchObject({ code: 'conflict' });
  expect(places.now.pending).toEqual(restore);
});
