import { DAY_MS, WHOLE_DAYS } from '../history/retention.ts';
import type { Id } from '../ids.ts';

/** Which notices are kept: bounded in number and age. */

export const KEPT_NOTICES = 200;
/** As long as each change can be taken back. */
export const KEPT_NOTICE_DAYS = WHOLE_DAYS;
/** What was put away stays so long: it can be brought back, and what lasts is not told again. */
const DISMISSED_DAYS = 7;

export interface DatedNotice {
  readonly id: Id;
  readonly atMs: number;
  readonly dismissedMs: number | null;
}

/** Those that go now: what is too old, what was put away long ago, and beyond the number what was put away first, then the oldest. */
export function droppedNotices(notices: readonly DatedNotice[], nowMs: number): Id[] {
  const isOver = ({ atMs, dismissedMs }: DatedNotice) =>
    atMs < nowMs - KEPT_NOTICE_DAYS * DAY_MS || (dismissedMs !== null && dismissedMs < nowMs - DISMISSED_DAYS * DAY_MS);
  const kept = notices
    .filter((notice) => !isOver(notice))
    .toSorted((a, b) => Number(a.dismissedMs !== null) - Number(b.dismissedMs !== null) || b.atMs - a.atMs);
  const staying = new Set(kept.slice(0, KEPT_NOTICES).map(({ id }) => id));
  return notices.flatMap(({ id }) => (staying.has(id) ? [] : [id]));
}
