import { AppError } from '../../../core/errors.ts';
import type { StoreDirectory } from '../directory.ts';
import { orNull, probe } from '../opfs.ts';

/**
 * A look at the pool's files before the library opens them: what it cannot read, it empties. Its layout (its source,
 * `sqlite3-vfs-opfs-sahpool`): 512 bytes of path, 4 of flags, 8 of digest over both, and from 4,096 on the file itself.
 */
const POOL = '.opaque';
const HEADER_BYTES = 4096;
const DIGESTED_BYTES = 516;
const FLAGS_AT = 512;

/** Of `sqlite3_open_v2`: the file's kind, and two that the library sets. */
const MAIN_DB = 0x100;
const PERSISTENT = MAIN_DB | 0x800 | 0x4000 | 0x80000;
const DELETE_ON_CLOSE = 0x8;
const HAS_DIGEST = 0x80;

/**
 * Rejects with `store-corrupt`, touching nothing, where the database is not in the pool or a file with content has no
 * readable header; with `store-busy` while another context holds the files.
 */
export async function checkPool(directory: StoreDirectory, database: string): Promise<void> {
  const files = await poolFiles(directory);
  const [first] = files;
  if (first !== undefined) await probe(first);
  let found = false;
  for (const file of files) {
    const content = await file.getFile();
    const header = new Uint8Array(await content.slice(0, HEADER_BYTES).arrayBuffer());
    const { path, readable, main } = readHeader(header);
    found ||= readable && main && path === database;
    if (!readable && content.size > HEADER_BYTES) throw damaged('a file of the pool has no readable header');
  }
  if (!found) throw damaged('the database is not in the pool');
}

/** Real size of all files, in bytes. */
export async function poolBytes(directory: StoreDirectory): Promise<number> {
  const files = await Promise.all((await poolFiles(directory)).map((file) => file.getFile()));
  return files.reduce((sum, { size }) => sum + size, 0);
}

async function poolFiles({ handle, layout }: StoreDirectory): Promise<FileSystemFileHandle[]> {
  const database = await orNull(handle.getDirectoryHandle(layout.database));
  const pool = database === null ? null : await orNull(database.getDirectoryHandle(POOL));
  const files: FileSystemFileHandle[] = [];
  for await (const entry of pool?.values() ?? []) if (entry.kind === 'file') files.push(entry as FileSystemFileHandle);
  return files;
}

interface Header {
  readonly path: string;
  readonly main: boolean;
  /** Also where it says that the file is unused: it was let go of, if only by half. */
  readonly readable: boolean;
}

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < DIGESTED_BYTES + 8) return { path: '', main: false, readable: bytes.length === 0 };
  const end = bytes.indexOf(0);
  if (end === 0) return { path: '', main: false, readable: true };
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const flags = view.getUint32(FLAGS_AT);
  const [one, other] = digestOf(bytes.subarray(0, DIGESTED_BYTES), flags);
  const digested = view.getUint32(DIGESTED_BYTES, true) === one && view.getUint32(DIGESTED_BYTES + 4, true) === other;
  const kept = (flags & PERSISTENT) !== 0 || (flags & DELETE_ON_CLOSE) !== 0;
  return {
    path: new TextDecoder().decode(bytes.subarray(0, end)),
    main: (flags & MAIN_DB) !== 0,
    readable: digested && kept,
  };
}

function digestOf(bytes: Uint8Array, flags: number): [number, number] {
  if (!(flags & HAS_DIGEST)) return [0, 0];
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 2654435761);
    other = Math.imul(other ^ byte, 104729);
  }
  return [one >>> 0, other >>> 0];
}

const damaged = (why: string) =>
  new AppError('store-corrupt', 'The stored data is damaged and cannot be read.', { cause: new Error(why) });
