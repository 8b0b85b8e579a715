import { type Node, OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { AppError } from '../../../core/errors.ts';

/** Raised when the engine can no longer read the directories that the version before it wrote. */
export const DIRECTORY_VERSION = 1;

const PARENT = 'hearth';
const DATABASE = 'pg';
const MARKER = 'created.json';
const STATE = 'state.txt';

export type Made = 'image' | 'migrated';

/** The place of one store in the origin's private file system. */
export interface StoreDirectory {
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
export async function findStoreDirectory(root: string): Promise<StoreDirectory> {
  const top = await privateRoot();
  const parts = [...root.split('/').filter(Boolean), PARENT];
  let parent = top;
  for (const part of parts) parent = await parent.getDirectoryHandle(part, { create: true });
  await refuseNewer(parent);
  const name = `store-${DIRECTORY_VERSION}`;
  const handle = await parent.getDirectoryHandle(name, { create: true });
  return { handle, path: [...parts, name, DATABASE].join('/'), made: await readMarker(handle) };
}

async function privateRoot(): Promise<FileSystemDirectoryHandle> {
  try {
    return await navigator.storage.getDirectory();
  } catch (cause) {
    throw new AppError('storage-denied', 'This browser gives Hearth no place to keep data.', { cause });
  }
}

async function refuseNewer(parent: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of parent.keys()) {
    const version = Number(/^store-(\d+)$/.exec(name)?.[1] ?? 0);
    if (version <= DIRECTORY_VERSION) continue;
    const message =
      'Your data was written by a newer version of Hearth. Reload to get that version; nothing was changed.';
    throw new AppError('version-mismatch', message, { details: { directory: version, code: DIRECTORY_VERSION } });
  }
}

/** A marker that is there but cannot be read still means that a database is there: it is never removed. */
async function readMarker(directory: FileSystemDirectoryHandle): Promise<Made | null> {
  const file = await orNull(directory.getFileHandle(MARKER));
  if (file === null) return null;
  const text = await (await file.getFile()).text();
  return text.includes('"image"') ? 'image' : 'migrated';
}

/** Says that the database is complete. Written under another name and moved, so that it is there as a whole or not. */
export async function writeMarker({ handle }: StoreDirectory, made: Made, createdMs: number): Promise<void> {
  await replaceFile(handle, MARKER, JSON.stringify({ directoryVersion: DIRECTORY_VERSION, made, createdMs }));
}

/** Removes a database that was not made to the end. Rejects with `store-busy` while another context makes one. */
export async function removeHalfMade({ handle, made }: StoreDirectory): Promise<void> {
  if (made !== null) throw new Error('removeHalfMade: the marker is there');
  if ((await orNull(handle.getDirectoryHandle(DATABASE))) === null) return;
  try {
    await handle.removeEntry(DATABASE, { recursive: true });
  } catch (cause) {
    throw new AppError('store-busy', 'Another tab or window is making the database.', { cause });
  }
}

/**
 * Makes the pool's files and its list of them, in parallel and with one write: the library logs each alone. `path` is
 * from the root of the private file system, and nothing is there yet.
 */
export async function makePool(path: string, files: number): Promise<void> {
  let database = await privateRoot();
  for (const part of path.split('/')) database = await database.getDirectoryHandle(part, { create: true });
  const data = await database.getDirectoryHandle('data', { create: true });
  const pool = Array.from({ length: files }, (_, index) => `made-${index}`);
  await Promise.all(pool.map((name) => data.getFileHandle(name, { create: true })));
  const root = { type: 'directory', lastModified: 0, mode: 0o40700, children: {} };
  await writeDurably(await database.getFileHandle(STATE, { create: true }), JSON.stringify({ root, pool }));
}

/** A log shorter than this is read faster than it is rewritten. */
const LONG_STATE_BYTES = 256 * 1024;

interface StateChange {
  readonly opp: string;
  readonly args: readonly unknown[];
}

/**
 * The pool's list of files is a base and a log of changes that only grows. Makes a long one short, and cuts off a last
 * change that a power cut left half-written, which the engine would stumble over. Rejects with `store-busy`
 * while another context has the database open.
 */
export async function tidyState(directory: StoreDirectory): Promise<void> {
  const database = await directory.handle.getDirectoryHandle(DATABASE);
  const file = await database.getFileHandle(STATE);
  await probe(file);
  const text = await (await file.getFile()).text();
  const [base = '', ...changes] = text.split('\n');
  const torn = parseChange(changes.at(-1) ?? '') === null;
  if (text.length < LONG_STATE_BYTES && !torn) return;
  const replay = new StateReplay(base);
  for (const line of changes) replay.apply(parseChange(line));
  await replaceFile(database, STATE, replay.text());
}

/** Opens and closes the file that every user of the database holds. */
async function probe(file: FileSystemFileHandle): Promise<void> {
  try {
    (await file.createSyncAccessHandle()).close();
  } catch (cause) {
    throw new AppError('store-busy', 'Another tab or window still holds the data.', { cause });
  }
}

function parseChange(line: string): StateChange | null {
  if (line === '') return { opp: '', args: [] };
  try {
    return JSON.parse(line) as StateChange;
  } catch {
    return null;
  }
}

/** Applies changes with the library's own code, without files. */
class StateReplay {
  readonly #fs = new OpfsAhpFS('');

  constructor(base: string) {
    this.#fs.state = JSON.parse(base) as { root: Extract<Node, { type: 'directory' }>; pool: string[] };
  }

  apply(change: StateChange | null): void {
    if (change === null || change.opp === '') return;
    const method: unknown = Reflect.get(this.#fs, `_${change.opp}State`);
    if (typeof method === 'function') Reflect.apply(method, this.#fs, [...change.args]);
  }

  text(): string {
    return JSON.stringify(this.#fs.state);
  }
}

interface MovableFile extends FileSystemFileHandle {
  move?(name: string): Promise<void>;
}

async function replaceFile(directory: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const draft: MovableFile = await directory.getFileHandle(`${name}.new`, { create: true });
  await writeDurably(draft, text);
  if (draft.move !== undefined) return draft.move(name);
  await writeDurably(await directory.getFileHandle(name, { create: true }), text);
}

async function writeDurably(file: FileSystemFileHandle, text: string): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    handle.write(new TextEncoder().encode(text), { at: 0 });
    handle.flush();
  } finally {
    handle.close();
  }
}

async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
    throw thrown;
  }
}
