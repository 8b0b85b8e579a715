import type { BackupManifest } from './manifest.ts';

/** Which backups are kept: many of the last days, few of long ago, and never none. */

export interface KeepRule {
  readonly daily: number;
  readonly weekly: number;
}

export const KEEP_RULE: KeepRule = { daily: 7, weekly: 4 };

type Dated = Pick<BackupManifest, 'id' | 'madeMs' | 'reason'>;

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** What was made before the store was changed in its form, or because the user asked, stays for so long in any case. */
const GRACE_MS = 2 * WEEK_MS;

/**
 * The ids of those that may go: all but the newest, the last one of each of the newest `daily` days and `weekly` weeks on
 * which there is one (UTC), and what was made on purpose in the last two weeks.
 */
export function decideDropped(backups: readonly Dated[], nowMs: number, rule: KeepRule = KEEP_RULE): string[] {
  const newestFirst = backups.toSorted((one, other) => other.madeMs - one.madeMs || (one.id < other.id ? 1 : -1));
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...lastOfEach(newestFirst, DAY_MS, rule.daily),
    ...lastOfEach(newestFirst, WEEK_MS, rule.weekly),
    ...newestFirst.filter(({ reason, madeMs }) => reason !== 'schedule' && madeMs > nowMs - GRACE_MS),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup)).map(({ id }) => id);
}

function lastOfEach(newestFirst: readonly Dated[], spanMs: number, count: number): Dated[] {
  const lasts = new Map<number, Dated>();
  for (const backup of newestFirst) {
    const span = Math.floor(backup.madeMs / spanMs);
    if (!lasts.has(span)) lasts.set(span, backup);
  }
  return [...lasts.values()].slice(0, count);
}
