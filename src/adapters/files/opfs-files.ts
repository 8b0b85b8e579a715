import { AppError } from '../../core/errors.ts';

/** A folder of the origin-private file system, and files in it that are replaced as a whole. */

export async function openFolder(
  root: FileSystemDirectoryHandle,
  path: readonly string[],
): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const name of path) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

export async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

/** A reader sees the old bytes or the new ones: the browser swaps the file in when the stream closes. */
export async function replaceFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Blob | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (cause) {
    await writable.abort().catch(() => undefined);
    throw storageError(cause);
  }
}

export async function removeFile(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
}

/** What is in the folder; no more of it where the folder goes away meanwhile. */
async function* entriesOf(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemHandle> {
  try {
    yield* folder.values();
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
}

/** Sum of the sizes of all files below it, in bytes. */
export async function folderSize(folder: FileSystemDirectoryHandle): Promise<number> {
  let sum = 0;
  for await (const handle of entriesOf(folder)) {
    sum +=
      handle.kind === 'directory'
        ? await folderSize(handle as FileSystemDirectoryHandle)
        : await fileSize(handle as FileSystemFileHandle);
  }
  return sum;
}

/** The names of all files below it that match. */
export async function namesBelow(folder: FileSystemDirectoryHandle, pattern: RegExp): Promise<string[]> {
  const names: string[] = [];
  for await (const handle of entriesOf(folder)) {
    if (handle.kind === 'directory') names.push(...(await namesBelow(handle as FileSystemDirectoryHandle, pattern)));
    else if (pattern.test(handle.name)) names.push(handle.name);
  }
  return names;
}

/** What Chromium names the bytes of a `createWritable` that is not closed yet. */
const UNFINISHED = /\.crswap$/;

/**
 * Removes what writes left whose browser was killed: nobody would ever go on with them, and they are as big as what was being
 * written. Those that began later than `beforeMs` (UTC) stay. Resolves with how many there were.
 */
export async function removeUnfinished(folder: FileSystemDirectoryHandle, beforeMs: number): Promise<number> {
  let removed = 0;
  for await (const handle of entriesOf(folder)) {
    if (handle.kind === 'directory') {
      removed += await removeUnfinished(handle as FileSystemDirectoryHandle, beforeMs);
    } else if (UNFINISHED.test(handle.name)) {
      const file = await readFile(folder, handle.name);
      if (file === null || file.lastModified >= beforeMs) continue;
      await removeFile(folder, handle.name);
      removed += 1;
    }
  }
  return removed;
}

/** A file that goes away while it is measured counts nothing. */
async function fileSize(handle: FileSystemFileHandle): Promise<number> {
  try {
    return (await handle.getFile()).size;
  } catch (thrown) {
    if (isMissing(thrown)) return 0;
    throw thrown;
  }
}

export const isMissing = (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'NotFoundError';

function storageError(cause: unknown): AppError {
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return full
    ? new AppError('storage-full', 'There is no room left for Hearth in this browser.', { cause })
    : new AppError('internal', 'A file could not be written.', { cause });
}
