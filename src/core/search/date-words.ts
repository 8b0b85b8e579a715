import { foldTerm } from './analyze.ts';
import { MONTHS, readNumber, SEASONS, UNITS, type Unit, WEEKDAYS } from './date-vocabulary.ts';
import { dateOfDay, dayNumber, startOfDayMs, todayOf, type When, weekdayOf } from './zoned-days.ts';

/** Half-open, UTC ms; infinite where an end is open. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Days, half-open; see `zoned-days.ts`. */
type Days = readonly [from: number, to: number];

const MAX_LENGTH = 60;

/**
 * The time that a date says, as the person in that zone means it: `2025-03`, `14 March`, `last week`, `3 days ago`,
 * `since Monday`, `vor zwei Wochen`, `letzten Sommer`. Weeks begin on Monday. What has no year is the latest that has
 * begun. Null for what is no date.
 */
export function readDate(text: string, when: When): TimeRange | null {
  if (text.length > MAX_LENGTH) return null;
  const words = foldTerm(text)
    .replace(/[,\s]+/g, ' ')
    .trim();
  const days = readDays(words, todayOf(when));
  return days && { fromMs: startOfDayMs(days[0], when.zone), toMs: startOfDayMs(days[1], when.zone) };
}

type Rule = readonly [pattern: RegExp, read: (groups: readonly string[], today: number) => Days | null];

const LAST = '(?:last|previous|(?:letzt|vergangen|vorig)e[nmrs]?)';
const THIS = '(?:this|current|diese[nmrs]?)';
const THE = '(?:(?:the|der|den|dem|die|das) )?';

/** What leads over to another date, or to two. */
const AROUND: readonly Rule[] = [
  [/^(?:since|seit) (.+)$/, ([inner = ''], today) => map(readDays(inner, today), ([from]) => [from, Infinity])],
  [/^(?:after|nach) (.+)$/, ([inner = ''], today) => map(readDays(inner, today), ([, to]) => [to, Infinity])],
  [/^(?:before|vor) (.+)$/, ([inner = ''], today) => map(readDays(inner, today), ([from]) => [-Infinity, from])],
  [/^(?:until|till|bis) (.+)$/, ([inner = ''], today) => map(readDays(inner, today), ([, to]) => [-Infinity, to])],
  [/^(?:between|zwischen) (.+) (?:and|und) (.+)$/, readBetween],
  [/^(?:from |vo[nm] )?(.+) (?:to|until|till|bis(?: zum)?|-) (.+)$/, readBetween],
  [
    new RegExp(`^(?:in|on|at|im|am|of|from|aus|vo[nm]|during|wahrend) ${THE}(.+)$`),
    ([inner = ''], today) => readDays(inner, today),
  ],
  [/^(?:the|der|den|dem|das|die) (.+)$/, ([inner = ''], today) => readDays(inner, today)],
];

const PLAIN: readonly Rule[] = [
  [/^(\d{4})$/, ([year]) => yearOf(Number(year))],
  [/^(\d{4})[-/](\d{1,2})$/, ([year, month]) => checkedMonth(Number(year), Number(month) - 1)],
  [
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/,
    ([year, month, date]) => checkedDay(Number(year), Number(month) - 1, Number(date)),
  ],
  [
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
    ([date, month, year]) => checkedDay(Number(year), Number(month) - 1, Number(date)),
  ],
  [/^(\d{1,2})\.(\d{1,2})\.?$/, ([date, month], today) => latestDay(Number(month) - 1, Number(date), today)],
  [/^(?:q([1-4]) (\d{4})|(\d{4})[- ]q([1-4]))$/, ([a, b, c, d]) => quarterOf(Number(b ?? c), Number(a ?? d) - 1)],
  [/^(?:today|heute)$/, (_, today) => [today, today + 1]],
  [/^(?:yesterday|gestern)$/, (_, today) => [today - 1, today]],
  [/^(?:day before yesterday|vorgestern)$/, (_, today) => [today - 2, today - 1]],
  [/^(\S+) (\S+) ago$/, readAgo],
  [/^vor (\S+) (\S+)$/, readAgo],
  [new RegExp(`^(?:past|${LAST}) (\\S+) (\\S+)$`), readPast],
  [/^past (\S+)$/, ([unit = ''], today) => readPast(['1', unit], today)],
  [new RegExp(`^${LAST} (\\S+)$`), ([name = ''], today) => named(name, today, 'last')],
  [new RegExp(`^${THIS} (\\S+)$`), ([name = ''], today) => named(name, today, 'this')],
  [/^(\S+?)\.?(?: of)? (\d{4})$/, ([name = '', year]) => inYear(name, Number(year))],
  [
    /^(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (\S+?)\.?(?: (\d{4}))?$/,
    ([date, name, year], today) => monthDay(name, date, year, today),
  ],
  [
    /^(\S+?)\.? (\d{1,2})(?:st|nd|rd|th|\.)?(?: (\d{4}))?$/,
    ([name, date, year], today) => monthDay(name, date, year, today),
  ],
  [/^(\S+)$/, ([name = ''], today) => named(name, today, 'latest')],
];

function readDays(words: string, today: number): Days | null {
  for (const [pattern, read] of [...PLAIN, ...AROUND]) {
    const found = pattern.exec(words);
    const days = found && read(found.slice(1), today);
    if (days) return days;
  }
  return null;
}

const map = (days: Days | null, to: (days: Days) => Days): Days | null => days && to(days);

function readBetween([first = '', second = '']: readonly string[], today: number): Days | null {
  const [from, to] = [readDays(first, today), readDays(second, today)];
  return from === null || to === null || to[1] <= from[0] ? null : [from[0], to[1]];
}

const yearOf = (year: number): Days => [dayNumber(year, 0), dayNumber(year + 1, 0)];
const monthOf = (year: number, month: number): Days => [dayNumber(year, month), dayNumber(year, month + 1)];
const quarterOf = (year: number, quarter: number): Days => [
  dayNumber(year, quarter * 3),
  dayNumber(year, quarter * 3 + 3),
];
const seasonOf = (year: number, month: number): Days => [dayNumber(year, month), dayNumber(year, month + 3)];
const checkedMonth = (year: number, month: number): Days | null =>
  month < 0 || month > 11 ? null : monthOf(year, month);

function checkedDay(year: number, month: number, date: number): Days | null {
  const day = dayNumber(year, month, date);
  const read = dateOfDay(day);
  return read.year === year && read.month === month && read.date === date ? [day, day + 1] : null;
}

function latestDay(month: number, date: number, today: number): Days | null {
  const { year } = dateOfDay(today);
  for (const at of [year, year - 1, year - 2, year - 3, year - 4]) {
    const days = checkedDay(at, month, date);
    if (days !== null && days[0] <= today) return days;
  }
  return null;
}

function monthDay(name = '', date = '', year: string | undefined, today: number): Days | null {
  const month = MONTHS.get(name);
  if (month === undefined) return null;
  return year === undefined ? latestDay(month, Number(date), today) : checkedDay(Number(year), month, Number(date));
}

function inYear(name: string, year: number): Days | null {
  const [month, season] = [MONTHS.get(name), SEASONS.get(name)];
  if (month !== undefined) return monthOf(year, month);
  if (season !== undefined) return seasonOf(year, season);
  return UNITS.get(name) === 'year' ? yearOf(year) : null;
}

/** The day, week, month or year that lies so far back. */
function readAgo([count = '', name = '']: readonly string[], today: number): Days | null {
  const [number, unit] = [readNumber(count), UNITS.get(name)];
  return number === null || unit === undefined ? null : unitBack(unit, number, today);
}

/** The last so many days, weeks, months or years, up to today. */
function readPast([count = '', name = '']: readonly string[], today: number): Days | null {
  const [number, unit] = [readNumber(count), UNITS.get(name)];
  if (number === null || number === 0 || unit === undefined || unit === 'weekend') return null;
  const { year, month, date } = dateOfDay(today + 1);
  if (unit === 'day' || unit === 'week') return [today + 1 - number * (unit === 'day' ? 1 : 7), today + 1];
  const months = number * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12);
  return [dayNumber(year, month - months, date), today + 1];
}

function unitBack(unit: Unit, back: number, today: number): Days {
  const { year, month } = dateOfDay(today);
  const monday = today - weekdayOf(today) - 7 * back;
  if (unit === 'day') return [today - back, today - back + 1];
  if (unit === 'week') return [monday, monday + 7];
  if (unit === 'weekend') return [monday + 5, monday + 7];
  if (unit === 'month') return monthOf(year, month - back);
  return unit === 'quarter' ? quarterOf(year, Math.floor(month / 3) - back) : yearOf(year - back);
}

type Which = 'last' | 'this' | 'latest';

function named(name: string, today: number, which: Which): Days | null {
  const [unit, weekday, month, season] = [UNITS.get(name), WEEKDAYS.get(name), MONTHS.get(name), SEASONS.get(name)];
  if (unit !== undefined)
    return which === 'latest' || unit === 'day' ? null : unitBack(unit, which === 'last' ? 1 : 0, today);
  if (weekday !== undefined) return weekdayIn(weekday, today, which);
  if (month !== undefined) return yearly((year) => monthOf(year, month), today, which);
  return season === undefined ? null : yearly((year) => seasonOf(year, season), today, which);
}

function weekdayIn(weekday: number, today: number, which: Which): Days {
  const behind = (weekdayOf(today) - weekday + 7) % 7;
  const day =
    which === 'this' ? today - weekdayOf(today) + weekday : today - (which === 'last' && behind === 0 ? 7 : behind);
  return [day, day + 1];
}

/** `last`: it is over. `this`: it is now, or lies in this year. `latest`: it has begun. */
function yearly(days: (year: number) => Days, today: number, which: Which): Days {
  const { year } = dateOfDay(today);
  const around = [year, year - 1, year - 2].map(days);
  const fits = ([from, to]: Days): boolean =>
    which === 'last' ? to <= today : from <= today && (which === 'latest' || today < to);
  return around.find(fits) ?? days(year);
}
