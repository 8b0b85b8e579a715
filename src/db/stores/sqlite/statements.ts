import type { Database } from '@sqlite.org/sqlite-wasm';
import type { QueryResult, Statement } from '../../store.ts';
import type { SqliteEngine } from './engine.ts';
import { withSqliteTypes } from './schema-types.ts';
import { prepareStatement, type SqliteStatement } from './statement.ts';

/** Statements, those on rows kept prepared. For whoever holds the database alone. */
export interface Statements {
  /** Throws what the engine says, as `FailedStatement`. */
  run<Row>(statement: Statement): QueryResult<Row>;
  finalizeAll(): void;
}

/** Which statement the engine refused. */
export class FailedStatement extends Error {
  readonly sql: string;

  constructor(sql: string, cause: unknown) {
    super('a statement was refused', { cause });
    this.sql = sql;
  }
}

const ROW_STATEMENT = /^\s*(?:select|insert|update|delete|with)\b/i;
const MAX_PREPARED = 150;
/** Texts beyond it are lists of rows, which hardly come again with the same length. */
const MAX_SQL_LENGTH = 4000;

export function createStatements({ sqlite3 }: SqliteEngine, db: Database): Statements {
  const held = new Map<string, SqliteStatement>();

  const finalizeAll = () => {
    for (const statement of held.values()) statement.finalize();
    held.clear();
  };
  const runOnce = <Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> => {
    const statement = prepareStatement(sqlite3, db, sql);
    try {
      return statement.run<Row>(parameters);
    } finally {
      statement.finalize();
    }
  };
  const keptOf = (sql: string): SqliteStatement => {
    const found = held.get(sql);
    if (found !== undefined) held.delete(sql);
    const statement = found ?? prepareStatement(sqlite3, db, sql);
    held.set(sql, statement);
    for (const [oldest, old] of held) {
      if (held.size <= MAX_PREPARED) break;
      held.delete(oldest);
      old.finalize();
    }
    return statement;
  };

  return {
    run<Row>({ sql, parameters }: Statement): QueryResult<Row> {
      try {
        if (ROW_STATEMENT.test(sql)) {
          return sql.length > MAX_SQL_LENGTH ? runOnce(sql, parameters) : keptOf(sql).run<Row>(parameters);
        }
        finalizeAll(); // it may change what they were made for
        return runOnce(withSqliteTypes(sql), parameters);
      } catch (thrown) {
        throw new FailedStatement(sql, thrown);
      }
    },
    finalizeAll,
  };
}
