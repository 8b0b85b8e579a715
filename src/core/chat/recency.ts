import { findDates } from './dates.ts';
import type { Question } from './question.ts';

interface Scored {
  readonly text: string;
  readonly score: number;
}

const ASKS_LATEST =
  /(?<![\p{L}])(?:last|latest|newest|most recent(?:ly)?|zuletzt|letzte[rnsm]?|neueste[rnsm]?)(?![\p{L}])/iu;
const AHEAD =
  /(?<![\p{L}])(?:next|due|will|plan(?:ned)?|ends?|expires?|until|nächste[rnsm]?|fällig|geplant|endet|bis)(?![\p{L}])/iu;

/** Who asks for the last time means the latest date of those that fit about as well, and none that is still to come. */
export function withRecency<T extends Scored>(question: Question, candidate: T, all: readonly T[]): T {
  if (!ASKS_LATEST.test(withoutTime(question))) return candidate;
  if (AHEAD.test(candidate.text)) return { ...candidate, score: candidate.score - 0.2 };
  const day = latestDay(candidate.text);
  const past = all.filter(({ text }) => !AHEAD.test(text));
  const bar = 0.85 * past.reduce((most, { score }) => Math.max(most, score), 0);
  if (day === 0 || candidate.score < bar) return candidate;
  const beaten = past.some((other) => other.score >= bar && latestDay(other.text) > day);
  return beaten ? candidate : { ...candidate, score: candidate.score + 0.1 };
}

/** "Last week" asks for no last time. */
const withoutTime = ({ text, time }: Question): string =>
  time === null ? text : `${text.slice(0, time.start)} ${text.slice(time.end)}`;

/** 0 for a text without a year. */
const latestDay = (text: string): number =>
  findDates(text).reduce(
    (most, { year, month, day }) => Math.max(most, year === null ? 0 : year * 372 + (month ?? 0) * 31 + (day ?? 0)),
    0,
  );
