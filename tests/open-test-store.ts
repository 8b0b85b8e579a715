import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import type { Clock } from '../src/core/ports.ts';
import { type Migration, migrate } from '../src/db/migrate.ts';
import type { SqlDialect, Store } from '../src/db/store.ts';
import { dumpNodeStore, openNodeStore } from '../src/db/stores/pglite/node-store.ts';
import { openMemorySqlite } from '../src/db/stores/sqlite/memory-store.ts';

const BUILD = new URL('../.build/', import.meta.url);

/** The engine that tests run on: `HEARTH_STORE=sqlite` for the second one. */
export const TEST_DIALECT: SqlDialect = process.env['HEARTH_STORE'] === 'sqlite' ? 'sqlite' : 'postgresql';

/** A migrated store in the memory of Node for one test file, on the engine of `HEARTH_STORE`. */
export function openTestStore(migrations: readonly Migration[], clock: Clock): Promise<Store> {
  return TEST_DIALECT === 'sqlite' ? openTestSqlite(migrations, clock) : openTestPglite(migrations, clock);
}

export async function openTestSqlite(migrations: readonly Migration[], clock: Clock): Promise<Store> {
  const store = await openMemorySqlite();
  await migrate(store, migrations, clock);
  return store;
}

/** 0.3 s, 3 s when the migrations have changed: the dump that it starts from is kept in `.build/`, by their hash. */
export async function openTestPglite(migrations: readonly Migration[], clock: Clock): Promise<Store> {
  return openNodeStore({ migrations, clock, dump: await cachedDump(migrations, clock) });
}

async function cachedDump(migrations: readonly Migration[], clock: Clock): Promise<Blob> {
  const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const file = new URL(`test-store-${hash}.tar`, BUILD);
  const kept = await readFile(file).catch(() => null);
  if (kept !== null) return new Blob([kept]);
  const dump = await dumpNodeStore({ migrations, clock });
  await mkdir(BUILD, { recursive: true });
  const draft = new URL(`${file.href}.${process.pid}`);
  await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
  await rename(draft, file);
  return dump;
}

/** Empties these tables, whatever refers to them. PostgreSQL deletes ten times as fast as it truncates: that makes files anew. */
export async function emptyTables(store: Store, tables: readonly string[]): Promise<void> {
  const deletions = tables.map((table) => `delete from ${table}`);
  if (store.dialect === 'postgresql') {
    // As a replica: no foreign key is looked at.
    const all = ['set local session_replication_role = replica', ...deletions].join('; ');
    await store.query(`do $$ begin ${all}; end $$`);
  } else await store.batch(deletions.map((sql) => ({ sql, parameters: [] })));
}

export interface TestColumn {
  readonly table: string;
  readonly column: string;
  /** As the migrations name it: `uuid`, `jsonb`, `bytea`, … */
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
}

const COLUMNS: Readonly<Record<SqlDialect, string>> = {
  postgresql: `select table_name as "table", column_name as "column",
      case when data_type = 'USER-DEFINED' then udt_name else data_type end as type,
      is_nullable = 'YES' as nullable, column_default as "default"
    from information_schema.columns where table_schema = 'public' order by table_name, column_name`,
  sqlite: `select t.name as "table", c.name as "column", c.type, not c."notnull" and c.pk = 0 as nullable, c.dflt_value as "default"
    from sqlite_schema as t join pragma_table_info(t.name) as c
    where t.type = 'table' and t.name not like 'sqlite%' order by t.name, c.name`,
};

const SQLITE_TYPES: Readonly<Record<string, string>> = {
  'uuid text': 'uuid',
  'json text': 'jsonb',
  'boolean integer': 'boolean',
  blob: 'bytea',
};

export async function columnsOf(store: Store): Promise<TestColumn[]> {
  const { rows } = await store.query<TestColumn>(COLUMNS[store.dialect]);
  return rows.map((row) => ({
    ...row,
    type: SQLITE_TYPES[row.type.toLowerCase()] ?? row.type.toLowerCase(),
    nullable: Boolean(row.nullable),
  }));
}

const INDEXES: Readonly<Record<SqlDialect, string>> = {
  postgresql: `select indexdef as sql from pg_indexes where schemaname = 'public' order by indexname`,
  sqlite: `select sql from sqlite_schema where type = 'index' and sql is not null order by name`,
};

/** What the indexes are made by, in the engine's own words. */
export const indexesOf = async (store: Store): Promise<string[]> =>
  (await store.query<{ sql: string }>(INDEXES[store.dialect])).rows.map(({ sql }) => sql);
