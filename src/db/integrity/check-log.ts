import { finding } from '../../core/integrity/findings.ts';
import type { SliceContext, SliceResult, Step } from './slice.ts';

/** That the change log of each device has no gap above where it was shortened on purpose. */
export const logStep: Step = { name: 'log', where: 'change_log', run: findGaps };

interface DeviceLog {
  readonly device_id: string;
  readonly held: number;
  readonly last: number;
  readonly floor: number | null;
}

/** Of those above the floor. */
const LOGS = `select l.device_id, count(*) as held, max(l.sequence) as last,
    max(f.sequence) as floor
  from change_log as l left join log_floors as f on f.device_id = l.device_id
  where l.sequence > coalesce(f.sequence, 0) group by l.device_id`;

async function findGaps({ inside }: SliceContext): Promise<SliceResult> {
  const { rows } = await inside.query<DeviceLog>(LOGS);
  const findings = rows.flatMap(({ device_id, held, last, floor }) => {
    const missing = Number(last) - Number(floor ?? 0) - Number(held);
    return missing > 0 ? [finding('log-gap', 'change_log', [device_id], missing)] : [];
  });
  return { findings, next: null };
}
