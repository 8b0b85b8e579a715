import type { Kysely } from 'kysely';
import { clockMs, type Hlc } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../tables/schema.ts';

export interface LogFloor {
  readonly deviceId: Id;
  /** The last operation of the device that was taken out of the log. */
  readonly sequence: number;
  readonly hlc: Hlc;
  readonly atMs: number;
}

/** Up to where the log of each device was shortened; none where it never was. */
export async function readFloors(db: Kysely<Database>): Promise<LogFloor[]> {
  const rows = await db.selectFrom('log_floors').selectAll().execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    sequence: Number(row.sequence),
    hlc: row.hlc,
    atMs: clockMs(row.hlc),
  }));
}
