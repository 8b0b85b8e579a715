import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryPlaces, type MemoryPlaces } from '../../../tests/memory-places.ts';
import { TEST_DIALECT } from '../../../tests/open-test-store.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { AppError } from '../../core/errors.ts';
import { firstPlace, type Place } from '../../db/places.ts';
import type { StorePlaces } from '../../db/store-places.ts';

const KIND = TEST_DIALECT === 'sqlite' ? 'sqlite' : 'pglite';
const OTHER = KIND === 'sqlite' ? 'pglite' : 'sqlite';
const house = testHouse();
let places: MemoryPlaces;
let restarts: number;

beforeEach(async () => {
  restarts = 0;
  places = createMemoryPlaces(firstPlace(KIND, 1), house.store, house.clock);
});
afterEach(() => places.end());

/** A kernel on the store that counts. */
function openKernel(through: StorePlaces = places): Promise<TestKernel> {
  const place = places.now.current as Place;
  const restart = () => {
    restarts += 1;
  };
  return house.open({ store: places.storeAt(place), place, places: through, restart });
}

const restarted = () => expect.poll(() => restarts, { timeout: 20_000 }).toBe(1);
const addNote = (kernel: TestKernel, title: string) =>
  kernel.command('create-note', { itemId: house.ids.next(), title, text: `The ${title} stands in the hall.` });
const titles = async (kernel: TestKernel) => (await kernel.query('items', {})).items.map(({ title }) => title).sort();

/** Rows wait at this gate. */
function gated(gate: Promise<void>): StorePlaces {
  return {
    ...places,
    async open(place) {
      const store = await places.open(place);
      return {
        ...store,
        async batch(statements) {
          await gate;
          await store.batch(statements);
        },
      };
    },
  };
}

test('everything is in the other engine and is found there; the old store is kept until it is let go', async () => {
  const before = await openKernel();
  await before.import([{ path: 'Papers/anchor.md', content: '# Anchor\n\nThe anchor weighs 40 kilograms.' }]);
  await addNote(before, 'clock');
  const told = await before.live('places', {});
  await before.call('move-store', { kind: OTHER });
  await restarted();
  expect(told.map(({ move }) => move?.kind)).toContain(OTHER);
  await before.close();
  const after = await openKernel();
  expect(await titles(after)).toEqual(['Anchor', 'clock']);
  await after.idle();
  expect((await after.query('search', { query: 'kilograms' })).total).toBe(1);
  await addNote(after, 'lamp');
  const { current, kept } = await after.query('places', {});
  expect(current).toMatchObject({ kind: OTHER, purpose: 'move' });
  expect(kept).toEqual([{ id: 'first', kind: KIND, leftMs: 2, sizeBytes: expect.any(Number) }]);
  await expect(after.call('remove-kept-place', { id: 'no-such' })).rejects.toMatchObject({ code: 'not-found' });
  await after.call('remove-kept-place', { id: 'first' });
  expect((await after.query('places', {})).kept).toEqual([]);
  await after.close();
}, 60_000);

test('a store that is kept is opened again, and the one after it is kept', async () => {
  const before = await openKernel();
  await addNote(before, 'clock');
  await before.call('move-store', { kind: OTHER });
  await restarted();
  await before.close();
  const moved = await openKernel();
  await addNote(moved, 'lamp');
  await expect(moved.call('open-place', { id: 'no-such' })).rejects.toMatchObject({ code: 'not-found' });
  const opening = moved.call('open-place', { id: 'first' });
  await expect.poll(() => restarts).toBe(2);
  await expect(addNote(moved, 'late')).rejects.toMatchObject({ code: 'read-only', retryable: true });
  await moved.close();
  await opening.catch(() => undefined); // ended with its kernel
  const again = await openKernel();
  await again.call('open-place', { id: 'first' });
  expect(await titles(again)).toEqual(['clock']);
  expect((await again.query('places', {})).kept).toMatchObject([{ kind: OTHER }]);
  await again.close();
}, 60_000);

test('while it is moved all can be read, and a change is refused with a reason', async () => {
  const gate = Promise.withResolvers<void>();
  const kernel = await openKernel(gated(gate.promise));
  await addNote(kernel, 'clock');
  await kernel.call('move-store', { kind: OTHER });
  await expect(addNote(kernel, 'lamp')).rejects.toMatchObject({ code: 'read-only', retryable: true });
  await expect(kernel.call('move-store', { kind: OTHER })).rejects.toMatchObject({ code: 'conflict' });
  expect(await titles(kernel)).toEqual(['clock']);
  gate.resolve();
  await restarted();
}, 60_000);

test('stopped, nothing was changed, the copy is gone and all can be changed again', async () => {
  const gate = Promise.withResolvers<void>();
  const kernel = await openKernel(gated(gate.promise));
  await addNote(kernel, 'clock');
  await kernel.call('move-store', { kind: OTHER });
  const stopping = kernel.call('stop-move', null);
  await kernel.query('places', {}); // asked after it
  gate.resolve();
  await stopping;
  expect(places.now).toMatchObject({ current: { id: 'first' }, kept: [], pending: null });
  await addNote(kernel, 'lamp');
  expect(await titles(kernel)).toEqual(['clock', 'lamp']);
  expect(await kernel.query('places', {})).toMatchObject({ move: null, failure: null });
  expect(restarts).toBe(0);
}, 60_000);

test('one that fails says why, removes the copy, and all can be changed again', async () => {
  const open = async () => {
    throw Object.assign(new Error('quota'), { name: 'QuotaExceededError' });
  };
  const kernel = await openKernel({ ...places, open });
  await kernel.call('move-store', { kind: OTHER });
  await expect
    .poll(async () => (await kernel.query('places', {})).failure, { timeout: 10_000 })
    .toMatchObject({ kind: OTHER, error: { code: 'storage-full' } });
  expect(places.now.pending).toBeNull();
  await addNote(kernel, 'lamp');
  await expect
    .poll(() => kernel.query('notices', {}))
    .toMatchObject([{ kind: 'move-failed', tone: 'bad', facts: { code: 'storage-full' }, isRead: false }]);
}, 60_000);

test('a kernel that finds a move cut off lets nothing be written and goes on with it', async () => {
  const never = new Promise<void>(() => undefined);
  const first = await openKernel(gated(never));
  await addNote(first, 'clock');
  await first.call('move-store', { kind: OTHER });
  await expect.poll(() => places.now.pending, { timeout: 10_000 }).not.toBeNull();
  const begun = places.now.pending?.place.id;
  first.crash();
  const gate = Promise.withResolvers<void>();
  const second = await openKernel(gated(gate.promise));
  await expect(addNote(second, 'lamp')).rejects.toMatchObject({ code: 'read-only' });
  gate.resolve();
  await restarted();
  expect(places.now).toMatchObject({ current: { id: begun }, kept: [{ id: 'first' }], pending: null });
  second.crash();
  expect(await titles(await openKernel())).toEqual(['clock']);
}, 60_000);

test('a kernel that is closed in the middle leaves the move for the next one', async () => {
  const gate = Promise.withResolvers<void>();
  const kernel = await openKernel(gated(gate.promise));
  await kernel.call('move-store', { kind: OTHER });
  await expect.poll(() => places.now.pending, { timeout: 10_000 }).not.toBeNull();
  const closing = kernel.close();
  gate.resolve();
  await closing;
  expect(places.now).toMatchObject({ current: { id: 'first' }, pending: { note: { task: 'move' } } });
}, 60_000);

test('where nothing is kept there is nothing to move; nor while something is being added', async () => {
  const memory = await house.open();
  await expect(memory.call('move-store', { kind: OTHER })).rejects.toMatchObject({ code: 'unsupported' });
  expect(await memory.query('places', {})).toEqual({ current: null, kept: [], move: null, failure: null });
  memory.crash();
  const kernel = await openKernel();
  await kernel.startImport([{ path: 'a.txt', content: 'a' }]);
  await expect(kernel.call('move-store', { kind: OTHER })).rejects.toMatchObject({ code: 'conflict' });
  await addNote(kernel, 'lamp');
  kernel.crash();
});

test('a store that may not be written to for another reason is not moved, and stays so', async () => {
  const kernel = await openKernel();
  const damaged = new AppError('read-only', 'Damaged.');
  kernel.kernel.context.writer.refuse(damaged);
  await expect(kernel.call('move-store', { kind: OTHER })).rejects.toMatchObject({ message: 'Damaged.' });
  expect(kernel.kernel.context.writer.refusal).toBe(damaged);
});

test('while an old store is kept, no original is removed', async () => {
  const kernel = await openKernel();
  await kernel.import([{ path: 'a.txt', content: 'Of the old store alone.' }]);
  await house.blobs.put(new Blob(['left by an import that was cut off']));
  await places.switchTo({ id: 'other', kind: KIND, madeMs: 2, purpose: 'move' });
  kernel.kernel.context.originals.sweep();
  await kernel.kernel.context.originals.idle();
  expect(await house.blobs.list()).toHaveLength(2);
  await places.drop('first');
  kernel.kernel.context.originals.sweep();
  await kernel.kernel.context.originals.idle();
  expect(await house.blobs.list()).toHaveLength(1);
}, 60_000);
