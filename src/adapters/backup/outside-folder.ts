import { AppError, CancelledError } from '../../core/errors.ts';
import { pieces } from './age.ts';

/** A folder of the user's own disk with backups in it, and the names in it. Every file is there whole or not at all. */

export const KEY_FILE = 'hearth-key.age';
const README_FILE = 'READ ME.txt';
const SHELVES = { object: 'objects', list: 'lists' } as const;

/** `object`: a piece that backups name. `list`: which objects a backup names. */
export type OutsideShelf = keyof typeof SHELVES;

export interface OutsideFile {
  readonly name: string;
  readonly sizeBytes: number;
}

export interface OutsideFolder {
  readonly name: string;
  /** All files that lie in the folder itself. Rejects where it may not be read, or is not there. */
  list(): Promise<readonly OutsideFile[]>;
  /** Null where there is none. */
  read(name: string): Promise<File | null>;
  /** Resolves with the size when the file is there. Where it rejects, or the signal fires, there is no such file. */
  write(name: string, bytes: ReadableStream<Uint8Array>, signal?: AbortSignal): Promise<number>;
  remove(name: string): Promise<void>;
  /** The same in a folder in it, where files are named by letters, figures and hyphens. */
  shelf(which: OutsideShelf): OutsideShelfFiles;
}

export interface OutsideShelfFiles extends Pick<OutsideFolder, 'read' | 'write' | 'remove'> {
  /** Without a look at each of them: there may be many. */
  names(): Promise<readonly string[]>;
}

type Directory = FileSystemDirectoryHandle & {
  queryPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>;
};

/** `gone`: moved, renamed, or its drive is not there. */
export type OutsideAccess = PermissionState | 'gone';

/** Whether the folder can be written to now. Asks nobody. */
export async function accessToFolder(folder: Directory): Promise<OutsideAccess> {
  const permission = (await folder.queryPermission?.({ mode: 'readwrite' })) ?? 'granted';
  if (permission !== 'granted') return permission;
  try {
    await folder.keys().next();
    return 'granted';
  } catch (thrown) {
    if (isNamed(thrown, 'NotFoundError')) return 'gone';
    if (isNamed(thrown, 'NotAllowedError')) return 'prompt';
    throw thrown;
  }
}

export function openOutsideFolder(folder: FileSystemDirectoryHandle): OutsideFolder {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw refusal(thrown, folder.name);
    }
  };
  return {
    name: folder.name,
    list: () => told(() => filesOf(folder)),
    read: (name) => told(() => readFrom(folder, name)),
    write: (name, bytes, signal) => told(() => writeInto(folder, name, bytes, signal)),
    remove: (name) => told(() => removeFrom(folder, name)),
    shelf(which) {
      const top = SHELVES[which];
      return {
        names: () => told(() => namesBelow(folder, top)),
        read: (name) => told(async () => readFrom(await shelfOf(folder, top, name), name)),
        write: (name, bytes, signal) =>
          told(async () => writeInto(await shelfOf(folder, top, name), name, bytes, signal)),
        remove: (name) => told(async () => removeFrom(await shelfOf(folder, top, name), name)),
      };
    },
  };
}

/** By their first two letters: some file systems have little room in one folder. */
async function shelfOf(folder: FileSystemDirectoryHandle, top: string, name: string) {
  const all = await folder.getDirectoryHandle(top, { create: true });
  return all.getDirectoryHandle(name.slice(0, 2), { create: true });
}

async function namesBelow(folder: FileSystemDirectoryHandle, top: string): Promise<string[]> {
  const shelves = await orNull(folder.getDirectoryHandle(top));
  if (shelves === null) return [];
  const found: string[] = [];
  for await (const shelf of shelves.values())
    if (shelf.kind === 'directory') found.push(...(await Array.fromAsync((shelf as FileSystemDirectoryHandle).keys())));
  return found;
}

async function filesOf(folder: FileSystemDirectoryHandle): Promise<OutsideFile[]> {
  const found: OutsideFile[] = [];
  for await (const handle of folder.values()) {
    if (handle.kind !== 'file') continue;
    // Another program may have taken it away meanwhile.
    const file = await orNull((handle as FileSystemFileHandle).getFile());
    if (file !== null) found.push({ name: handle.name, sizeBytes: file.size });
  }
  return found;
}

async function readFrom(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  const handle = await orNull(folder.getFileHandle(name));
  return handle === null ? null : handle.getFile();
}

/** The browser writes beside the file and puts it in its place when the stream is closed. */
async function writeInto(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const isNew = (await orNull(folder.getFileHandle(name))) === null;
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  let written = 0;
  try {
    for await (const piece of pieces(bytes)) {
      if (signal?.aborted) throw new CancelledError();
      await writable.write(Uint8Array.from(piece));
      written += piece.length;
    }
    if (signal?.aborted) throw new CancelledError();
    await writable.close();
    return written;
  } catch (thrown) {
    await writable.abort().catch(() => undefined);
    if (isNew) await removeFrom(folder, name).catch(() => undefined); // an empty one that nobody reads
    throw thrown;
  }
}

async function removeFrom(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await orNull(folder.removeEntry(name));
}

async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding;
  } catch (thrown) {
    if (isNamed(thrown, 'NotFoundError')) return null;
    throw thrown;
  }
}

const isNamed = (thrown: unknown, name: string): boolean => thrown instanceof DOMException && thrown.name === name;

/** What the file system said, as what the user can do about it. */
function refusal(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof DOMException)) return thrown;
  const { name: kind } = thrown;
  if (kind === 'AbortError') return new CancelledError();
  if (kind === 'NotAllowedError' || kind === 'SecurityError')
    return new AppError('storage-denied', `Your browser does not let Hearth use the folder “${name}” any more.`, {
      cause: thrown,
    });
  if (kind === 'NotFoundError')
    return new AppError('not-found', `The folder “${name}” is not where it was.`, { cause: thrown });
  if (kind === 'QuotaExceededError')
    return new AppError('storage-full', `There is no room left where the folder “${name}” is.`, { cause: thrown });
  return new AppError('unreadable', `A file in the folder “${name}” could not be read or written.`, { cause: thrown });
}

/** Tells whoever finds the folder, in years and without Hearth, what it is. */
export async function writeReadme(folder: OutsideFolder): Promise<void> {
  await folder.write(README_FILE, new Blob([README]).stream());
}

const README = `Backups of Hearth
=================

Each file "hearth-....tar.age" is a backup. What it consists of lies in "objects", where backups share what did not change.
All of it is locked with your passphrase, in the age format (https://age-encryption.org). Without the passphrase nobody can
open it, not even the makers of Hearth. Keep "${KEY_FILE}": it is needed as well.

To restore: open Hearth, Settings, Your data, Backups, "Restore from a folder", and choose this folder.

Without Hearth, with the programs "age", "tar" and a shell, in this folder:

  age -d ${KEY_FILE} > ../key.txt
  age -d -i ../key.txt hearth-....tar.age | tar -x -C ..
  while IFS="\t" read -r to from; do
    mkdir -p "../$(dirname "$to")" && age -d -i ../key.txt "$from" > "../$to"
  done < ../files.tsv

Then "../manifest.txt" says what is in which file of "../segments" (one row a line, gzip'd), and "../originals" holds the files
that you gave to Hearth, named by their SHA-256. Remove "../key.txt" when you are done.
`;
