import type { Span } from '../items/item.ts';

/** A date as far as a text tells it. `month` and `day` from 1. */
export interface FoundDate extends Span {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz', 'maerz', 'mär'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
];
const MONTH_OF: ReadonlyMap<string, number> = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1])));
const MONTH = `(?:${MONTHS.flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|')})(?![\\p{L}])\\.?`;
const YEAR = '(?:1[5-9]|20)\\d\\d(?![\\d\\p{L}])';

const FORMS = new RegExp(
  [
    '(?<iso>(?<![\\d.-])\\d{4}-\\d{2}(?:-\\d{2})?(?![\\d-]))',
    '(?<dots>(?<![\\d.])\\d{1,2}\\.\\s?\\d{1,2}\\.(?:\\s?(?:\\d{4}|\\d{2})(?![\\d.]))?)',
    '(?<slashes>(?<![\\d/])\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})(?![\\d/]))',
    `(?<dayFirst>(?<![\\p{L}\\d.,])\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?)`,
    `(?<monthFirst>(?<![\\p{L}])${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?![\\d\\p{L}.:])(?:,?\\s+${YEAR})?)`,
    `(?<monthYear>(?<![\\p{L}])${MONTH}\\s+(?:of\\s+)?${YEAR})`,
    `(?<month>(?<![\\p{L}])(?:${MONTHS.flat()
      .filter((name) => name.length > 3 || name === 'mai')
      .join('|')})(?![\\p{L}]))`,
    `(?<year>(?<![\\d\\p{L}.,-])${YEAR})`,
  ].join('|'),
  'giu',
);

/** The dates that a text names, English or German, in order. Two-digit years count from 2000 on; `3/4/25` is day first. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(FORMS)) {
    const date = readDate(match[0], match.groups ?? {});
    if (date && isPossible(date))
      found.push({ ...date, start: match.index, end: match.index + match[0].trimEnd().length });
  }
  return found;
}

type DateForm = Partial<Record<'iso' | 'dots' | 'slashes' | 'monthYear' | 'month' | 'year', string>>;
type DateParts = Omit<FoundDate, 'start' | 'end'>;

function readDate(text: string, form: DateForm): DateParts | null {
  const numbers = Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));
  const [first = null, second = null, third = null] = numbers;
  if (form.iso !== undefined) return { year: first, month: second, day: third };
  if (form.dots !== undefined || form.slashes !== undefined) {
    return { day: first, month: second, year: third === null ? null : third < 100 ? 2000 + third : third };
  }
  if (form.year !== undefined) return { year: first, month: null, day: null };
  const month = monthIn(text);
  if (form.monthYear !== undefined) return { year: first, month, day: null };
  if (form.month !== undefined) return /^(?:may|march)$/.test(text) ? null : { year: null, month, day: null };
  return { year: second, month, day: first };
}

function monthIn(text: string): number | null {
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{3,}/gu)) {
    const month = MONTH_OF.get(word);
    if (month !== undefined) return month;
  }
  return null;
}

const isPossible = ({ month, day }: DateParts): boolean =>
  (month === null || (month >= 1 && month <= 12)) && (day === null || (day >= 1 && day <= 31));

/** Whether `there` says all that `asked` says. */
export function dateHolds(asked: DateParts, there: DateParts): boolean {
  const holds = (a: number | null, b: number | null): boolean => a === null || a === b;
  return holds(asked.year, there.year) && holds(asked.month, there.month) && holds(asked.day, there.day);
}
