import { ianaOfWindows } from './event-windows-zones.ts';

/** A date and time as a clock on the wall shows it. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = (): ((zone: string) => Intl.DateTimeFormat | null) => {
  const made = new Map<string, Intl.DateTimeFormat | null>();
  return (zone) => {
    if (!made.has(zone)) made.set(zone, formatFor(zone));
    return made.get(zone) ?? null;
  };
};

function formatFor(zone: string): Intl.DateTimeFormat | null {
  try {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      era: 'short',
      hourCycle: 'h23',
      second: 'numeric',
      ...numeric,
    });
  } catch {
    return null; // no such zone
  }
}

export interface Zones {
  /** The IANA name of what a calendar calls a zone; null where that is not known. */
  ianaOf(name: string): string | null;
  /** UTC ms. Of a time that the clocks pass over, as if they had not been changed yet; of one that they show twice, the first. */
  toUtc(wall: WallTime, zone: string): number;
  /** What the clock of a zone shows, as if it were UTC, in ms. */
  toWall(ms: number, zone: string): number;
}

/** Zones that a calendar's own rules are compared with, the ones with most people first. */
const COMMON =
  'Asia/Shanghai Asia/Kolkata America/New_York Europe/Berlin Europe/London America/Chicago America/Los_Angeles America/Denver ' +
  'Asia/Tokyo Europe/Helsinki Europe/Moscow Europe/Istanbul America/Sao_Paulo Australia/Sydney Australia/Adelaide Pacific/Auckland ' +
  'America/Halifax America/St_Johns America/Anchorage America/Phoenix Asia/Dubai Asia/Karachi Asia/Dhaka Asia/Jakarta ' +
  'Asia/Jerusalem America/Argentina/Buenos_Aires America/Bogota America/Santiago Africa/Johannesburg Africa/Lagos UTC';
const [JANUARY, JULY] = [Date.UTC(2024, 0, 15), Date.UTC(2024, 6, 15)];

/** A zone by the hours that a calendar says it has. */
export interface ZoneHours {
  /** East of UTC. */
  readonly winterMinutes: number;
  /** The same as in winter where the clocks are not changed. */
  readonly summerMinutes: number;
}

/** A zone that has these hours, in the north or in the south; null where none of the common ones has. */
export function zoneWithHours(
  { winterMinutes, summerMinutes }: ZoneHours,
  zones: Pick<Zones, 'toWall'>,
): string | null {
  const offset = (zone: string, ms: number): number => (zones.toWall(ms, zone) - ms) / 60_000;
  const fits = (zone: string): boolean => {
    const both = [offset(zone, JANUARY), offset(zone, JULY)];
    return Math.min(...both) === winterMinutes && Math.max(...both) === summerMinutes;
  };
  return COMMON.split(' ').find(fits) ?? null;
}

export const wallMs = ({ year, month, day, hour, minute, second }: WallTime): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
};

/** Time zones by the data of the platform. */
export function createZones(): Zones {
  const formatOf = formats();
  const toWall = (ms: number, zone: string): number => {
    const format = formatOf(zone);
    if (format === null || Number.isNaN(ms)) return ms;
    // `3/30/2025 A, 14:05:00`: several times as fast as asking for the parts.
    const shown = format.format(ms);
    const [month = 0, day = 0, shownYear = 0, hour = 0, minute = 0, second = 0] =
      shown.match(/\d+/g)?.map(Number) ?? [];
    const year = shown.includes('B') ? 1 - shownYear : shownYear;
    return wallMs({ year, month, day, hour, minute, second });
  };
  return {
    toWall,
    ianaOf: (name) => {
      // Mozilla and others put a place of their own before the name: `/mozilla.org/20050126_1/Europe/Berlin`.
      const plain = name.trim().replace(/^"|"$/g, '');
      const names = plain.split('/');
      const candidates = [plain, names.slice(-2).join('/'), names.slice(-3).join('/'), ianaOfWindows(plain)];
      return candidates.find((each) => each !== null && isZone(each, formatOf)) ?? null;
    },
    toUtc: (wall, zone) => {
      const local = wallMs(wall);
      const offsets = [local - 86_400_000, local + 86_400_000].map((ms) => toWall(ms, zone) - ms);
      const found = offsets.map((offset) => local - offset).find((ms) => toWall(ms, zone) === local);
      return found ?? local - (offsets[0] ?? 0);
    },
  };
}

/** Offsets such as `+02:00` are no zones: they keep no summer time. */
const isZone = (name: string, formatOf: (zone: string) => Intl.DateTimeFormat | null): boolean =>
  /^[A-Za-z]/.test(name) && formatOf(name) !== null;
