import { type PGlite, type Transaction as PgTransaction, type Results, types } from '@electric-sql/pglite';
import type { Queryable, QueryResult, Store, StoreEngine } from '../../store.ts';
import { readBytea } from './bytea.ts';
import { toStoreError } from './errors.ts';
import { createPreparedStatements, FailedStatement, type PreparedStatements } from './prepared.ts';

/** Comes before the first migration. */
export const CREATE_EXTENSION = 'CREATE EXTENSION IF NOT EXISTS vector';

/** Of PGlite 0.5.14. */
export const POSTGRESQL_VERSION = '18.6';

/** What differs between a database on disk and one in memory. */
export interface Housekeeping {
  readonly engine: StoreEngine;
  readonly persistent: boolean;
  /** Called after each statement of a transaction, where the library does nothing for its files. */
  betweenStatements(): Promise<void>;
  /** Called after each write outside and after each transaction; cheap when nothing is to be done. */
  afterWrite(): Promise<void>;
  maintain(): Promise<void>;
  sizeBytes(): Promise<number>;
}

/**
 * The store port over an open PGlite. What comes again is prepared. The library's own lock for whoever is alone on the
 * database (internals of this very version) keeps those messages out of its transactions.
 */
export function createPgliteStore(db: PGlite, house: Housekeeping): Store {
  // The library's own makes a string of each byte, and with them a body of a megabyte takes a tenth of a second.
  db.parsers[types.BYTEA] = readBytea;
  const prepared = createPreparedStatements(db);
  const alone = async <T>(run: () => Promise<T>): Promise<T> => {
    await db._checkReady(); // as the library's own calls do, which keeps all in the order in which they were made
    return db._runExclusiveTransaction(async () => {
      const result = await db.runExclusive(run);
      await db.syncToFs();
      return result;
    });
  };
  const queries: Queryable = {
    dialect: 'postgresql',
    query: (sql, parameters = []) =>
      asStoreErrors(sql, () =>
        prepared.knows(sql)
          ? alone(() => prepared.query({ sql, parameters }))
          : afterOther(prepared, sql, () => db.query(sql, [...parameters])),
      ),
  };
  return {
    dialect: 'postgresql',
    engine: house.engine,
    capabilities: {
      name: 'PostgreSQL',
      version: POSTGRESQL_VERSION,
      persistent: house.persistent,
      durability: house.persistent ? 'flushed' : 'none',
      vectorsInSql: true,
    },
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      const result = await queries.query<Row>(sql, parameters);
      if (result.affected > 0) await house.afterWrite();
      return result;
    },
    async batch(statements) {
      if (statements.length === 0) return;
      await asStoreErrors('BATCH', async () => {
        await alone(async () => {
          await house.betweenStatements();
          await prepared.run(statements);
        });
        return NOTHING;
      });
      await house.afterWrite();
    },
    async transaction<T>(run: (transaction: Queryable) => Promise<T>): Promise<T> {
      const result = await runTransaction(db, prepared, house, run);
      await house.afterWrite();
      return result;
    },
    maintain: () => house.maintain(),
    sizeBytes: () => house.sizeBytes(),
    async close() {
      if (!db.closed) await db.close();
    },
  };
}

const NOTHING: Results<never> = { rows: [], fields: [] };

async function asStoreErrors<Row>(sql: string, run: () => Promise<Results<Row>>): Promise<QueryResult<Row>> {
  try {
    const { rows, affectedRows } = await run();
    return { rows, affected: affectedRows ?? 0 };
  } catch (thrown) {
    if (thrown instanceof FailedStatement) throw toStoreError(thrown.cause, thrown.sql);
    throw toStoreError(thrown, sql);
  }
}

/** Anything but a read or write of rows may change the schema that plans were made for. */
async function afterOther<T>(prepared: PreparedStatements, sql: string, run: () => Promise<T>): Promise<T> {
  const result = await run();
  if (!prepared.isOfRows(sql)) await prepared.forget();
  return result;
}

function insideOf(
  db: PGlite,
  transaction: PgTransaction,
  prepared: PreparedStatements,
  afterwards: () => Promise<void>,
): Queryable {
  return {
    dialect: 'postgresql',
    async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<Row>> {
      const result = await asStoreErrors(sql, () =>
        prepared.knows(sql)
          ? db.runExclusive(() => prepared.query<Row>({ sql, parameters }))
          : afterOther(prepared, sql, () => transaction.query<Row>(sql, [...parameters])),
      );
      await afterwards();
      return result;
    },
  };
}

/** What `run` throws reaches the caller as it is; what the engine throws at the commit is mapped. */
async function runTransaction<T>(
  db: PGlite,
  prepared: PreparedStatements,
  house: Housekeeping,
  run: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  let refusal: { readonly thrown: unknown } | null = null;
  try {
    return await db.transaction(async (transaction) => {
      try {
        return await run(insideOf(db, transaction, prepared, () => house.betweenStatements()));
      } catch (thrown) {
        refusal = { thrown };
        throw thrown;
      }
    });
  } catch (thrown) {
    throw refusal === null ? toStoreError(thrown, 'COMMIT') : thrown;
  }
}
