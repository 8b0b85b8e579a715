import type { Id } from '../ids.ts';

/** A day of the calendar, `2026-11-22`, whatever the zone. */
export type Day = string;

const DAY_MS = 86_400_000;

/** Its number from 1 January 1970; null where there is no such day. */
export function dayNumberOf(day: Day): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const ms = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return dayOfNumber(ms / DAY_MS) === day ? ms / DAY_MS : null;
}

export const dayOfNumber = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** `by` days later, or earlier. */
export const addDays = (day: Day, by: number): Day => dayOfNumber((dayNumberOf(day) ?? 0) + by);

/**
 * The id of the day's note in a workspace: the same in each tab and on each device, so that there is one, whoever makes
 * it first. A UUIDv8 that sorts by its day (RFC 9562, section 5.8).
 */
export function dailyNoteId(workspaceId: Id, day: Day): Id {
  const time = ((dayNumberOf(day) ?? 0) * DAY_MS).toString(16).padStart(12, '0').slice(-12);
  const seed = `hearth daily note ${workspaceId} ${day}`;
  const hash = [0, 1, 2].map((salt) => fnv1a(`${salt}${seed}`).toString(16).padStart(8, '0')).join('');
  const variant = (8 + (Number.parseInt(hash[3] ?? '0', 16) & 3)).toString(16);
  return [time.slice(0, 8), time.slice(8), `8${hash.slice(0, 3)}`, variant + hash.slice(4, 7), hash.slice(7, 19)].join(
    '-',
  );
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Once more through, so that texts that differ at their end differ in all bits.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
