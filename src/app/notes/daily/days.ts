import { addDays, type Day } from '../../../core/notes/daily.ts';

/** The day that it is here. */
export const today = (now: Date = new Date()): Day =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

export const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The days around one, `before` of them and `after`. */
export const daysAround = (day: Day, before: number, after: number): readonly Day[] =>
  Array.from({ length: before + 1 + after }, (_, index) => addDays(day, index - before));
