import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgresql, type Postgresql } from '../scripts/debian-postgresql.ts';
import type { Queryable } from '../src/db/store.ts';

/** A server of its own in a folder that goes with it, without a network: reached by a socket in that folder. */
export interface TestServer {
  readonly version: string;
  readonly pgvector: string;
  /** What `psql` was asked, and how it ended. */
  psql(
    args: readonly string[],
    input?: string,
  ): { readonly status: number; readonly output: string; readonly error: string };
  createDatabase(name: string): void;
  /** Reads of a database; values come as an engine of Hearth gives them. */
  read(database: string): Queryable;
  stop(): void;
}

/** A server does not run as root: Debian's package brings a user for it. */
const asServer = () =>
  process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];

/** Null where the programs cannot be had here, as without a mirror of Debian: said on the console, and the tests count as skipped. */
export function findPostgresql(): Postgresql | null {
  try {
    return ensurePostgresql();
  } catch (thrown) {
    console.log(`The dump is not restored here: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return null;
  }
}

export function startTestServer({ bin, version, pgvector, remove }: Postgresql): TestServer {
  const home = mkdtempSync(join(tmpdir(), 'hearth-pg-'));
  chmodSync(home, 0o777);
  const data = join(home, 'data');
  const execute = (program: string, args: readonly string[], input?: string) => {
    const [file = '', ...rest] = [...asServer(), join(bin, program), ...args];
    const options = {
      cwd: '/',
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      ...(input === undefined ? {} : { input }),
    } as const;
    const { status, stdout, stderr } = spawnSync(file, rest, options);
    return { status: status ?? -1, output: stdout ?? '', error: stderr ?? '' };
  };
  const must = (program: string, args: readonly string[]) => {
    const { status, error } = execute(program, args);
    if (status !== 0) throw new Error(`${program} failed: ${error}`);
  };
  must('initdb', ['-D', data, '-A', 'trust', '-U', 'hearth', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const settings = `-c listen_addresses= -k ${home} -c fsync=off -c shared_buffers=64MB`;
  must('pg_ctl', ['-D', data, '-o', settings, '-l', join(home, 'log'), '-w', 'start']);
  const connection = ['-X', '-h', home, '-U', 'hearth'];
  const psql: TestServer['psql'] = (args, input) => execute('psql', [...connection, ...args], input);
  return {
    version,
    pgvector,
    psql,
    createDatabase: (name) => must('createdb', ['-h', home, '-U', 'hearth', name]),
    read: (database) => readWith((sql) => psql(['-d', database, '-At', '-v', 'ON_ERROR_STOP=1', '-c', sql])),
    stop() {
      execute('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(home, { recursive: true, force: true });
      remove();
    },
  };
}

/** Each row as a line of JSON, with integers read as they stand there and bytes as bytes. */
function readWith(ask: (sql: string) => ReturnType<TestServer['psql']>): Queryable {
  return {
    dialect: 'postgresql',
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      const filled = sql.replace(/\$(\d+)/g, (_, place) => literal(parameters[Number(place) - 1]));
      const { status, output, error } = ask(`select row_to_json(r) from (${filled}) as r`);
      if (status !== 0) throw new Error(error);
      const rows = output.split('\n').filter((line) => line !== '');
      return { rows: rows.map((line) => JSON.parse(line, reviveExact) as Row), affected: 0 };
    },
  };
}

const literal = (value: unknown) =>
  typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

/** JSON as PostgreSQL writes it has integers of any size, and bytes as `\x…`, which no column of another type begins with here. */
function reviveExact(key: string, value: unknown, ...[context]: { readonly source?: string }[]): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')) {
    return BigInt(context?.source ?? '');
  }
  return key === 'update' && typeof value === 'string' ? new Uint8Array(Buffer.from(value.slice(2), 'hex')) : value;
}
