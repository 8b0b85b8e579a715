import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { AppError } from '../../../core/errors.ts';
import type { QueryResult } from '../../store.ts';
import { type Decode, decoderOf } from './schema-types.ts';

/** One prepared statement. Texts and bytes go in and out as they are: the library's own reading ends a text at U+0000. */
export interface SqliteStatement {
  /** Runs it to its end. Throws what the engine throws; it can be run again afterwards. */
  run<Row>(parameters: readonly unknown[]): QueryResult<Row>;
  finalize(): void;
}

const WRITES = /^\s*(?:insert|update|delete|replace|with)\b/i;
/** A byte order mark belongs to the text. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Throws where the text is not exactly one statement: the engine would pass over the rest of it in silence. */
export function prepareStatement({ capi, wasm }: Sqlite3Static, db: Database, sql: string): SqliteStatement {
  const statement = db.prepare(sql);
  const rest = sql.slice(capi.sqlite3_sql(statement).length).trim();
  if (rest !== '') {
    statement.finalize();
    throw new Error('more than one statement in one call');
  }
  const places = placesOf(capi, statement);
  const counted = WRITES.test(sql) && !capi.sqlite3_stmt_readonly(statement);

  const bind = (parameters: readonly unknown[]) => {
    for (const [at, place] of places.entries()) bindValue(capi, statement, at + 1, parameters[place]);
  };
  /** As the library's own, which writes the text of what fails to the console. */
  const step = (): boolean => {
    const result = capi.sqlite3_step(statement);
    if (result !== capi.SQLITE_ROW && result !== capi.SQLITE_DONE) db.checkRc(result);
    return result === capi.SQLITE_ROW;
  };
  const readValue = (column: number): unknown => {
    switch (capi.sqlite3_column_type(statement, column)) {
      case capi.SQLITE_NULL:
        return null;
      case capi.SQLITE_INTEGER: {
        const near = capi.sqlite3_column_double(statement, column);
        return Number.isSafeInteger(near) ? near : capi.sqlite3_column_int64(statement, column);
      }
      case capi.SQLITE_FLOAT:
        return capi.sqlite3_column_double(statement, column);
      case capi.SQLITE_TEXT:
        return DECODER.decode(bytesAt(column));
      default:
        return bytesAt(column).slice();
    }
  };
  const bytesAt = (column: number): Uint8Array => {
    const from = capi.sqlite3_column_blob(statement, column);
    return wasm.heap8u().subarray(from, from + capi.sqlite3_column_bytes(statement, column));
  };
  const readColumns = (): (readonly [name: string, decode: Decode])[] =>
    Array.from({ length: capi.sqlite3_column_count(statement) }, (_, column) => [
      capi.sqlite3_column_name(statement, column),
      decoderOf(capi.sqlite3_column_decltype(statement, column)),
    ]);

  return {
    run<Row>(parameters: readonly unknown[]): QueryResult<Row> {
      const rows: Row[] = [];
      try {
        bind(parameters);
        let columns: ReturnType<typeof readColumns> | null = null;
        while (step()) {
          columns ??= readColumns(); // known only now: the schema may have changed since it was prepared
          const row: Record<string, unknown> = {};
          for (const [column, [name, decode]] of columns.entries()) {
            const value = readValue(column);
            row[name] = value === null ? null : decode(value);
          }
          rows.push(row as Row);
        }
        return { rows, affected: counted ? db.changes() : 0 };
      } finally {
        capi.sqlite3_reset(statement); // tells the failure again, which has been thrown
        statement.clearBindings();
      }
    },
    finalize: () => void statement.finalize(),
  };
}

/** For each place of the statement, which parameter goes there: `$3` is the third, wherever it stands. */
function placesOf(capi: Sqlite3Static['capi'], statement: PreparedStatement): number[] {
  return Array.from({ length: capi.sqlite3_bind_parameter_count(statement) }, (_, at) => {
    const name = capi.sqlite3_bind_parameter_name(statement, at + 1);
    const number = Number(name?.slice(1));
    if (!Number.isInteger(number) || number < 1) throw new Error(`a parameter is named ${name}, not $1, $2, …`);
    return number - 1;
  });
}

function bindValue(capi: Sqlite3Static['capi'], statement: PreparedStatement, place: number, value: unknown): void {
  if (value === null || value === undefined) return; // unbound is null
  if (typeof value === 'string') {
    // As PostgreSQL does, so that what one engine holds the other can hold.
    if (value.includes('\0')) throw new AppError('internal', 'The database refused a request.', { cause: ZERO });
    statement.bind(place, value);
  } else if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    capi.sqlite3_bind_double(statement, place, value); // the library would wrap it round
  } else if (typeof value === 'boolean') {
    statement.bind(place, Number(value));
  } else if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Uint8Array) {
    statement.bind(place, value);
  } else {
    throw new Error(`parameter ${place} is of a type that no column holds`);
  }
}

const ZERO = new Error('a text with U+0000');
