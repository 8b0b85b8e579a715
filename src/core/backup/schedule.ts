/** When a backup is made by itself, when it starts anew, and when a restore is tried. */

export const BACKUP_INTERVALS = ['off', 'daily', 'weekly'] as const;
export type BackupInterval = (typeof BACKUP_INTERVALS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const INTERVAL_MS: Readonly<Record<BackupInterval, number>> = {
  off: Number.POSITIVE_INFINITY,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
};

/** After the start, so that whoever opens Hearth is served first. */
const SETTLE_MS = 3 * MINUTE_MS;
/** After one that failed. */
const RETRY_MS = 60 * MINUTE_MS;
const DRILL_MS = 7 * DAY_MS;

export interface BackupState {
  readonly interval: BackupInterval;
  /** When this kernel was opened. */
  readonly openedMs: number;
  /** Whether there is anything to lose. */
  readonly isEmpty: boolean;
  /** Whether something was written since the newest backup, or since the opening where that is not known. */
  readonly isChanged: boolean;
  /** When the newest backup was made; null where there is none. */
  readonly newestMs: number | null;
  /** When the last attempt failed; null where it did not. */
  readonly failedMs: number | null;
}

/** When the next one is due, in ms from now, at least 0; null where none is. A time that was missed is due at once. */
export function decideBackup(state: BackupState, nowMs: number): number | null {
  const { interval, openedMs, isEmpty, isChanged, newestMs, failedMs } = state;
  if (interval === 'off' || isEmpty || (newestMs !== null && !isChanged)) return null;
  // A clock that was set back leaves a backup in the future: it is not waited for.
  const known = newestMs === null || newestMs > nowMs ? null : newestMs;
  const dueMs = Math.max(
    known === null ? 0 : known + INTERVAL_MS[interval],
    openedMs + SETTLE_MS,
    failedMs === null ? 0 : failedMs + RETRY_MS,
  );
  return Math.max(0, dueMs - nowMs);
}

/** When a restore is to be tried, in ms from now; null where there is nothing to try it on. */
export function decideDrill(
  { newestMs, openedMs, drilledMs }: Pick<BackupState, 'newestMs' | 'openedMs'> & { readonly drilledMs: number | null },
  nowMs: number,
): number | null {
  if (newestMs === null) return null;
  const lastMs = drilledMs === null || drilledMs > nowMs ? newestMs - DRILL_MS : drilledMs;
  return Math.max(0, Math.max(lastMs + DRILL_MS, openedMs + 2 * SETTLE_MS) - nowMs);
}

/** So many increments, and so long, after which every row is read again: what an increment had missed would be found. */
const MOST_INCREMENTS = 6;
const BASE_MS = 7 * DAY_MS;

/** Whether the next one takes over what did not change since `parent`. */
export function decideKind(
  parent: { readonly depth: number; readonly baseMs: number } | null,
  nowMs: number,
): 'base' | 'increment' {
  if (parent === null || parent.depth >= MOST_INCREMENTS || nowMs - parent.baseMs > BASE_MS) return 'base';
  return 'increment';
}
