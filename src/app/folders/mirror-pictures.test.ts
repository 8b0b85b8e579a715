import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryDisk, type MemoryDisk, sha256Of } from '../../../tests/memory-disk.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { createMirrorRunner, type MirrorRunner } from './mirror-runner.ts';

const PICTURE = new Uint8Array(readFileSync('tests/fixtures/formats/pictures/poppler.png'));
const NAME = 'Picture 20261122-070000.png';
const PLACE = `Vault/Pond/${NAME}`;
/** The page's handle is not looked at: the disk is one in memory. */
const HANDLE = { name: 'Vault' } as FileSystemDirectoryHandle;

let house: TestHouse;
let kernel: TestKernel;
let folderId: string;
let disk: MemoryDisk;
let happens: (doing: string, path: string) => void;
let runner: MirrorRunner;

beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(begin);
afterAll(() => house.close());

async function begin(): Promise<void> {
  await house.wipe();
  kernel = await house.open();
  happens = () => undefined;
  disk = createMemoryDisk({ before: (doing, path) => happens(doing, path) });
  folderId = house.ids.next();
  await kernel.command('connect-folder', { folderId, name: 'Vault' });
  await kernel.command('set-folder-mode', { folderId, mode: 'mirror' });
  const client = {
    command: async (type: never, payload: never) => {
      const id = house.ids.next();
      happens('command', type);
      const outcome = await kernel.command(type, payload, id);
      happens('commanded', type);
      return { ...outcome, commandId: id };
    },
    query: kernel.query,
    newId: () => house.ids.next(),
  } as Partial<HearthClient> as HearthClient;
  runner = createMirrorRunner({ client, openDisk: async () => disk, onChange: () => undefined });
}

const written = (): string => sha256Of(disk.bytes(PLACE) ?? new Uint8Array());
const run = (): Promise<boolean> => runner.run(folderId, HANDLE, { signal: new AbortController().signal, deep: true });
const create = async (title: string, text: string, folder: string): Promise<string> => {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, folder, text });
  return itemId;
};

/** A note in the folder with a picture that was pasted into it. */
async function paste(): Promise<void> {
  await kernel.import([{ path: `Pictures/${NAME}`, content: PICTURE }]);
  await create('Pond', `The plan.\n\n![[${NAME}]]\n`, 'Vault/Pond');
  await kernel.idle();
}

test('a picture that a mirrored note embeds lies beside the note, once, and stays away where it was deleted there', async () => {
  await paste();
  await create('Elsewhere', `![[${NAME}]]`, 'Other');
  await kernel.idle();
  await run();
  expect(disk.paths()).toEqual([PLACE, 'Vault/Pond/Pond.md']);
  expect(written()).toBe(sha256Of(PICTURE));
  expect(runner.view(folderId).report?.counts).toMatchObject({ write: 1, picture: 1 });
  disk.delete(PLACE);
  await run();
  expect(disk.paths()).toEqual(['Vault/Pond/Pond.md']);
  expect(runner.view(folderId).report?.counts.picture).toBe(0);
});

test('a file of another that has the picture’s name is never written over, and is named; when it is gone the picture comes', async () => {
  await paste();
  disk.put(PLACE, 'what another program wrote');
  await run();
  expect(disk.text(PLACE)).toBe('what another program wrote');
  expect(runner.view(folderId).report?.problems).toEqual([
    { path: PLACE, message: 'Another file has the name of this picture. It is left alone.' },
  ]);
  disk.delete(PLACE);
  await run();
  expect(written()).toBe(sha256Of(PICTURE));
  expect(runner.view(folderId).report?.problems).toEqual([]);
});

test('wherever a sync is cut off, the next one brings the picture, and no other file', async () => {
  let cuts = 0;
  for (let after = 1; ; after++, cuts++) {
    await begin();
    await paste();
    // From when the note's own file is there.
    let count = -1;
    happens = (doing, type) => {
      if (count < 0 && !(doing === 'commanded' && type === 'mirror-settle')) return;
      if (++count === after) throw new Error('cut off');
    };
    const isWhole = await run().catch((thrown: unknown) => {
      expect(String(thrown instanceof Error ? (thrown.cause ?? thrown) : thrown)).toContain('cut off');
      return null;
    });
    happens = () => undefined;
    if (isWhole !== null) break;
    await run();
    expect(disk.paths()).toEqual([PLACE, 'Vault/Pond/Pond.md']);
    expect(written()).toBe(sha256Of(PICTURE));
  }
  expect(cuts).toBeGreaterThan(10);
}, 300_000);

test('a sync that is paused takes no step until it goes on; one that is stopped takes none, and the next goes on', async () => {
  for (let at = 0; at < 6; at++) disk.put(`Vault/${at}.md`, `text ${at}\n`);
  const taken = async () => (await kernel.query('items', {})).total;
  let reached = Promise.withResolvers<void>();
  let last = 2;
  happens = (doing, type) => {
    if (doing !== 'commanded' || type !== 'mirror-take' || --last !== 0) return;
    runner.pause(folderId);
    reached.resolve();
  };
  const whole = run();
  await reached.promise;
  expect(runner.view(folderId)).toMatchObject({ running: true, paused: true });
  await kernel.idle();
  expect(await taken()).toBe(2);
  runner.resume(folderId);
  expect(await whole).toBe(true);
  expect(await taken()).toBe(6);
  expect(runner.view(folderId)).toMatchObject({ running: false, paused: false });

  for (let at = 6; at < 9; at++) disk.put(`Vault/${at}.md`, `text ${at}\n`);
  reached = Promise.withResolvers<void>();
  last = 1;
  const stopped = run();
  await reached.promise;
  runner.stop(folderId);
  expect(await stopped).toBe(false);
  expect(await taken()).toBe(7);
  happens = () => undefined;
  expect(await run()).toBe(true);
  expect(await taken()).toBe(9);
});
