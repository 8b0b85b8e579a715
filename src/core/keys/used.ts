/**
 * How much something is used: each use counts one, and counts half after every week. One number and its time are enough
 * to know it at any later time (exponential decay).
 */
export interface Use {
  readonly weight: number;
  /** When the weight was that, UTC in ms. */
  readonly atMs: number;
}

export type Used = Readonly<Record<string, Use>>;

const HALF_MS = 7 * 24 * 3_600_000;
const MOST = 200;

/** 0 for what was never used. A clock that went back counts as no time. */
export function scoreOf(use: Use | undefined, nowMs: number): number {
  if (use === undefined) return 0;
  return use.weight * 0.5 ** (Math.max(0, nowMs - use.atMs) / HALF_MS);
}

/** With one use more; what is used least goes where there are more than 200. */
export function noteUse(used: Used, id: string, nowMs: number): Used {
  const next: Used = { ...used, [id]: { weight: scoreOf(own(used, id), nowMs) + 1, atMs: nowMs } };
  const ids = Object.keys(next);
  if (ids.length <= MOST) return next;
  return Object.fromEntries(
    mostUsed(next, nowMs)
      .slice(0, MOST)
      .map((kept) => [kept, next[kept] as Use]),
  );
}

/** Ids, the most used first. */
export function mostUsed(used: Used, nowMs: number): readonly string[] {
  const scored = Object.keys(used).map((id) => ({ id, score: scoreOf(own(used, id), nowMs) }));
  return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

const own = (used: Used, id: string): Use | undefined => (Object.hasOwn(used, id) ? used[id] : undefined);
