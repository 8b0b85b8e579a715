import { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Queryable, SqlDialect, Store } from './store.ts';

/** One step of the schema. Append-only: once released, a migration is never changed, moved or removed. */
export interface Migration {
  /** 1, 2, 3, … without a gap. */
  readonly version: number;
  readonly name: string;
  /** Each is sent alone: several statements in one call can fail without an error. */
  readonly statements: readonly SchemaStatement[];
}

/**
 * One statement for every engine, with PostgreSQL's names of types, which SQLite's store knows; or, where they must
 * differ, as many as each needs.
 */
export type SchemaStatement = string | Readonly<Record<SqlDialect, readonly string[]>>;

export interface MigrationReport {
  readonly from: number;
  readonly to: number;
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version integer PRIMARY KEY,
  name text NOT NULL,
  applied_ms bigint NOT NULL
)`;

/**
 * Brings the database to the last migration, each in one transaction with the row that records it. Rejects with
 * `migration-failed` naming the migration (the database stays at the one before it), and with `version-mismatch`
 * when the database is newer than this code, in which case nothing is touched.
 */
export async function migrate(store: Store, migrations: readonly Migration[], clock: Clock): Promise<MigrationReport> {
  checkNumbering(migrations);
  const from = await schemaVersion(store);
  const to = migrations.length;
  if (from > to) throw newerThanCode(from, to);
  if (from === 0) await store.query(CREATE_TABLE);
  for (const migration of migrations.slice(from)) await apply(store, migration, clock);
  return { from, to };
}

/** What a migration is on one engine. */
export const statementsFor = ({ statements }: Migration, dialect: SqlDialect): string[] =>
  statements.flatMap((statement) => (typeof statement === 'string' ? statement : statement[dialect]));

const TABLE_IS_THERE: Readonly<Record<SqlDialect, string>> = {
  postgresql: `SELECT to_regclass('public.schema_migrations') IS NOT NULL AS found`,
  sqlite: `SELECT count(*) > 0 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'`,
};

/** The version of the last migration that was applied; 0 for an empty database. */
export async function schemaVersion(store: Queryable): Promise<number> {
  const table = await store.query<{ found: boolean | number }>(TABLE_IS_THERE[store.dialect]);
  if (!table.rows[0]?.found) return 0;
  const applied = await store.query<{ version: number; count: number }>(
    'SELECT coalesce(max(version), 0) AS version, count(*) AS count FROM schema_migrations',
  );
  const { version, count } = applied.rows[0] ?? { version: 0, count: 0 };
  if (version !== count) {
    const details = { version, count };
    throw new AppError('store-corrupt', 'The record of schema changes in your data has a gap.', { details });
  }
  return version;
}

function checkNumbering(migrations: readonly Migration[]): void {
  for (const [index, { version, name }] of migrations.entries()) {
    if (version === index + 1) continue;
    const details = { expected: index + 1, version, name };
    throw new AppError('internal', `Migration ${version} (${name}) stands where ${index + 1} should.`, { details });
  }
}

async function apply(store: Store, migration: Migration, clock: Clock): Promise<void> {
  const { version, name } = migration;
  try {
    await store.transaction(async (transaction) => {
      for (const statement of statementsFor(migration, store.dialect)) await transaction.query(statement);
      await transaction.query('INSERT INTO schema_migrations (version, name, applied_ms) VALUES ($1, $2, $3)', [
        version,
        name,
        clock.nowMs(),
      ]);
    });
  } catch (thrown) {
    // The log shows one cause: the engine's, with the statement.
    const cause = thrown instanceof AppError ? (thrown.cause ?? thrown) : thrown;
    const message = `Your data could not be brought to this version of Hearth (step ${version}, ${name}). It is unchanged.`;
    throw new AppError('migration-failed', message, { cause, details: { version, name } });
  }
}

function newerThanCode(database: number, code: number): AppError {
  const message =
    'Your data was written by a newer version of Hearth. Reload to get that version; nothing was changed.';
  return new AppError('version-mismatch', message, { details: { database, code } });
}
