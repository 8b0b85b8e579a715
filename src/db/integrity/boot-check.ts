import { type BootCheck, type Finding, finding, mergeFindings } from '../../core/integrity/findings.ts';
import type { Queryable } from '../store.ts';
import type { FileFault } from '../stores/pglite/pool-seal.ts';
import type { Counters, Witness } from './witness.ts';

/** A look at a store that was just opened, before anything is written: a few reads by index, whatever its size. */

export interface BootCheckOptions {
  readonly store: Queryable;
  /** Null for a store in memory. */
  readonly witness: Pick<Witness, 'last'> | null;
  /** What opening found of the engine's files. */
  readonly faults: readonly FileFault[];
  readonly nowMs: () => number;
}

/** Never rejects: what cannot be read is a finding. */
export async function bootCheck({ store, witness, faults, nowMs }: BootCheckOptions): Promise<BootCheck> {
  const startedMs = nowMs();
  const last = witness?.last ?? null;
  const findings: Finding[] = faults.map(({ path, what }) =>
    finding(what === 'missing' ? 'missing-file' : 'altered-file', path, [], 1),
  );
  try {
    const found = await sequenceOf(store, last?.deviceId ?? null);
    const missing = (last?.sequence ?? 0) - found;
    if (missing > 0) findings.push(finding('writes-missing', 'change_log', [], missing));
    const items = last?.state === 'closed' ? (last.counters?.items ?? 0) - (await countRows(store, 'items')) : 0;
    if (items > 0) findings.push(finding('row-missing', 'items', [], items));
  } catch {
    findings.push(finding('unreadable', 'change_log', [], 1));
  }
  const closedCleanly = last === null ? null : last.state === 'closed';
  const known = (last?.findings ?? []).filter((held) => !findings.some((each) => isSame(each, held)));
  return { tookMs: nowMs() - startedMs, closedCleanly, findings: mergeFindings([...findings, ...known]) };
}

const isSame = (one: Finding, other: Finding) => one.fault === other.fault && one.where === other.where;

/** How far the log of a device has come. Rejects as `Queryable.query` does. */
export async function sequenceOf(store: Queryable, deviceId: string | null): Promise<number> {
  if (deviceId === null) return 0;
  const sql = 'select coalesce(max(sequence), 0) as last from change_log where device_id = $1';
  const { rows } = await store.query<{ last: number }>(sql, [deviceId]);
  return Number(rows[0]?.last ?? 0);
}

/** For the note that is left when the store is closed. */
export async function countAll(store: Queryable): Promise<Counters> {
  return {
    items: await countRows(store, 'items'),
    chunks: await countRows(store, 'chunks'),
    operations: await countRows(store, 'change_log'),
  };
}

async function countRows(store: Queryable, table: 'items' | 'chunks' | 'change_log'): Promise<number> {
  const { rows } = await store.query<{ count: number }>(`select count(*) as count from ${table}`);
  return Number(rows[0]?.count ?? 0);
}
