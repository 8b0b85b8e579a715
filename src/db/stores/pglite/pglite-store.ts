import type { PGlite, Transaction as PgTransaction } from '@electric-sql/pglite';
import type { Queryable, QueryResult, Store, StoreEngine } from '../../store.ts';
import { toStoreError } from './errors.ts';

/** Comes before the first migration. */
export const CREATE_EXTENSION = 'CREATE EXTENSION IF NOT EXISTS vector';

/** What differs between a database on disk and one in memory. */
export interface Housekeeping {
  readonly engine: StoreEngine;
  readonly durable: boolean;
  /** Called after each statement of a transaction, where the library does nothing for its files. */
  betweenStatements(): Promise<void>;
  /** Called after each write outside and after each transaction; cheap when nothing is to be done. */
  afterWrite(): Promise<void>;
  maintain(): Promise<void>;
  sizeBytes(): Promise<number>;
}

/** The store port over an open PGlite. */
export function createPgliteStore(db: PGlite, house: Housekeeping): Store {
  const queries = queryable(db, async () => {});
  return {
    engine: house.engine,
    durable: house.durable,
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      const result = await queries.query<Row>(sql, parameters);
      if (result.affected > 0) await house.afterWrite();
      return result;
    },
    async transaction<T>(run: (transaction: Queryable) => Promise<T>): Promise<T> {
      const result = await runTransaction(db, house, run);
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

function queryable(target: PGlite | PgTransaction, afterwards: () => Promise<void>): Queryable {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<Row>> {
      try {
        const { rows, affectedRows } = await target.query<Row>(sql, [...parameters]);
        await afterwards();
        return { rows, affected: affectedRows ?? 0 };
      } catch (thrown) {
        throw toStoreError(thrown, sql);
      }
    },
  };
}

/** What `run` throws reaches the caller as it is; what the engine throws at the commit is mapped. */
async function runTransaction<T>(
  db: PGlite,
  house: Housekeeping,
  run: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  let refusal: { readonly thrown: unknown } | null = null;
  try {
    return await db.transaction(async (transaction) => {
      try {
        return await run(queryable(transaction, () => house.betweenStatements()));
      } catch (thrown) {
        refusal = { thrown };
        throw thrown;
      }
    });
  } catch (thrown) {
    throw refusal === null ? toStoreError(thrown, 'COMMIT') : thrown;
  }
}
