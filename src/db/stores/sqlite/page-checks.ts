import type { Database } from '@sqlite.org/sqlite-wasm';
import { AppError } from '../../../core/errors.ts';
import type { SqliteEngine } from './engine.ts';
import { DATABASE_HEADER_BYTES, isSumRight, readLayout, SUM_BYTES, writeSum } from './page-sum.ts';

/** Checks of each page of the database's file, which SQLite itself does not make: what a disk altered is an error. */
export interface PageChecks {
  /** The page that was found damaged since it was asked last. */
  takeDamagedPage(): number | null;
}

type Io = (file: number, buffer: number, length: number, at: bigint) => number;

/** `SQLITE_FCNTL_FILE_POINTER` and `SQLITE_FCNTL_RESERVE_BYTES`. */
const FILE_POINTER = 7;
const RESERVE_BYTES = 38;
const IO_SIGNATURE = 'i(ppij)';

/**
 * Puts itself between the engine and the file of `db`, which was just opened and has not been read. A new database gets
 * its checksums; one without them is refused with `store-corrupt`, because that is what a damaged header looks like.
 */
export function addPageChecks(engine: SqliteEngine, db: Database): PageChecks {
  const { wasm, capi } = engine.sqlite3;
  const file = filePointer(engine, db);
  const own = copyMethods(engine, file);
  const read = wasm.functionEntry(own.reads) as Io;
  const write = wasm.functionEntry(own.writes) as Io;
  const pageBytes = pageSizeOf(engine, file, read);
  if (pageBytes === null) reserve(engine, db);
  let size = pageBytes ?? 0;
  let damaged: number | null = null;

  const wordsAt = (buffer: number) => wasm.heap32u().subarray(buffer >>> 2, (buffer + size) >>> 2);
  const isPage = (length: number, at: bigint) => size > 0 && length === size && Number(at) % size === 0;
  const pageOf = (at: bigint) => Number(at) / size + 1;

  own.replace(
    (target, buffer, length, at) => {
      const result = read(target, buffer, length, at);
      if (!isPage(length, at)) return result;
      if (result === 0 && isSumRight(wordsAt(buffer), pageOf(at))) return 0;
      if (result !== 0 && result !== capi.SQLITE_IOERR_SHORT_READ) return result;
      damaged = pageOf(at);
      return capi.SQLITE_IOERR_DATA;
    },
    (target, buffer, length, at) => {
      if (size === 0 && at === 0n) size = length; // the first page of a new database
      if (isPage(length, at)) writeSum(wordsAt(buffer), pageOf(at));
      return write(target, buffer, length, at);
    },
  );
  return {
    takeDamagedPage() {
      const page = damaged;
      damaged = null;
      return page;
    },
  };
}

/** Null for a database that is to be made. */
function pageSizeOf({ sqlite3 }: SqliteEngine, file: number, read: Io): number | null {
  const { wasm, capi } = sqlite3;
  const buffer = wasm.alloc(DATABASE_HEADER_BYTES);
  try {
    const result = read(file, buffer, DATABASE_HEADER_BYTES, 0n);
    const header = wasm.heap8u().slice(buffer, buffer + DATABASE_HEADER_BYTES);
    if (result === capi.SQLITE_IOERR_SHORT_READ && header.every((byte) => byte === 0)) return null;
    const layout = result === 0 ? readLayout(header) : null;
    if (layout?.summed) return layout.pageBytes;
  } finally {
    wasm.dealloc(buffer);
  }
  throw new AppError('store-corrupt', 'The stored data is damaged and cannot be read.', { details: { page: 1 } });
}

function filePointer({ sqlite3 }: SqliteEngine, db: Database): number {
  const { wasm, capi } = sqlite3;
  const out = wasm.alloc(4);
  try {
    control(capi.sqlite3_file_control(db, 'main', FILE_POINTER, out));
    return wasm.peekPtr(out) as number;
  } finally {
    wasm.dealloc(out);
  }
}

function reserve({ sqlite3 }: SqliteEngine, db: Database): void {
  const { wasm, capi } = sqlite3;
  const bytes = wasm.alloc(4);
  try {
    wasm.poke32(bytes, SUM_BYTES);
    control(capi.sqlite3_file_control(db, 'main', RESERVE_BYTES, bytes));
  } finally {
    wasm.dealloc(bytes);
  }
}

function control(result: number): void {
  if (result !== 0) throw new Error(`sqlite3_file_control: ${result}`);
}

/** The public `sqlite3_io_methods`, of words of 32 bits: version, xClose, xRead, xWrite, and 15 more. */
const METHODS_BYTES = 76;
const READ_AT = 8;
const WRITE_AT = 12;

/** The file's methods as a copy of its own: all files of the pool share one. It is as long-lived as the engine. */
function copyMethods({ sqlite3: { wasm } }: SqliteEngine, file: number) {
  const shared = wasm.peekPtr(file) as number;
  const own = wasm.alloc(METHODS_BYTES);
  wasm.heap8u().copyWithin(own, shared, shared + METHODS_BYTES);
  return {
    reads: wasm.peekPtr(own + READ_AT),
    writes: wasm.peekPtr(own + WRITE_AT),
    replace(read: Io, write: Io) {
      wasm.pokePtr(own + READ_AT, wasm.installFunction(IO_SIGNATURE, read));
      wasm.pokePtr(own + WRITE_AT, wasm.installFunction(IO_SIGNATURE, write));
      wasm.pokePtr(file, own);
    },
  };
}
