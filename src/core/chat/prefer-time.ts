import { type AskedTime, isDateWithin } from './asked-time.ts';
import type { FoundPassage } from './choose-passages.ts';
import { findDates } from './dates.ts';
import type { Question } from './question.ts';

/** What a passage of another time is worth beside one of the time: it goes behind one that fits nearly as well. */
const OTHER_TIME = 0.6;

/** How many chunks to look for where some may be of another time. */
export const FOUND_FOR_TIME = 96;

/**
 * What was found, marked where it is of the time that the question names. For a time that no text says ("last week") it also
 * goes before what fits a little better; a date ("in March 2025") is found by its words. As it was where the question names
 * no time, or nothing is of it.
 */
export function preferTime({ time }: Question, found: readonly FoundPassage[]): readonly FoundPassage[] {
  if (time === null) return found;
  const marked = found.map((passage) => ({ ...passage, inTime: isOfTime(time, passage) }));
  if (!marked.some(({ inTime }) => inTime)) return found;
  if (!time.relative) return marked;
  return marked
    .map((passage) => (passage.inTime ? passage : { ...passage, score: passage.score * OTHER_TIME }))
    .sort((a, b) => b.score - a.score);
}

/** It is from then, or happens then; where no text says the time, also: it names a date of then. */
function isOfTime(time: AskedTime, { dateMs, startMs, title, heading, text }: FoundPassage): boolean {
  const isThen = (ms: number | undefined): boolean => ms !== undefined && ms >= time.fromMs && ms < time.toMs;
  if (isThen(dateMs) || isThen(startMs)) return true;
  return time.relative && findDates(`${title}\n${heading}\n${text}`).some((date) => isDateWithin(time, date));
}
