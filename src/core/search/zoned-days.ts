/** Days of a calendar as numbers: 0 is 1 January 1970, whatever the zone. */

/** The moment that dates in words are read from. */
export interface When {
  /** UTC in ms. */
  readonly nowMs: number;
  /** An IANA name (`Europe/Vienna`). An unknown one makes what reads it throw a `RangeError`. */
  readonly zone: string;
}

const DAY_MS = 86_400_000;

/** The number of a day; `month` counts from 0 and may lie outside the year. */
export const dayNumber = (year: number, month: number, day = 1): number => Date.UTC(year, month, day) / DAY_MS;

export function dateOfDay(day: number): { readonly year: number; readonly month: number; readonly date: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

/** Monday is 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The day that it is in the zone. */
export const todayOf = ({ nowMs, zone }: When): number => Math.floor((nowMs + offsetMs(nowMs, zone)) / DAY_MS);

/** The first instant of the day in the zone, UTC ms; infinite where the day is. */
export function startOfDayMs(day: number, zone: string): number {
  if (!Number.isFinite(day)) return day;
  const local = day * DAY_MS;
  const near = local - offsetMs(local, zone);
  return local - offsetMs(near, zone);
}

/** Whether it names a time zone. */
export function isZone(zone: string): boolean {
  try {
    offsetMs(0, zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How far the clocks of the zone are ahead of UTC at that instant. */
function offsetMs(atMs: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(atMs / 1000) * 1000;
}
