import { expect, test } from 'vitest';
import type { OutsideBackup, OutsideFolderState } from '../../core/backup/outside.ts';
import { AppError, CancelledError } from '../../core/errors.ts';
import type { Keeper, KeeperOptions } from '../keeper/keeper.api.ts';
import { createOutsideBackups } from './outside-backups.ts';

/** A folder outside as the keeper and the browser give it, which can be taken away. */
function openWorld() {
  const world = {
    access: 'granted' as OutsideFolderState,
    given: true,
    inside: ['b1'],
    outside: [] as string[],
    failure: null as AppError | null,
    told: 0,
    incidents: [] as string[],
    noticed: [] as string[],
    /** Awaited while it is being written. */
    gate: Promise.resolve(),
  };
  const listed = (id: string): OutsideBackup => ({
    ...{ id, madeMs: 1, kind: 'base', fileName: `${id}.tar.age`, writtenBytes: 1, writer: 'here', reason: 'schedule' },
  });
  const calls: Record<string, (options?: KeeperOptions) => Promise<unknown>> = {
    'outside-list': async () => world.outside.map(listed),
    async 'outside-write'(options) {
      const found = [...world.inside];
      options?.onProgress?.({ done: 0, total: 3 });
      await world.gate;
      if (options?.signal?.aborted) throw new CancelledError();
      if (world.failure !== null) throw world.failure;
      world.outside = found;
      return { backups: 1, bytes: 1 };
    },
  };
  const keeper = {
    call: (method: string, _input: unknown, options?: KeeperOptions) => calls[method]?.(options),
  } as unknown as Keeper;
  const folder = { name: 'Backups' } as FileSystemDirectoryHandle;
  const outside = createOutsideBackups({
    keeper,
    readRecord: async () => (world.given ? { folder, recipient: 'age1', writer: 'here', sinceMs: 5 } : null),
    accessTo: async () => world.access,
    onState: () => world.told++,
    record: (place) => world.incidents.push(place),
    notices: {
      tell: (kind) => void world.noticed.push(kind),
      tellOver: (kind) => void world.noticed.push(`${kind} is over`),
    },
  });
  return { world, outside };
}

test('what is missing in the folder is written, and the state tells of it', async () => {
  const { world, outside } = openWorld();
  await outside.catchUp();
  expect(world.outside).toEqual(['b1']);
  expect(outside.state).toMatchObject({ folder: { name: 'Backups', access: 'granted' }, writing: null, problem: null });
  expect(outside.state.backups.map(({ id }) => id)).toEqual(['b1']);
});

test('with the permission withdrawn nothing is tried, it is told, and later what was missed is written', async () => {
  const { world, outside } = openWorld();
  await outside.catchUp();
  world.access = 'prompt';
  world.inside = ['b1', 'b2'];
  await outside.catchUp();
  expect(outside.state).toMatchObject({ folder: { access: 'prompt' }, problem: null });
  expect(outside.state.backups.map(({ id }) => id)).toEqual(['b1']);
  expect(world.incidents).toEqual([]);
  world.access = 'granted';
  await outside.catchUp();
  expect(outside.state.backups.map(({ id }) => id)).toEqual(['b1', 'b2']);
});

test('withdrawn while it is written, the attempt ends with the sentence and the way to give it again', async () => {
  const { world, outside } = openWorld();
  const gate = Promise.withResolvers<void>();
  world.gate = gate.promise;
  world.failure = new AppError('storage-denied', 'Your browser does not let Hearth use the folder “Backups” any more.');
  const working = outside.catchUp();
  await expect.poll(() => outside.state.writing).toEqual({ done: 0, total: 3 });
  world.access = 'prompt';
  gate.resolve();
  await working;
  expect(outside.state).toMatchObject({ folder: { access: 'prompt' }, writing: null });
  expect(world.incidents).toEqual(['outside-backups']);
  expect(world.noticed).toEqual(['outside-failed']);
});

test('a full disk is told, and is no problem any more once it was written', async () => {
  const { world, outside } = openWorld();
  world.failure = new AppError('storage-full', 'There is no room left where the folder “Backups” is.');
  await outside.catchUp();
  expect(outside.state.problem).toEqual({ code: 'storage-full', message: world.failure.message });
  world.failure = null;
  await outside.catchUp();
  expect(outside.state.problem).toBe(null);
});

test('asked for while it is at work, it looks once more; stopped, it ends without a complaint', async () => {
  const { world, outside } = openWorld();
  const gate = Promise.withResolvers<void>();
  world.gate = gate.promise;
  const first = outside.catchUp();
  await expect.poll(() => outside.state.writing).not.toBe(null);
  world.inside = ['b1', 'b2'];
  const second = outside.catchUp();
  gate.resolve();
  await Promise.all([first, second]);
  expect(world.outside).toEqual(['b1', 'b2']);
  const later = Promise.withResolvers<void>();
  world.gate = later.promise;
  const stopped = outside.catchUp();
  await expect.poll(() => outside.state.writing).not.toBe(null);
  outside.stop();
  later.resolve();
  await stopped;
  expect(outside.state.problem).toBe(null);
});

test('without a folder there is nothing to tell; forgotten, nothing is left of it', async () => {
  const { world, outside } = openWorld();
  await outside.catchUp();
  world.given = false;
  await outside.catchUp();
  expect(outside.state).toEqual({ folder: null, backups: [], writing: null, problem: null });
  await outside.close();
  world.given = true;
  await outside.catchUp();
  expect(outside.state.folder).toBe(null);
});
