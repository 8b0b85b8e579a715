import { messages, type PGlite, parse, protocol, type Results, types } from '@electric-sql/pglite';
import type { Statement } from '../../store.ts';

/**
 * Statements that the engine parses and plans once, and several of them in one message: PostgreSQL's extended query
 * protocol (its manual, 54.2.3), where what stands before one `Sync` is one transaction. The library itself sends five
 * messages for each query and has each parsed and planned anew.
 */
export interface PreparedStatements {
  /** Whether it reads or writes rows, and so leaves the schema as it is. */
  isOfRows(sql: string): boolean;
  /** Whether it is worth it: a statement on rows that has been seen before. */
  knows(sql: string): boolean;
  /** For whoever holds the database alone. Throws what the engine says, as `FailedStatement`. */
  query<Row>(statement: Statement): Promise<Results<Row>>;
  /** In order, all or none; where a transaction is open, as a part of it. */
  run(statements: readonly Statement[]): Promise<void>;
  /** After a change of the schema. */
  forget(): Promise<void>;
}

/** Which of several statements the engine refused. */
export class FailedStatement extends Error {
  readonly sql: string;

  constructor(sql: string, cause: unknown) {
    super('a statement was refused', { cause });
    this.sql = sql;
  }
}

interface Prepared {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** What describes the columns of the result; none for a write. */
  readonly columns: readonly BackendMessage[];
}

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

const { serialize } = protocol;
const ROW_STATEMENT = /^\s*(?:select|insert|update|delete|with)\b/i;

/** Each holds its plan in the engine's memory: a few ten kilobytes. */
const MAX_PREPARED = 150;
/** Statements seen once. */
const MAX_SEEN = 1000;
/** Texts beyond it are lists of rows, which hardly come again with the same length. */
const MAX_SQL_LENGTH = 4000;
const MESSAGE_BYTES = 4_000_000;

export function createPreparedStatements(db: PGlite): PreparedStatements {
  const held = new Map<string, Prepared>();
  const seen = new Set<string>();
  let made = 0;

  const send = (parts: readonly Uint8Array[]) =>
    db.execProtocolStream(join(parts), { syncToFs: false, throwOnError: false });

  const prepare = async (sql: string): Promise<Prepared> => {
    const found = held.get(sql);
    if (found !== undefined) {
      held.delete(sql);
      held.set(sql, found);
      return found;
    }
    const name = `s${++made}`;
    const described = await send([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]);
    throwFailure(described, [sql]);
    const prepared = {
      name,
      parameterTypes: parse.parseDescribeStatementResults(described),
      columns: described.filter((message) => message.name === 'rowDescription'),
    };
    held.set(sql, prepared);
    return prepared;
  };

  const execute = ({ name, parameterTypes }: Prepared, parameters: readonly unknown[]): Uint8Array[] => {
    const values = parameters.map((value, at) => serialized(db, parameterTypes[at], value));
    return [serialize.bind({ statement: name, values }), serialize.execute({})];
  };

  const closeOldest = async () => {
    const tooLong = [...held.keys()].filter((sql) => sql.length > MAX_SQL_LENGTH);
    const tooMany = [...held.keys()].slice(0, Math.max(0, held.size - MAX_PREPARED));
    const closed = [...new Set([...tooLong, ...tooMany])];
    if (closed.length === 0) return;
    const closing = closed.map((sql) => serialize.close({ type: 'S', name: held.get(sql)?.name ?? '' }));
    for (const sql of closed) held.delete(sql);
    await send([...closing, serialize.sync()]);
  };

  return {
    isOfRows: (sql) => ROW_STATEMENT.test(sql),
    knows(sql) {
      if (held.has(sql)) return true;
      if (sql.length > MAX_SQL_LENGTH || !ROW_STATEMENT.test(sql)) return false;
      if (seen.has(sql)) return true;
      if (seen.size >= MAX_SEEN) seen.clear();
      seen.add(sql);
      return false;
    },
    async query<Row>({ sql, parameters }: Statement): Promise<Results<Row>> {
      const prepared = await prepare(sql);
      const answers = await send([...execute(prepared, parameters), serialize.sync()]);
      throwFailure(answers, [sql]);
      await closeOldest();
      const [result] = parse.parseResults([...prepared.columns, ...answers], db.parsers);
      return result as Results<Row>;
    },
    async run(statements) {
      for (const { sql } of statements) await prepare(sql);
      const answers: BackendMessage[] = [];
      let parts: Uint8Array[] = [];
      let bytes = 0;
      for (const { sql, parameters } of statements) {
        const next = execute(await prepare(sql), parameters);
        bytes += next.reduce((sum, part) => sum + part.length, 0);
        parts.push(...next);
        if (bytes < MESSAGE_BYTES) continue;
        for (const answer of await send(parts)) answers.push(answer);
        [parts, bytes] = [[], 0];
        if (failureIn(answers) !== undefined) break;
      }
      for (const answer of await send([...parts, serialize.sync()])) answers.push(answer);
      await closeOldest();
      throwFailure(
        answers,
        statements.map(({ sql }) => sql),
      );
    },
    async forget() {
      if (held.size === 0) return;
      held.clear();
      await db.runExclusive(() => db.execProtocolStream(serialize.query('DEALLOCATE ALL'), { syncToFs: false }));
    },
  };
}

/** Bytes go as they are: each type receives in binary what it says that it does, and `bytea` receives the bytes. */
function serialized(db: PGlite, type: number | undefined, value: unknown): string | Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array && (type === types.BYTEA || type === undefined || !(type in db.serializers)))
    return value;
  const serializer = type === undefined ? undefined : db.serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}

const failureIn = (answers: readonly BackendMessage[]) =>
  answers.find((message) => message instanceof messages.DatabaseError);

/** The engine leaves out all that follows a failed statement. */
function throwFailure(answers: readonly BackendMessage[], statements: readonly string[]): void {
  const failure = failureIn(answers);
  if (failure === undefined) return;
  const done = answers.slice(0, answers.indexOf(failure)).filter(({ name }) => name === 'commandComplete').length;
  throw new FailedStatement(statements[done] ?? 'COMMIT', failure);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
