import type { Kysely } from 'kysely';
import { type Incident, type IncidentFacts, isErrorCode, KEPT_INCIDENTS } from '../../core/diagnostics/incident.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

export interface CountedIncident extends IncidentFacts {
  readonly atMs: number;
  readonly times: number;
}

/** One row for what comes again; the oldest go. */
export async function putIncidents(db: Db, unit: WriteUnit, incidents: readonly CountedIncident[]): Promise<void> {
  for (const { code, place, message, atMs, times } of incidents) {
    const held = await db
      .selectFrom('incidents')
      .select(['id', 'times'])
      .where('code', '=', code)
      .where('place', '=', place)
      .where('message', '=', message)
      .executeTakeFirst();
    const again = { at_ms: atMs, times: (held?.times ?? 0) + times };
    unit.device(
      'incidents',
      held === undefined
        ? db.insertInto('incidents').values({ id: unit.newId(), code, place, message, ...again })
        : db.updateTable('incidents').set(again).where('id', '=', held.id),
    );
  }
  const kept = db.selectFrom('incidents').select('id').orderBy('at_ms', 'desc').orderBy('id').limit(KEPT_INCIDENTS);
  unit.device('incidents', db.deleteFrom('incidents').where('id', 'not in', kept));
}

/** The last first. */
export async function listIncidents(db: Db, limit: number): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .orderBy('at_ms', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, at_ms: atMs, code, place, message, times }) => ({
    ...{ id, atMs, place, message, times },
    code: isErrorCode(code) ? code : 'internal',
  }));
}

export function forgetIncidents(db: Db, unit: WriteUnit): void {
  unit.device('incidents', db.deleteFrom('incidents'));
}
