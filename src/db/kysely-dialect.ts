import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { HasSqlParts } from './sql-parts.ts';
import type { Queryable, SqlDialect, Store } from './store.ts';
import { postgresParts } from './stores/pglite/sql-parts.ts';
import { sqliteParts } from './stores/sqlite/sql-parts.ts';

/**
 * Kysely over the store port. Given a store, `db.transaction()` is the store's own transaction. Given a transaction,
 * the queries run inside it and `db.transaction()` is refused. `db.destroy()` leaves the store open: its owner closes it.
 */
export function createStoreDialect(target: Store | Queryable): Dialect {
  return { createDriver: () => new StoreDriver(target), ...LANGUAGES[target.dialect] };
}

class PostgresStoreAdapter extends PostgresAdapter implements HasSqlParts {
  readonly parts = postgresParts;
}

class SqliteStoreAdapter extends SqliteAdapter implements HasSqlParts {
  readonly parts = sqliteParts;
}

class SqliteStoreCompiler extends SqliteQueryCompiler {
  /** As the port says, whatever the engine. */
  protected override getCurrentParameterPlaceholder(): string {
    return `$${this.numParameters}`;
  }
}

const LANGUAGES: Readonly<Record<SqlDialect, Omit<Dialect, 'createDriver'>>> = {
  postgresql: {
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresStoreAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  },
  sqlite: {
    createQueryCompiler: () => new SqliteStoreCompiler(),
    createAdapter: () => new SqliteStoreAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  },
};

class StoreDriver implements Driver {
  readonly #target: Store | Queryable;

  constructor(target: Store | Queryable) {
    this.#target = target;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<StoreConnection> {
    return new StoreConnection(this.#target);
  }

  async beginTransaction(connection: StoreConnection): Promise<void> {
    if (!('transaction' in this.#target)) throw new Error('A transaction is already open: nesting is not supported.');
    await connection.begin(this.#target);
  }

  async commitTransaction(connection: StoreConnection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: StoreConnection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

/** Rejects the store's transaction so that it rolls back; never reaches a caller. */
const ROLLED_BACK = new Error('rolled back');

class StoreConnection implements DatabaseConnection {
  readonly #target: Queryable;
  #open: { readonly queries: Queryable; readonly settle: (end: 'commit' | 'rollback') => void } | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(target: Queryable) {
    this.#target = target;
  }

  /** Resolves when the store runs nothing else and the transaction is open. */
  begin(store: Store): Promise<void> {
    return new Promise((opened, failed) => {
      const done = store.transaction(async (queries) => {
        const ended = new Promise<'commit' | 'rollback'>((settle) => {
          this.#open = { queries, settle };
        });
        opened();
        if ((await ended) === 'rollback') throw ROLLED_BACK;
      });
      this.#done = done;
      done.catch(failed);
    });
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#open?.settle(how);
    this.#open = null;
    await this.#done.catch((error: unknown) => {
      if (error !== ROLLED_BACK) throw error;
    });
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const target = this.#open?.queries ?? this.#target;
    const { rows, affected } = await target.query<Row>(query.sql, query.parameters);
    return { rows, numAffectedRows: BigInt(affected) };
  }

  // biome-ignore lint/correctness/useYield: the store answers as a whole, so there is nothing to stream
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The store does not stream rows: page through them.');
  }
}
