/** When something was sent, with the clock that its sender saw. */
export interface MailDate {
  /** UTC. */
  readonly ms: number;
  /** East of UTC; null where the date names no zone. */
  readonly offsetMinutes: number | null;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['UT', 'UTC', 'GMT', 'Z'].map((name) => [name, 0] as const),
  ...(['EST', 'CST', 'MST', 'PST'] as const).map((name, i) => [name, -(5 + i) * 60] as const),
  ...(['EDT', 'CDT', 'MDT', 'PDT'] as const).map((name, i) => [name, -(4 + i) * 60] as const),
  ['CET', 60],
  ['CEST', 120],
]);

const DATE = new RegExp(
  '^(?:[a-z]{2,10}\\.?,?\\s{1,9})?(?<day>\\d{1,2})[\\s-]{1,9}(?<month>[a-z]{3})[a-z]{0,6}\\.?,?[\\s-]{1,9}(?<year>\\d{2,4}),?' +
    '\\s{1,9}(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.\\d{1,9})?)?' +
    '\\s{0,9}(?<zone>[+-]\\d{4}|[a-z]{1,5})?',
  'i',
);

function fullYear(year: string): number {
  const value = Number(year);
  if (year.length > 2) return year.length === 3 ? value + 1900 : value;
  return value < 50 ? value + 2000 : value + 1900;
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  if (match === null) return ZONES.get(zone.toUpperCase()) ?? null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  // "-0000" is a time in UTC whose sender's zone is not known.
  if (zone === '-0000' || minutes > 24 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}

/** The value of a `Date` field (RFC 5322, with its obsolete forms). A date without a zone counts as UTC. Null for what is none. */
export function parseMailDate(value: string): MailDate | null {
  const { day, month, year, hour, minute, second, zone } = DATE.exec(value.trim())?.groups ?? {};
  const monthIndex = MONTHS.indexOf(month?.toLowerCase() ?? '');
  if (day === undefined || year === undefined || monthIndex === -1) return null;
  const local = Date.UTC(fullYear(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0));
  if (new Date(local).getUTCDate() !== Number(day)) return null;
  const offsetMinutes = offsetOf(zone);
  return { ms: local - (offsetMinutes ?? 0) * 60_000, offsetMinutes };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `Monday, 3 March 2025`, of a day's start in UTC. */
export function dayWords(ms: number): string {
  const date = new Date(ms);
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTH_NAMES[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `14:05`, of a time in UTC. */
export function clockWords(ms: number): string {
  const date = new Date(ms);
  return `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
}

/** `Monday, 3 March 2025, 14:05 (UTC+01:00)`, by the sender's clock. */
export function mailDateWords({ ms, offsetMinutes }: MailDate): string {
  const local = ms + (offsetMinutes ?? 0) * 60_000;
  const away = Math.abs(offsetMinutes ?? 0);
  const zone = `${(offsetMinutes ?? 0) < 0 ? '-' : '+'}${twoDigits(Math.floor(away / 60))}:${twoDigits(away % 60)}`;
  return `${dayWords(local)}, ${clockWords(local)} (UTC${away === 0 ? '' : zone})`;
}
