import { expect, test } from 'vitest';
import { accessToFolder, openOutsideFolder } from './outside-folder.ts';

/** A folder of the disk, of which a file can be written as long as the browser allows it. */
function diskFolder() {
  const files = new Map<string, Uint8Array[]>();
  const disk = {
    files,
    failure: null as DOMException | null,
    failAfterWrites: Number.POSITIVE_INFINITY,
    permission: 'granted',
  };
  let writes = 0;
  const check = () => {
    if (disk.failure !== null) throw disk.failure;
  };
  const fileHandle = (name: string) => ({
    kind: 'file',
    name,
    getFile: async () => new File((files.get(name) ?? []) as BlobPart[], name),
    async createWritable() {
      check();
      const pieces: Uint8Array[] = [];
      return {
        async write(piece: Uint8Array) {
          if (++writes > disk.failAfterWrites) disk.failure = new DOMException('not any more', 'NotAllowedError');
          check();
          pieces.push(piece);
        },
        close: async () => void files.set(name, pieces),
        abort: async () => undefined,
      };
    },
  });
  const handle = {
    kind: 'directory',
    name: 'Backups',
    queryPermission: async () => disk.permission,
    async getFileHandle(name: string, options?: { create?: boolean }) {
      check();
      if (!files.has(name) && options?.create !== true) throw new DOMException('none', 'NotFoundError');
      if (!files.has(name)) files.set(name, []);
      return fileHandle(name);
    },
    removeEntry: async (name: string) => void files.delete(name),
    async *keys() {
      check();
      yield* files.keys();
    },
    async *values() {
      check();
      for (const name of files.keys()) yield fileHandle(name);
    },
  };
  return { disk, handle: handle as unknown as FileSystemDirectoryHandle };
}

const stream = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

test('a permission that is withdrawn while a file is written leaves no file and is told as what it is', async () => {
  const { disk, handle } = diskFolder();
  const folder = openOutsideFolder(handle);
  expect(await folder.write('a', stream('one'))).toBe(3);
  disk.failAfterWrites = 2;
  await expect(folder.write('b', stream('one', 'two', 'three'))).rejects.toMatchObject({
    code: 'storage-denied',
    message: 'Your browser does not let Hearth use the folder “Backups” any more.',
  });
  await expect(folder.list()).rejects.toMatchObject({ code: 'storage-denied' });
  disk.failure = null;
  expect(await folder.list()).toEqual([{ name: 'a', sizeBytes: 3 }]);
});

test('what stands in the way is told apart: permission, place, room', async () => {
  const { disk, handle } = diskFolder();
  const codes: unknown[] = [];
  for (const name of ['SecurityError', 'NotFoundError', 'QuotaExceededError', 'InvalidStateError']) {
    disk.failure = new DOMException('', name);
    codes.push(
      await openOutsideFolder(handle)
        .list()
        .then(
          () => 'listed',
          (thrown) => thrown.code,
        ),
    );
  }
  expect(codes).toEqual(['storage-denied', 'not-found', 'storage-full', 'unreadable']);
});

test('the state of the folder is known without asking the user', async () => {
  const { disk, handle } = diskFolder();
  expect(await accessToFolder(handle)).toBe('granted');
  disk.failure = new DOMException('', 'NotFoundError');
  expect(await accessToFolder(handle)).toBe('gone');
  disk.failure = new DOMException('', 'NotAllowedError');
  expect(await accessToFolder(handle)).toBe('prompt');
  disk.permission = 'denied';
  expect(await accessToFolder(handle)).toBe('denied');
});

test('a write that is stopped leaves no file, and what was there before', async () => {
  const { handle } = diskFolder();
  const folder = openOutsideFolder(handle);
  await folder.write('a', stream('one'));
  const stopped = AbortSignal.abort();
  await expect(folder.write('a', stream('two'), stopped)).rejects.toMatchObject({ code: 'cancelled' });
  await expect(folder.write('b', stream('two'), stopped)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await folder.list()).toEqual([{ name: 'a', sizeBytes: 3 }]);
});
