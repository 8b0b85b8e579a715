import type { Span } from '../items/item.ts';
import { readDate, type TimeRange } from '../search/date-words.ts';
import { dateOfDay, dayNumber, todayOf, type When } from '../search/zoned-days.ts';
import { type FoundDate, findDates } from './dates.ts';

/** The time that a question names: "last week", "in March 2025", "vor zwei Wochen". Its place in the question is `start` and `end`. */
export interface AskedTime extends Span, TimeRange {
  /** Days of the person's zone, half-open; see `zoned-days.ts`. Infinite where an end is open. */
  readonly days: readonly [from: number, to: number];
  /** Read from the day of asking: no text says it in these words. */
  readonly relative: boolean;
  /** It says when what is looked for was written or came ("mails from last week"): nothing else is an answer. */
  readonly ofItems: boolean;
}

const MAX_LENGTH = 2000;
const MAX_WORDS = 6;

/** Words that are a time by themselves and seldom anything else. */
const TELLING =
  /^(?:today|yesterday|heute|gestern|vorgestern|(?:19|20)\d\d|\d{4}-\d\d?(?:-\d\d?)?|\d\d?\.\d\d?\.\d{4})$/iu;
/** A month, weekday or season without a year: it says when things are done rather than when one was, and may be no time at all. */
const BARE_NAME = /^(?:(?:in|on|at|im|am|of|from|aus|vo[nm]|during|während|the|der|dem|den|die|das)\s+)*(\p{L}+)\.?$/iu;
/** Names of times that are more often another word where they stand bare: "in the sun", "we may". */
const SHORT_NAME = /^(?:\p{L}{1,3}|may|march|fall|mon|tues?|thurs?)$/u;
const FROM_TODAY =
  /(?<![\p{L}])(?:last|previous|past|this|current|ago|since|(?:letzt|vergangen|vorig|diese)\p{L}*|seit)(?![\p{L}])/iu;

const THING =
  '(?:(?:e-?)?mails?|messages?|notes?|files?|documents?|chats?|nachricht(?:en)?|notiz(?:en)?|datei(?:en)?|dokumente?n?|aufzeichnung(?:en)?)';
const CAME = '(?:came|arrived|sent|received|written|saved|kam(?:en)?|gekommen|geschickt|geschrieben|erhalten)';
const WERE = '(?:were|was|are|is|wurden?|sind|ist)';
const WRITE = '(?:wr(?:ite|ote)|note|noted|jotted|edit(?:ed)?|import(?:ed)?|schrieb|notiert|bearbeitet|importiert)';
const THING_WORD = new RegExp(`^(?:${THING}|${CAME}|${WERE}|${WRITE})$`, 'iu');
const OF_THINGS = new RegExp(
  `(?<![\\p{L}])${THING}(?:\\s+(?:that|which|die|das))?(?:\\s+${WERE})?(?:\\s+${CAME}(?:\\s+in)?)?\\s*$`,
  'iu',
);
const WRITING = [
  /(?<![\p{L}])(?:did|have|had)\s+(?:i|we)\s+(?:\p{L}+\s+)?(?:write|written|note|noted|jot|jotted|edit|edited|import|imported)(?![\p{L}])/iu,
  /(?<![\p{L}])(?:i|we)\s+(?:wrote|noted|jotted|edited|imported)(?![\p{L}])/iu,
  /(?<![\p{L}])(?:habe?n?|hatten?)\s+(?:ich|wir)(?![\p{L}]).*(?<![\p{L}])(?:(?:auf)?geschrieben|notiert|bearbeitet|importiert)(?![\p{L}])/iu,
  /(?<![\p{L}])(?:schrieb(?:en)?|notierten?|bearbeiteten?|importierten?)\s+(?:ich|wir)(?![\p{L}])/iu,
];

/** The longest time that the question names, the first of those of one length. Null where it names none. */
export function askedTime(question: string, when: When): AskedTime | null {
  const text = question.slice(0, MAX_LENGTH);
  const words = Array.from(text.matchAll(/\S+/gu), ({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  for (let count = Math.min(MAX_WORDS, words.length); count > 0; count--) {
    for (const [at, { start }] of words.slice(0, words.length - count + 1).entries()) {
      const found = timeIn(text, { start, end: words[at + count - 1]?.end ?? start }, when);
      if (found !== null) return found;
    }
  }
  return null;
}

function timeIn(text: string, whole: Span, when: When): AskedTime | null {
  const written = text.slice(whole.start, whole.end);
  const lead = /^[\s("'“„]*/u.exec(written)?.[0].length ?? 0;
  for (const tail of [/[?!,;:)"'”“]*$/u, /(?:['’]s)?[?!.,;:)"'”“]*$/u]) {
    const phrase = written.slice(lead).replace(tail, '').trimEnd();
    const range = readDate(phrase, when);
    const ofItems = speaksOfItems(text, whole.start + lead);
    if (range === null || range.fromMs >= range.toMs || !isTime(phrase, ofItems)) continue;
    const [start, end] = [whole.start + lead, whole.start + lead + phrase.length];
    const days = [dayAt(range.fromMs, when), dayAt(range.toMs, when)] as const;
    return { ...range, start, end, days, relative: isRelative(phrase), ofItems };
  }
  return null;
}

const dayAt = (ms: number, { zone }: When): number => (Number.isFinite(ms) ? todayOf({ nowMs: ms, zone }) : ms);

function isTime(phrase: string, ofItems: boolean): boolean {
  const words = phrase.split(/\s+/);
  if (words.length === 1) return TELLING.test(phrase);
  if (/(?:^|\s)(?:may|march)$/u.test(phrase)) return false;
  const bare = BARE_NAME.exec(phrase)?.[1];
  return bare === undefined || TELLING.test(bare) || (ofItems && !SHORT_NAME.test(bare));
}

const speaksOfItems = (text: string, start: number): boolean =>
  OF_THINGS.test(text.slice(Math.max(0, start - 80), start)) || WRITING.some((pattern) => pattern.test(text));

/** Whether a word only says that something was written or came: "which mails came yesterday". */
export const isThingWord = (term: string): boolean => THING_WORD.test(term);

const isRelative = (phrase: string): boolean =>
  FROM_TODAY.test(phrase) ? !findDates(phrase).some(({ year }) => year !== null) : findDates(phrase).length === 0;

/** The time as a date, where it is one day, month or year. */
export function dateOf({ start, end, days: [from, to] }: AskedTime): FoundDate | null {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  const { year, month, date } = dateOfDay(from);
  const found = { start, end, year, month: month + 1, day: date };
  if (to === from + 1) return found;
  if (date === 1 && to === dayNumber(year, month + 1)) return { ...found, day: null };
  return date === 1 && month === 0 && to === dayNumber(year + 1, 0) ? { ...found, month: null, day: null } : null;
}

/** Whether a date that a text names lies in the time, or shares days with it. Null for one without a year. */
export function isDateWithin(
  { days: [from, to] }: Pick<AskedTime, 'days'>,
  { year, month, day }: FoundDate,
): boolean | null {
  if (year === null) return null;
  const first = dayNumber(year, (month ?? 1) - 1, day ?? 1);
  const after = day !== null ? first + 1 : month !== null ? dayNumber(year, month) : dayNumber(year + 1, 0);
  return first < to && after > from;
}
