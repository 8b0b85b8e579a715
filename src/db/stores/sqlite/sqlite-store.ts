import type { Database } from '@sqlite.org/sqlite-wasm';
import { AppError } from '../../../core/errors.ts';
import type { Queryable, Store } from '../../store.ts';
import type { SqliteEngine } from './engine.ts';
import { toSqliteError } from './errors.ts';
import { addFunctions } from './functions.ts';
import { createStatements, FailedStatement } from './statements.ts';

/** What differs between a database on disk and one in memory. */
export interface SqliteFiles {
  readonly persistent: boolean;
  sizeBytes(): Promise<number>;
  /** After the database has been closed. */
  release(): void;
  /** The page whose checksum was found wrong since it was asked last. */
  takeDamagedPage(): number | null;
}

/**
 * The store port over an open SQLite. The engine answers at once, so that what must be alone only has to wait its turn.
 * As on PostgreSQL, a transaction of which one statement failed is lost: SQLite itself would go on without it.
 */
export function createSqliteStore(engine: SqliteEngine, db: Database, files: SqliteFiles): Store {
  const { capi, version } = engine.sqlite3;
  const statements = createStatements(engine, db);
  let tail: Promise<unknown> = Promise.resolve();
  let open = true;

  const alone = <T>(run: () => T | Promise<T>): Promise<T> => {
    const done = tail.then(() => {
      if (!open)
        throw new AppError('internal', 'The database refused a request.', { cause: new Error('it is closed') });
      return run();
    });
    tail = done.catch(() => undefined);
    return done;
  };
  const asStoreError = (thrown: unknown): AppError => {
    const failed = thrown instanceof FailedStatement ? thrown : null;
    const cause = failed?.cause ?? thrown;
    const result = cause instanceof engine.sqlite3.SQLite3Error ? capi.sqlite3_js_rc_str(cause.resultCode) : '';
    const said = { result: result ?? '', file: engine.takeFileFault(), page: files.takeDamagedPage() };
    return toSqliteError(cause, said, failed?.sql);
  };
  const run = <Row>(sql: string, parameters: readonly unknown[] = []) => {
    try {
      return statements.run<Row>({ sql, parameters });
    } catch (thrown) {
      throw asStoreError(thrown);
    }
  };
  const begin = () => run('BEGIN IMMEDIATE');
  const rollBack = () => {
    // A failure of the disk has rolled back already.
    if (!capi.sqlite3_get_autocommit(db)) run('ROLLBACK');
  };
  const commit = () => {
    try {
      run('COMMIT');
    } catch (thrown) {
      rollBack();
      throw thrown;
    }
  };

  addFunctions(db);

  return {
    dialect: 'sqlite',
    engine: files.persistent ? 'sqlite-opfs' : 'sqlite-memory',
    capabilities: {
      name: 'SQLite',
      version: version.libVersion,
      persistent: files.persistent,
      durability: files.persistent ? 'flushed' : 'none',
      vectorsInSql: false,
    },
    query: <Row>(sql: string, parameters?: readonly unknown[]) => alone(() => run<Row>(sql, parameters)),
    batch: (list) =>
      alone(() => {
        if (list.length === 0) return;
        begin();
        try {
          for (const { sql, parameters } of list) run(sql, parameters);
        } catch (thrown) {
          rollBack();
          throw thrown;
        }
        commit();
      }),
    transaction: (body) =>
      alone(async () => {
        begin();
        const inside = insideOf(run);
        try {
          const value = await body(inside.queries);
          if (inside.failure !== null) throw inside.failure;
          commit();
          return value;
        } catch (thrown) {
          rollBack();
          throw thrown;
        } finally {
          inside.end();
        }
      }),
    maintain: () =>
      alone(() => {
        run('PRAGMA optimize');
        run('PRAGMA wal_checkpoint(TRUNCATE)');
      }),
    sizeBytes: () => alone(() => files.sizeBytes()),
    close: () =>
      open
        ? alone(() => {
            open = false;
            statements.finalizeAll();
            db.close();
            files.release();
          })
        : tail.then(() => undefined),
  };
}

type Run = <Row>(sql: string, parameters?: readonly unknown[]) => { readonly rows: Row[]; readonly affected: number };

interface Inside {
  readonly queries: Queryable;
  /** The first statement that failed. */
  readonly failure: AppError | null;
  end(): void;
}

function insideOf(run: Run): Inside {
  let failure: AppError | null = null;
  let ended = false;
  return {
    get failure() {
      return failure;
    },
    end() {
      ended = true;
    },
    queries: {
      dialect: 'sqlite',
      async query<Row>(sql: string, parameters?: readonly unknown[]) {
        if (ended) throw new Error('The transaction is over.');
        if (failure !== null) throw failure;
        try {
          return run<Row>(sql, parameters);
        } catch (thrown) {
          failure = thrown as AppError;
          throw thrown;
        }
      },
    },
  };
}
