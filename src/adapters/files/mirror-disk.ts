import { AppError, throwIfAborted } from '../../core/errors.ts';
import { type FolderFile, folderPath } from '../../core/items/folder-diff.ts';
import { isHidden } from '../../core/items/import-plan.ts';
import { fileNameOf, folderOf, freePath, isNoteFile } from '../../core/mirror/file-names.ts';
import { type DiskBytes, EMPTY_SHA256, type Expected, type MirrorDisk } from '../../core/mirror/mirror-disk.ts';
import type { DiskListing } from '../../core/mirror/mirror-state.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { sha256 } from './blob-store.ts';

/** Folders within each other, and entries in all: what ends a loop. */
const MAX_DEPTH = 40;
const MAX_ENTRIES = 250_000;
const TRASH = '.trash';

/** A folder that the user picked and lets Hearth write into. Links of the file system are what the browser makes of them. */
export function openMirrorDisk(root: FileSystemDirectoryHandle): MirrorDisk {
  // Names as they are on disk, by the path in composed Unicode: a Mac may have written them decomposed.
  let folders = new Map<string, FileSystemDirectoryHandle>([[root.name, root]]);
  let names = new Map<string, string>();

  async function folderAt(path: string, create: boolean): Promise<FileSystemDirectoryHandle> {
    const held = folders.get(path);
    if (held !== undefined) return held;
    const above = await folderAt(folderOf(path), create);
    const made = await above.getDirectoryHandle(fileNameOf(path), { create });
    folders.set(path, made);
    return made;
  }

  const nameAt = (path: string) => names.get(path) ?? fileNameOf(path);

  async function handleAt(path: string): Promise<FileSystemFileHandle | null> {
    try {
      return await (await folderAt(folderOf(path), false)).getFileHandle(nameAt(path));
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return null;
      throw thrown;
    }
  }

  async function read(path: string): Promise<DiskBytes | null> {
    const handle = await handleAt(path);
    try {
      return handle === null ? null : await readHandle(path, handle);
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return null;
      throw thrown;
    }
  }

  async function write(path: string, bytes: Uint8Array, expected: Expected): Promise<FolderFile | null> {
    const wanted = await sha256(new Uint8Array(bytes).buffer);
    const before = await read(path);
    if (before?.hash === wanted) return before;
    if (!expected.includes(before?.hash ?? null)) return null;
    const handle = await (await folderAt(folderOf(path), true)).getFileHandle(nameAt(path), { create: true });
    const held = before?.hash ?? EMPTY_SHA256;
    if (!(await swap(handle, bytes, async () => (await readHandle(path, handle)).hash === held))) return null;
    const after = await readHandle(path, handle);
    if (after.hash === wanted) return after;
    throw new AppError('unreadable', 'The file does not hold what was written into it.', { details: { path } });
  }

  async function remove(path: string, expected: string): Promise<boolean> {
    const held = await read(path);
    if (held === null) return true;
    if (held.hash !== expected) return false;
    await (await folderAt(folderOf(path), false)).removeEntry(nameAt(path));
    await dropEmpty(folderOf(path));
    return true;
  }

  /** Here a folder is there as long as something is in it. */
  async function dropEmpty(path: string): Promise<void> {
    const folder = folders.get(path);
    if (folder === undefined || folder === root || !(await isEmpty(folder))) return;
    await (await folderAt(folderOf(path), false)).removeEntry(folder.name);
    folders.delete(path);
    await dropEmpty(folderOf(path));
  }

  async function toTrash(path: string, expected: string): Promise<boolean> {
    const held = await read(path);
    if (held === null) return true;
    if (held.hash !== expected) return false;
    const below = path.slice(root.name.length + 1);
    await keepInTrash(`${root.name}/${TRASH}/${below}`, held.bytes);
    return remove(path, expected);
  }

  async function keepInTrash(wanted: string, bytes: Uint8Array): Promise<void> {
    for (const tried = new Set<string>(); ; ) {
      const path = freePath(wanted, (each) => tried.has(each));
      if ((await write(path, bytes, [null])) !== null) return;
      tried.add(path);
    }
  }

  async function list(signal: AbortFlag): Promise<DiskListing> {
    const walk = createWalk(signal);
    await walk.enter(root.name, root, 0);
    ({ folders, names } = walk);
    return walk.listing;
  }

  return { list, read, write, remove, toTrash };
}

function createWalk(signal: AbortFlag) {
  const folders = new Map<string, FileSystemDirectoryHandle>();
  const names = new Map<string, string>();
  const files: FolderFile[] = [];
  const unseen: string[] = [];
  const doubled: string[] = [];
  let entries = 0;
  let complete = true;

  async function enter(path: string, folder: FileSystemDirectoryHandle, depth: number): Promise<void> {
    throwIfAborted(signal);
    if (folders.has(path)) return void unseen.push(path);
    folders.set(path, folder);
    if (depth > MAX_DEPTH) return void unseen.push(path);
    try {
      for await (const child of folder.values()) await visit(path, child, depth);
    } catch (thrown) {
      if (depth === 0 || !(thrown instanceof DOMException)) throw thrown;
      unseen.push(path);
    }
  }

  async function visit(folder: string, child: FileSystemHandle, depth: number): Promise<void> {
    const path = folderPath(`${folder}/${child.name}`);
    if (isHidden(child.name)) return;
    if (++entries > MAX_ENTRIES) complete = false;
    else if (child instanceof FileSystemDirectoryHandle) await enter(path, child, depth + 1);
    else if (child instanceof FileSystemFileHandle && isNoteFile(child.name)) await add(path, child);
  }

  async function add(path: string, handle: FileSystemFileHandle): Promise<void> {
    if (names.has(path)) return void doubled.push(path);
    names.set(path, handle.name);
    try {
      const { size, lastModified } = await handle.getFile();
      files.push({ path, sizeBytes: size, modifiedMs: Math.round(lastModified) });
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) throw thrown;
      unseen.push(path);
    }
  }

  return {
    folders,
    names,
    enter,
    get listing(): DiskListing {
      return { files, unseen, complete, doubled };
    },
  };
}

async function readHandle(path: string, handle: FileSystemFileHandle): Promise<DiskBytes> {
  const file = await handle.getFile();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = await sha256(bytes.buffer);
  return { path, sizeBytes: bytes.length, modifiedMs: Math.round(file.lastModified), bytes, hash };
}

/** The browser writes beside the file and puts it in place when it is closed. False, and nothing is changed, where `isStill` says so. */
async function swap(
  handle: FileSystemFileHandle,
  bytes: Uint8Array,
  isStill: () => Promise<boolean>,
): Promise<boolean> {
  const writable = await handle.createWritable();
  try {
    await writable.write(new Uint8Array(bytes));
    if (!(await isStill())) {
      await writable.abort();
      return false;
    }
    await writable.close();
    return true;
  } catch (thrown) {
    // It may be closed or broken already; what matters is why.
    await writable.abort().catch(() => undefined);
    throw toDiskError(thrown);
  }
}

const isNamed = (thrown: unknown, name: string): boolean => thrown instanceof DOMException && thrown.name === name;

function toDiskError(thrown: unknown): unknown {
  if (isNamed(thrown, 'QuotaExceededError'))
    return new AppError('storage-full', 'There is no room left in that folder.', { cause: thrown });
  return thrown;
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const _ of folder.keys()) return false;
  return true;
}
