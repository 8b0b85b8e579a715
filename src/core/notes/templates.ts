import { dateOfDay, todayOf, weekdayOf } from '../search/zoned-days.ts';

/** What the variables of a template are filled with. */
export interface TemplateValues {
  readonly title: string;
  readonly nowMs: number;
  /** An IANA name. */
  readonly zone: string;
  /** A BCP 47 tag: the names of months and days. */
  readonly locale: string;
  /** The day that `{{date}}` is, as a number; today where it is left out. */
  readonly day?: number;
}

export interface FilledTemplate {
  readonly text: string;
  /** Where `{{cursor}}` stood first; null where there is none. */
  readonly cursor: number | null;
}

const VARIABLE = /\{\{\s*(date|time|title|cursor)\s*(?::([^{}\n]{1,60}))?\}\}/gi;

/** `{{date}}`, `{{time}}`, `{{date:DD.MM.YYYY}}`, `{{title}}` and `{{cursor}}`; what is not one of them stays as it is. */
export function fillTemplate(template: string, values: TemplateValues): FilledTemplate {
  let cursor: number | null = null;
  let text = '';
  let from = 0;
  for (const match of template.matchAll(VARIABLE)) {
    text += template.slice(from, match.index);
    from = match.index + match[0].length;
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'cursor') cursor ??= text.length;
    else text += variable(name, match[2]?.trim(), values);
  }
  return { text: text + template.slice(from), cursor };
}

function variable(name: string, format: string | undefined, values: TemplateValues): string {
  if (name === 'title') return values.title;
  return formatDate(format ?? (name === 'date' ? 'YYYY-MM-DD' : 'HH:mm'), values);
}

const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|mm|ss|WW/g;

/**
 * A date in letters: YYYY YY, MMMM MMM MM M, DD D, dddd ddd, HH H, mm, ss, WW (the week of ISO 8601); what stands in `[…]`
 * is kept.
 */
export function formatDate(format: string, values: Omit<TemplateValues, 'title'>): string {
  const parts = partsOf(values);
  return format.replace(TOKEN, (token, kept: string | undefined) => kept ?? parts[token] ?? token);
}

function partsOf({ nowMs, zone, locale, day }: Omit<TemplateValues, 'title'>): Readonly<Record<string, string>> {
  const number = day ?? todayOf({ nowMs, zone });
  const { year, month, date } = dateOfDay(number);
  const noon = number * 86_400_000 + 43_200_000;
  const named = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noon);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const [hours = '00', minutes = '00', seconds = '00'] = clock.format(nowMs).split(':');
  return {
    YYYY: String(year).padStart(4, '0'),
    YY: two(year % 100),
    MMMM: named({ month: 'long' }),
    MMM: named({ month: 'short' }),
    MM: two(month + 1),
    M: String(month + 1),
    DD: two(date),
    D: String(date),
    dddd: named({ weekday: 'long' }),
    ddd: named({ weekday: 'short' }),
    HH: hours,
    H: String(Number(hours)),
    mm: minutes,
    ss: seconds,
    WW: two(weekOf(number)),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A week belongs to the year that its Thursday lies in. */
function weekOf(day: number): number {
  const thursday = day - weekdayOf(day) + 3;
  const first = Date.UTC(dateOfDay(thursday).year, 0, 1) / 86_400_000;
  return Math.floor((thursday - first) / 7) + 1;
}
