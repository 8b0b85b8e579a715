import type { LineProperty } from './event-properties.ts';
import { textOf } from './event-properties.ts';
import { createZones, type WallTime, wallMs, type Zones, zoneWithHours } from './event-zone.ts';

/** A zone as an event means it. */
interface MeantZone {
  readonly iana: string | null;
  /** East of UTC, where no zone is known that has the same hours. */
  readonly offsetMinutes: number;
  readonly warning: string | null;
}

/** The zones that a calendar names, and describes itself. */
export interface CalendarZones extends Zones {
  meant(name: string): MeantZone;
}

/** What a calendar says of a zone: its name, the place that it is, and its hours. */
export interface DescribedZone {
  readonly name: string;
  readonly place: string;
  /** East of UTC, in minutes; null where it is not described. */
  readonly standard: number | null;
  readonly daylight: number | null;
}

/** `+0130` as minutes; null for anything else. In jCal the sign is followed by `01:30`. */
export function offsetMinutes(value: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)/.exec(value) ?? [];
  if (sign === undefined) return null;
  const away = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -away : away;
}

function meantBy(name: string, described: DescribedZone | undefined, zones: Zones): MeantZone {
  const iana = zones.ianaOf(name) ?? (described === undefined ? null : zones.ianaOf(described.place));
  const said = name.slice(0, 60);
  if (iana !== null) return { iana, offsetMinutes: 0, warning: null };
  const standard = described?.standard ?? described?.daylight ?? null;
  if (described === undefined || standard === null)
    return {
      iana: null,
      offsetMinutes: 0,
      warning: `The time zone “${said}” is not known; the times are kept without a zone.`,
    };
  const alike = zoneWithHours({ winterMinutes: standard, summerMinutes: described.daylight ?? standard }, zones);
  if (alike !== null)
    return {
      iana: alike,
      offsetMinutes: 0,
      warning: `The time zone “${said}” was taken for ${alike}, which has the same hours.`,
    };
  return {
    iana: null,
    offsetMinutes: standard,
    warning: `The time zone “${said}” is not known; its standard time was used.`,
  };
}

export function createCalendarZones(described: readonly DescribedZone[]): CalendarZones {
  const zones = createZones();
  const byName = new Map(described.map((zone) => [zone.name, zone]));
  const known = new Map<string, MeantZone>();
  return {
    ...zones,
    meant: (name) => {
      const found = known.get(name) ?? meantBy(name, byName.get(name), zones);
      known.set(name, found);
      return found;
    },
  };
}

/** A time of an event. */
export interface EventTime {
  readonly ms: number;
  readonly isDate: boolean;
  /** Null for floating times and whole days. */
  readonly zone: string | null;
  readonly warning: string | null;
}

const STAMP = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:::|(\d\d):(\d\d):(\d\d)(Z)?))?$/;

function readWall(
  value: string,
): { readonly wall: WallTime; readonly isDate: boolean; readonly isUtc: boolean } | null {
  const match = STAMP.exec(value);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
  const wall = { year, month, day, hour, minute, second } as WallTime;
  const isDay = new Date(wallMs({ ...wall, hour: 0, minute: 0, second: 0 })).getUTCDate() === day;
  if (!isDay || wall.hour > 24 || wall.minute > 59 || wall.second > 60) return null;
  return { wall, isDate: match[4] === undefined, isUtc: match[7] !== undefined };
}

/** Reads a time as jCal writes it (RFC 7265: `2025-03-03T14:00:00`). Null where it is none. */
export function readTime(value: string, zoneName: string | undefined, zones: CalendarZones): EventTime | null {
  const read = readWall(value);
  if (read === null) return null;
  const { wall, isDate, isUtc } = read;
  if (isDate || isUtc || zoneName === undefined || zoneName === '')
    return { ms: wallMs(wall), isDate, zone: isUtc ? 'UTC' : null, warning: null };
  const { iana, offsetMinutes: away, warning } = zones.meant(zoneName);
  if (iana === null) return { ms: wallMs(wall) - away * 60_000, isDate, zone: away === 0 ? null : 'UTC', warning };
  const isZulu = /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu)$/i.test(iana);
  return { ms: zones.toUtc(wall, iana), isDate, zone: isZulu ? 'UTC' : iana, warning };
}

/** Every time of the properties of one name: the starts of periods, the values that are times. */
export function readTimes(
  properties: readonly LineProperty[],
  name: string,
  zones: CalendarZones,
): readonly EventTime[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ values, params }) => values.map((value) => readTime(value.split('/')[0] ?? '', params['tzid'], zones)))
    .filter((time) => time !== null);
}

/** A calendar's description of a zone, from its own lines and those of the parts inside it. */
export function describeZone(
  own: readonly LineProperty[],
  standard: readonly LineProperty[],
  daylight: readonly LineProperty[],
): DescribedZone {
  return {
    name: textOf(own, 'tzid'),
    place: textOf(own, 'x-lic-location'),
    standard: offsetMinutes(textOf(standard, 'tzoffsetto')),
    daylight: offsetMinutes(textOf(daylight, 'tzoffsetto')),
  };
}
