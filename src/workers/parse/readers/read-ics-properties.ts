import ICAL from 'ical.js';
import type { LineProperty } from '../../../core/items/event-properties.ts';

/** How the values of a line are written: in a calendar, or in one of the versions of an address book. */
const DESIGNS = {
  calendar: ICAL.design.icalendar,
  card4: ICAL.design.vcard,
  card3: ICAL.design.vcard3,
} as const;

export interface ReadLines {
  readonly properties: readonly LineProperty[];
  /** Lines that are not as the format has them. */
  readonly broken: readonly string[];
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([['period', '/']]);

function textOfValue(value: unknown, separator: string): string {
  if (Array.isArray(value)) return value.map((each) => textOfValue(each, ',')).join(separator);
  return typeof value === 'object' ? '' : String(value);
}

type JcalProperty = readonly [
  name: string,
  params: Readonly<Record<string, unknown>>,
  type: string,
  ...values: readonly unknown[],
];

function toProperty([name, params, type, ...values]: JcalProperty): LineProperty {
  return {
    name,
    params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, textOfValue(value, ',')])),
    values: values.map((value) => textOfValue(value, SEPARATORS.get(type) ?? ';')),
  };
}

/** Reads lines one by one: one that is broken costs that line. */
export function readProperties(lines: readonly string[], design: keyof typeof DESIGNS): ReadLines {
  const properties: LineProperty[] = [];
  const broken: string[] = [];
  for (const line of lines) {
    try {
      properties.push(toProperty(ICAL.parse.property(line, DESIGNS[design]) as JcalProperty));
    } catch {
      broken.push(line); // named to the user by whoever asked
    }
  }
  return { properties, broken };
}

/** How long a duration such as `PT1H30M` takes; null where it is none, or a negative one. */
export function durationMs(value: string): number | null {
  try {
    const ms = ICAL.Duration.fromString(value).toSeconds() * 1000;
    return ms >= 0 && ms < 1e14 ? ms : null;
  } catch {
    return null; // no duration: the event is taken as without one
  }
}

/** Whether a recurrence is one, by RFC 5545. Nothing is expanded. */
export function isRecurrence(rule: string): boolean {
  try {
    ICAL.Recur.fromString(rule);
    return /(?:^|;)FREQ=/i.test(rule);
  } catch {
    return false; // the event is kept without it, with a warning
  }
}
