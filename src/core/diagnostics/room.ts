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
  /** There may be more: the browser does not tell, and so much was tried. */
  readonly isLeast: boolean;
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
/** Less is said to be little. */
export const LOW_BYTES = 500_000_000;
const GIB = 1024 ** 3;
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

type Told = Pick<StorageEstimate, 'usageBytes' | 'quotaBytes'>;

/**
 * Whether the estimate tells what is free. Chromium says since version 138, so that nobody can be told by it, that some whole
 * GiB are free, ten mostly, however much is (“Predictable reported storage quota”, chromestatus 4977371751645184).
 */
export function tellsRoom({ usageBytes, quotaBytes }: Told): boolean {
  const freeBytes = quotaBytes - usageBytes;
  return quotaBytes > 0 && (freeBytes <= 0 || freeBytes % GIB !== 0);
}

/** Sizes that are tried, in bytes, where the estimate does not tell. */
export const TRIED_BYTES = [LOW_BYTES, 1_000_000_000, 2_000_000_000, 5_000_000_000, 10_000_000_000] as const;

/**
 * `triedBytes`: the greatest of `TRIED_BYTES` for which there was room, 0 where there was not even for the least; null where
 * nothing was tried. Null where neither the browser nor a trial tells.
 */
export function decideRoom(told: Told, series: readonly SizeOnDay[], triedBytes: number | null): RoomOutlook | null {
  const tells = tellsRoom(told);
  if (!tells && triedBytes === null) return null;
  const freeBytes = tells ? Math.max(0, told.quotaBytes - told.usageBytes) : (triedBytes ?? 0);
  const perDayBytes = growthPerDay(series);
  const daysLeft = perDayBytes === null || perDayBytes <= 0 ? null : Math.floor(freeBytes / perDayBytes);
  const low = whyLow(freeBytes, tells ? told.quotaBytes : null, daysLeft);
  return { freeBytes, isLeast: !tells, perDayBytes, daysLeft, low };
}

function whyLow(freeBytes: number, quotaBytes: number | null, daysLeft: number | null): RoomOutlook['low'] {
  if (freeBytes < LOW_BYTES) return 'bytes';
  const isSmallShare = quotaBytes !== null && freeBytes < quotaBytes * LOW_SHARE;
  if (isSmallShare && freeBytes < SHARE_MATTERS_BELOW_BYTES) return 'share';
  return daysLeft !== null && daysLeft < LOW_DAYS ? 'days' : null;
}

function growthPerDay(series: readonly SizeOnDay[]): number | null {
  const last = series.at(-1);
  const first = last && series.find(({ day }) => day >= last.day - LOOKED_BACK_DAYS);
  if (last === undefined || first === undefined || last.day - first.day < LEAST_SPAN_DAYS) return null;
  return Math.round((last.usedBytes - first.usedBytes) / (last.day - first.day));
}
