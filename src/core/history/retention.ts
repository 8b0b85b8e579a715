/** How long what was deleted or changed is kept, and what of it. */

export const DAY_MS = 86_400_000;

/** In these days each edit can be seen and taken back, whatever the settings say. */
export const WHOLE_DAYS = 30;
/** After so many days what a run, an import or a model call noted of itself is of no use to anybody. */
export const RUN_DAYS = 90;
/** Versions that are kept beyond `WHOLE_DAYS`: one for each day up to this age, then one for each week. */
const DAILY_DAYS = 90;

/** What the settings offer, in days; 0 is for ever. */
export const BIN_DAYS = [7, 30, 90, 0] as const;
export const HISTORY_DAYS = [30, 90, 365, 0] as const;

/** What was deleted at this time goes at that one; null for what stays until somebody empties the bin. */
export const goesAtMs = (deletedMs: number, keepDays: number): number | null =>
  keepDays === 0 ? null : deletedMs + keepDays * DAY_MS;

/** What was deleted before this goes now; null for nothing. */
export const deletedBeforeMs = (nowMs: number, keepDays: number): number | null =>
  keepDays === 0 ? null : nowMs - keepDays * DAY_MS;

/** Each edit older than this may leave the change log. `neededFromMs`: the oldest that a backup has yet to take, or rests on. */
export const wholeFromMs = (nowMs: number, neededFromMs: number | null): number =>
  Math.min(nowMs - WHOLE_DAYS * DAY_MS, neededFromMs ?? Number.POSITIVE_INFINITY);

interface Dated {
  readonly atMs: number;
}

/**
 * Which versions of one item stay: the last of each day, after 90 days the last of each week, and none that is older than
 * the setting. Those that stay at one time would stay at any earlier one, so thinning again and again loses nothing more.
 */
export function keptVersions<T extends Dated>(versions: readonly T[], nowMs: number, keepDays: number): T[] {
  const kept = new Map<number, T>();
  for (const version of versions.toSorted((a, b) => a.atMs - b.atMs)) {
    if (keepDays !== 0 && version.atMs < nowMs - keepDays * DAY_MS) continue;
    kept.set(slotOf(version.atMs, nowMs), version);
  }
  return [...kept.values()].sort((a, b) => a.atMs - b.atMs);
}

/** Days and weeks are counted from 1970 in UTC, so that they are the same whenever it is asked. Weeks are told apart by their sign. */
function slotOf(atMs: number, nowMs: number): number {
  const day = Math.floor(atMs / DAY_MS);
  const week = Math.floor(day / 7);
  // By the age of its whole week: a week is either kept by days or as one.
  const isOld = nowMs - (week + 1) * 7 * DAY_MS >= DAILY_DAYS * DAY_MS;
  return isOld ? -1 - week : day;
}
