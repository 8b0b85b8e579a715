import type { StoreCapabilities } from '../core/ports.ts';

/** The engines that stand behind the port. Those in memory keep nothing when the page goes. */
export type StoreEngine = 'pglite-opfs' | 'pglite-memory' | 'sqlite-opfs' | 'sqlite-memory';

/** The SQL that an engine speaks. What both say alike is written once; the rest is in `sql-parts.ts`. */
export type SqlDialect = 'postgresql' | 'sqlite';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface QueryResult<Row> {
  readonly rows: Row[];
  /** Rows inserted, updated or deleted; 0 for a statement that only reads. */
  readonly affected: number;
}

/** Something that runs one SQL statement at a time: a store, or the inside of one of its transactions. */
export interface Queryable {
  readonly dialect: SqlDialect;
  /**
   * Runs exactly one statement; parameters are `$1`, `$2`, …: text, numbers, booleans,
   * bytes, null; JSON goes in as text and comes out as a value. An acknowledged write survives a crash of the browser.
   * Rejects with an `AppError`: `storage-full` when the quota refuses the write (reads go on), `store-corrupt`,
   * `store-busy`, `conflict` for a violated unique or foreign key, `internal` with the SQL text in its cause otherwise.
   * Parameters never appear in an error.
   */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<QueryResult<Row>>;
}

export type Transaction = Queryable;

/** The database behind one port, whatever engine serves it. `BEGIN` and `COMMIT` are never sent as SQL. */
export interface Store extends Queryable {
  readonly engine: StoreEngine;
  readonly capabilities: StoreCapabilities;
  /**
   * Runs `run` alone on the database and commits when it resolves; rolls back and rejects with the same error when it
   * rejects. Other queries wait until it is over; calling `query` of the store itself inside `run` never settles.
   */
  transaction<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Reads and writes of rows, in order, in one transaction and one message to the engine: the fastest way to write. All or
   * none; rejects as `query` does. Each text is kept prepared, so the fewer different ones, the better.
   */
  batch(statements: readonly Statement[]): Promise<void>;
  /** Housekeeping for an idle moment: writes the log into the tables and gives unused files back. Safe at any time. */
  maintain(): Promise<void>;
  /** The real size of the store's files, in bytes. */
  sizeBytes(): Promise<number>;
  /** Waits for what is running, then lets go of the files. Later calls reject. */
  close(): Promise<void>;
}
