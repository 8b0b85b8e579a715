import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { partsOf } from '../sql-parts.ts';
import type { Database } from './schema.ts';

/** What an import knows of the files that it found inside of others. */

type Db = Kysely<Database>;

export interface ImportUse {
  /** Rows of the import, whatever became of them. */
  readonly files: number;
  /** Of those that were not refused. */
  readonly bytes: number;
}

export async function importUse(db: Db, runId: Id): Promise<ImportUse> {
  const row = await db
    .selectFrom('import_files')
    .select([
      sql<number>`count(*)`.as('files'),
      sql<number>`coalesce(sum(size_bytes) filter (where status <> 'failed'), 0)`.as('bytes'),
    ])
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return { files: Number(row.files), bytes: Number(row.bytes) };
}

/** Paths of the import's files that are one of `exact`, or begin with one of `prefixes`. */
export async function takenPaths(
  db: Db,
  runId: Id,
  { exact, prefixes }: { readonly exact: readonly string[]; readonly prefixes: readonly string[] },
): Promise<Set<string>> {
  const parts = partsOf(db);
  const rows = await db
    .selectFrom('import_files')
    .select('path')
    .where('run_id', '=', runId)
    .where('status', '<>', 'failed')
    .where((eb) => eb.or([parts.isOneOf('path', exact, 'text'), parts.startsWithOneOf('path', prefixes)]))
    .execute();
  return new Set(rows.map((row) => row.path));
}

/** How many files deep the file lies: 0 for one that the user gave. */
export async function nestingOf(db: Db, runId: Id, ordinal: number): Promise<number> {
  let depth = 0;
  for (let at: number | null = ordinal; at !== null; depth++) {
    const row: { container: number | null } | undefined = await db
      .selectFrom('import_files')
      .select('container')
      .where('run_id', '=', runId)
      .where('ordinal', '=', at)
      .executeTakeFirst();
    at = row?.container ?? null;
  }
  return depth - 1;
}

export async function countInside(db: Db, runId: Id, ordinal: number): Promise<number> {
  const row = await db
    .selectFrom('import_files')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('run_id', '=', runId)
    .where('container', '=', ordinal)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
