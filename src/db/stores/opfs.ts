import { AppError } from '../../core/errors.ts';

/** Files and directories of the origin's private file system, as the stores' own files need them. In dedicated workers. */

/** Rejects with `storage-denied` where the browser gives no private file system. */
export async function privateRoot(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) throw new Error('no sync access handles');
    return root;
  } catch (cause) {
    throw new AppError('storage-denied', 'This browser gives Hearth no place to keep data.', { cause });
  }
}

interface MovableFile extends FileSystemFileHandle {
  move?(name: string): Promise<void>;
}

/** Written under another name and moved, so that it is there as a whole or not. */
export async function replaceFile(directory: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const draft: MovableFile = await directory.getFileHandle(`${name}.new`, { create: true });
  await writeDurably(draft, text);
  if (draft.move !== undefined) return draft.move(name);
  await writeDurably(await directory.getFileHandle(name, { create: true }), text);
}

export async function writeDurably(file: FileSystemFileHandle, text: string): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    handle.write(new TextEncoder().encode(text), { at: 0 });
    handle.flush();
  } finally {
    handle.close();
  }
}

/** Opens and closes a file that every user of a database holds. Rejects with `store-busy` where one does. */
export async function probe(file: FileSystemFileHandle): Promise<void> {
  try {
    (await file.createSyncAccessHandle()).close();
  } catch (cause) {
    throw new AppError('store-busy', 'Another tab or window still holds the data.', { cause });
  }
}

/** What is found, or null where it is not there. */
export async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

/** What is in the folder; no more of it where the folder goes away meanwhile. */
export async function* entriesOf(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemHandle> {
  try {
    yield* folder.values();
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
}

const isMissing = (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'NotFoundError';
