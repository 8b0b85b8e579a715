import type { EventDetails } from '../../core/items/item-details.ts';

const DAY_MS = 86_400_000;
const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;

type EventTime = Pick<EventDetails, 'startMs' | 'endMs' | 'allDay' | 'zone'>;

/** When an event is by the reader's clock: days as they are, floating times as they are written, others in `zone`. */
export function formatEventTime(
  { startMs, endMs, allDay, zone }: EventTime,
  locale: string,
  readerZone: string,
): string {
  const timeZone = allDay || zone === null ? 'UTC' : readerZone;
  const format = new Intl.DateTimeFormat(locale, { ...DAY, ...(allDay ? {} : CLOCK), timeZone });
  const last = allDay ? endMs - DAY_MS : endMs;
  return last <= startMs ? format.format(startMs) : format.formatRange(startMs, last);
}

/** The start by the clocks of the event's own zone; null where they show what the reader's do. */
export function timeThere({ startMs, allDay, zone }: EventTime, locale: string, readerZone: string): string | null {
  if (allDay || zone === null || zone === 'UTC') return null;
  const [here, there] = [readerZone, zone].map((timeZone) =>
    new Intl.DateTimeFormat(locale, { ...CLOCK, weekday: 'long', timeZone }).format(startMs),
  );
  return here === there ? null : (there ?? null);
}
