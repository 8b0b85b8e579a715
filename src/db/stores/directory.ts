import { AppError } from '../../core/errors.ts';
import { orNull, privateRoot, replaceFile } from './opfs.ts';

/** Where an engine's files lie in `hearth/`. */
export interface StoreLayout {
  /** Of the directory, before the dash and its version. */
  readonly prefix: string;
  /** Raised when the engine can no longer read the directories that the version before it wrote. */
  readonly version: number;
  /** The directory of the database, beside the marker. */
  readonly database: string;
}

export const PGLITE_LAYOUT: StoreLayout = { prefix: 'store', version: 1, database: 'pg' };
export const SQLITE_LAYOUT: StoreLayout = { prefix: 'sqlite', version: 1, database: 'db' };

/** The engines that keep what is stored. */
export type EngineKind = 'pglite' | 'sqlite';
export const LAYOUTS = { pglite: PGLITE_LAYOUT, sqlite: SQLITE_LAYOUT } as const satisfies Record<EngineKind, unknown>;

const PARENT = 'hearth';
const MARKER = 'created.json';

export type Made = 'image' | 'migrated';

/** The place of one store in the origin's private file system. */
export interface StoreDirectory {
  readonly layout: StoreLayout;
  readonly handle: FileSystemDirectoryHandle;
  /** Of the database, from the root of the private file system. */
  readonly path: string;
  /** How the database was made; null when it is not there or was not made to the end. */
  readonly made: Made | null;
}

/**
 * Finds the store's directory below `root` (a path; '' is the root itself) and makes it where it is missing. Rejects with
 * `storage-denied` where the browser gives no private file system, and with `version-mismatch`, touching nothing,
 * when a newer version of Hearth has been here.
 */
export async function findStoreDirectory(root: string, layout: StoreLayout): Promise<StoreDirectory> {
  const parts = [...root.split('/').filter(Boolean), PARENT];
  let parent = await privateRoot();
  for (const part of parts) parent = await parent.getDirectoryHandle(part, { create: true });
  await refuseNewer(parent, layout);
  const name = `${layout.prefix}-${layout.version}`;
  const handle = await parent.getDirectoryHandle(name, { create: true });
  return { layout, handle, path: [...parts, name, layout.database].join('/'), made: await readMarker(handle) };
}

/** The directory of this engine's store, where there is one. Makes nothing. Rejects with `storage-denied`. */
export async function storeFolder(root: string, layout: StoreLayout): Promise<FileSystemDirectoryHandle | null> {
  let directory: FileSystemDirectoryHandle | null = await privateRoot();
  for (const part of [...root.split('/').filter(Boolean), PARENT, `${layout.prefix}-${layout.version}`]) {
    directory = await orNull(directory.getDirectoryHandle(part));
    if (directory === null) return null;
  }
  return directory;
}

/** Whether there is a complete database of this engine. Makes nothing. Rejects with `storage-denied`. */
export async function hasStore(root: string, layout: StoreLayout): Promise<boolean> {
  const directory = await storeFolder(root, layout);
  return directory !== null && (await orNull(directory.getFileHandle(MARKER))) !== null;
}

async function refuseNewer(parent: FileSystemDirectoryHandle, { prefix, version: known }: StoreLayout): Promise<void> {
  for await (const name of parent.keys()) {
    const version = name.startsWith(`${prefix}-`) ? Number(name.slice(prefix.length + 1)) : 0;
    if (!(version > known)) continue;
    const message =
      'Your data was written by a newer version of Hearth. Reload to get that version; nothing was changed.';
    throw new AppError('version-mismatch', message, { details: { directory: version, code: known } });
  }
}

/** A marker that is there but cannot be read still means that a database is there: it is never removed. */
async function readMarker(directory: FileSystemDirectoryHandle): Promise<Made | null> {
  const file = await orNull(directory.getFileHandle(MARKER));
  if (file === null) return null;
  const text = await (await file.getFile()).text();
  return text.includes('"image"') ? 'image' : 'migrated';
}

/** Says that the database is complete. */
export async function writeMarker({ handle, layout }: StoreDirectory, made: Made, createdMs: number): Promise<void> {
  await replaceFile(handle, MARKER, JSON.stringify({ directoryVersion: layout.version, made, createdMs }));
}

/** Removes a database that was not made to the end. Rejects with `store-busy` while another context makes one. */
export async function removeHalfMade({ handle, made, layout }: StoreDirectory): Promise<void> {
  if (made !== null) throw new Error('removeHalfMade: the marker is there');
  if ((await orNull(handle.getDirectoryHandle(layout.database))) === null) return;
  try {
    await handle.removeEntry(layout.database, { recursive: true });
  } catch (cause) {
    throw new AppError('store-busy', 'Another tab or window is making the database.', { cause });
  }
}
