const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Most of what a row of a list costs is making these, so each is made once. */
const made = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function once<F extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => F): F {
  const format = (made.get(key) as F | undefined) ?? make();
  made.set(key, format);
  return format;
}

const relativeFormat = (locale: string) =>
  once(`relative ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  // It keeps the time zone that it was made in, and the device may have moved to another one since.
  once(
    `${locale} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  );

function startOfDayMs(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** Calendar days from `ms` to `nowMs` in the local time zone; rounded, because a day may have 23 or 25 hours. */
function daysBetween(ms: number, nowMs: number): number {
  return Math.round((startOfDayMs(nowMs) - startOfDayMs(ms)) / DAY_MS);
}

/** Relative within a week ("5 minutes ago", "yesterday"), then a date, with the year when it is another one. */
export function formatRelative(ms: number, nowMs: number, locale: string): string {
  const age = nowMs - ms;
  const days = daysBetween(ms, nowMs);
  const relative = relativeFormat(locale);
  if (Math.abs(age) < MINUTE_MS) return capitalise(relative.format(0, 'second'), locale);
  if (Math.abs(age) < HOUR_MS) return relative.format(-Math.trunc(age / MINUTE_MS), 'minute');
  if (days === 0) return relative.format(-Math.trunc(age / HOUR_MS), 'hour');
  if (Math.abs(days) < 7) return capitalise(relative.format(-days, 'day'), locale);
  const sameYear = new Date(ms).getFullYear() === new Date(nowMs).getFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return dateFormat(dateLocale(locale), { day: 'numeric', month: 'short', ...year }).format(ms);
}

/** The whole of it, for a tip: "Tuesday, 3 March 2025 at 14:05". */
export function formatFullTime(ms: number, locale: string): string {
  return dateFormat(dateLocale(locale), { dateStyle: 'full', timeStyle: 'short' }).format(ms);
}

/** A day to come or long past: "21 December", with the year where it is another one. */
export function formatDay(ms: number, locale: string, nowMs = Date.now()): string {
  const sameYear = new Date(ms).getFullYear() === new Date(nowMs).getFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return dateFormat(dateLocale(locale), { day: 'numeric', month: 'long', ...year }).format(ms);
}

/** Hearth's English writes the day before the month. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

function capitalise(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** When `formatRelative` will say something else: ms from now, for a timer. */
export function nextChangeMs(ms: number, nowMs: number): number {
  const age = Math.abs(nowMs - ms);
  if (age < HOUR_MS) return MINUTE_MS - (age % MINUTE_MS);
  return HOUR_MS - (age % HOUR_MS);
}
