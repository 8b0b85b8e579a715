import type { Kysely } from 'kysely';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

export interface CheckRecord {
  readonly name: string;
  readonly atMs: number;
  readonly outcome: unknown;
}

export async function readChecks(db: Db, names: readonly string[]): Promise<ReadonlyMap<string, CheckRecord>> {
  const rows = await db
    .selectFrom('checks')
    .selectAll()
    .where('name', 'in', [...names])
    .execute();
  return new Map(rows.map(({ name, at_ms: atMs, outcome }) => [name, { name, atMs, outcome }]));
}

export function putCheck(db: Db, unit: WriteUnit, name: string, outcome: unknown): void {
  const row = { at_ms: unit.nowMs, outcome: JSON.stringify(outcome) };
  const insert = db.insertInto('checks').values({ name, ...row });
  unit.device(
    'checks',
    insert.onConflict((conflict) => conflict.column('name').doUpdateSet(row)),
  );
}
