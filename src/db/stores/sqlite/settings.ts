import type { Database } from '@sqlite.org/sqlite-wasm';

/** Kilobytes of pages that are kept in memory. */
const CACHE_KB = 16_000;
/** The log is cut to this when it has been written into the tables, and is not grown anew each time. */
const LOG_BYTES = 4_000_000;

/**
 * Before anything is read. The log (`wal`) needs one flush for a commit where a journal needs three; without shared memory
 * it wants the database for itself, which it has: the pool of files can be open once only. With `synchronous = full`
 * each commit is flushed.
 */
export function configure(db: Database, { persistent }: { readonly persistent: boolean }): void {
  if (persistent) {
    db.exec('PRAGMA locking_mode = exclusive');
    const mode = db.selectValue('PRAGMA journal_mode = wal');
    if (mode !== 'wal') throw new Error(`the journal is in mode ${mode}`);
    db.exec('PRAGMA synchronous = full');
    db.exec(`PRAGMA journal_size_limit = ${LOG_BYTES}`);
    db.exec(`PRAGMA cache_size = -${CACHE_KB}`);
  }
  db.exec('PRAGMA temp_store = memory');
  db.exec('PRAGMA foreign_keys = on');
  db.exec('PRAGMA trusted_schema = off');
}
