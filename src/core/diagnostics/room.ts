import type { StorageEstimate } from '../ports.ts';

/** How full the browser's place for Hearth is, how fast it fills, and when that should be said. */

export interface SizeOnDay {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly usedBytes: number;
  readonly items: number;
}

export interface RoomOutlook {
  readonly freeBytes: number;
  readonly quotaBytes: number;
  /** What was added in a day, of late; null where that is not known yet. */
  readonly perDayBytes: number | null;
  /** Until it is full, should it go on so; null where it does not grow, or that is not known. */
  readonly daysLeft: number | null;
  /** Why it should be said; null where there is room. */
  readonly low: 'bytes' | 'share' | 'days' | null;
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 60;
/** What happened before says nothing of now. */
const LOOKED_BACK_DAYS = 30;
/** Fewer tell of one import, not of a habit. */
const LEAST_SPAN_DAYS = 3;
const LOW_BYTES = 500_000_000;
const LOW_SHARE = 0.15;
/** Of a big disk even a small share is plenty. */
const SHARE_MATTERS_BELOW_BYTES = 5_000_000_000;
const LOW_DAYS = 14;

/** One figure for each day, the first that was measured; the last 60. */
export function withDay(
  series: readonly SizeOnDay[],
  nowMs: number,
  size: Omit<SizeOnDay, 'day'>,
): readonly SizeOnDay[] {
  const day = Math.floor(nowMs / DAY_MS);
  // A clock that was set back does not make days twice.
  if (series.some((each) => each.day >= day)) return series;
  return [...series, { day, ...size }].slice(-KEPT_DAYS);
}

/** Null where the browser does not say what the quota is. */
export function decideRoom(
  { usageBytes, quotaBytes }: Pick<StorageEstimate, 'usageBytes' | 'quotaBytes'>,
  series: readonly SizeOnDay[],
): RoomOutlook | null {
  if (quotaBytes <= 0) return null;
  const freeBytes = Math.max(0, quotaBytes - usageBytes);
  const perDayBytes = growthPerDay(series);
  const daysLeft = perDayBytes === null || perDayBytes <= 0 ? null : Math.floor(freeBytes / perDayBytes);
  return { freeBytes, quotaBytes, perDayBytes, daysLeft, low: whyLow(freeBytes, quotaBytes, daysLeft) };
}

function whyLow(freeBytes: number, quotaBytes: number, daysLeft: number | null): RoomOutlook['low'] {
  if (freeBytes < LOW_BYTES) return 'bytes';
  if (freeBytes < quotaBytes * LOW_SHARE && freeBytes < SHARE_MATTERS_BELOW_BYTES) return 'share';
  return daysLeft !== null && daysLeft < LOW_DAYS ? 'days' : null;
}

function growthPerDay(series: readonly SizeOnDay[]): number | null {
  const last = series.at(-1);
  const first = last && series.find(({ day }) => day >= last.day - LOOKED_BACK_DAYS);
  if (last === undefined || first === undefined || last.day - first.day < LEAST_SPAN_DAYS) return null;
  return Math.round((last.usedBytes - first.usedBytes) / (last.day - first.day));
}
