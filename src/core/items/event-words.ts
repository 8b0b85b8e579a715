import type { Zones } from './event-zone.ts';
import type { EventDetails } from './item-details.ts';
import { clockWords, dayWords } from './mail-date.ts';
import { peopleWords, personWords } from './mail-people.ts';

const DAY_MS = 86_400_000;
const DAYS: ReadonlyMap<string, string> = new Map([
  ['MO', 'Monday'],
  ['TU', 'Tuesday'],
  ['WE', 'Wednesday'],
  ['TH', 'Thursday'],
  ['FR', 'Friday'],
  ['SA', 'Saturday'],
  ['SU', 'Sunday'],
]);
const UNITS: ReadonlyMap<string, string> = new Map([
  ['DAILY', 'day'],
  ['WEEKLY', 'week'],
  ['MONTHLY', 'month'],
  ['YEARLY', 'year'],
  ['HOURLY', 'hour'],
]);
const PLACES: ReadonlyMap<string, string> = new Map([
  ['1', 'first'],
  ['2', 'second'],
  ['3', 'third'],
  ['4', 'fourth'],
  ['5', 'fifth'],
  ['-1', 'last'],
]);

const allDayWords = (startMs: number, endMs: number): string => {
  const last = endMs - DAY_MS;
  return last <= startMs ? `${dayWords(startMs)}, all day` : `${dayWords(startMs)} to ${dayWords(last)}`;
};

/** `Monday, 3 March 2025, 14:00 to 15:00 (Europe/Berlin)`, by the clocks of the event's own zone. */
function eventTimeWords(
  { startMs, endMs, allDay, zone }: Pick<EventDetails, 'startMs' | 'endMs' | 'allDay' | 'zone'>,
  zones: Zones,
): string {
  if (allDay) return allDayWords(startMs, endMs);
  const [start, end] = [startMs, endMs].map((ms) => (zone === null ? ms : zones.toWall(ms, zone))) as [number, number];
  const where = zone === null ? '' : ` (${zone})`;
  const begins = `${dayWords(start)}, ${clockWords(start)}`;
  if (endMs <= startMs) return `${begins}${where}`;
  const sameDay = dayWords(start) === dayWords(end);
  return `${begins} to ${sameDay ? '' : `${dayWords(end)}, `}${clockWords(end)}${where}`;
}

const listWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function dayName(value: string): string | null {
  const [, place = '', day = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value) ?? [];
  const name = DAYS.get(day);
  if (name === undefined) return null;
  const which = place === '' ? '' : PLACES.get(String(Number(place)));
  return which === undefined ? null : `${which === '' ? '' : `the ${which} `}${name}`;
}

function untilWords(rule: ReadonlyMap<string, string>): string {
  const count = rule.get('COUNT');
  if (count !== undefined) return count === '1' ? ', once' : `, ${count} times`;
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(rule.get('UNTIL') ?? '') ?? [];
  return year === undefined ? '' : ` until ${dayWords(Date.UTC(Number(year), Number(month) - 1, Number(day)))}`;
}

/** `every 2 weeks on Monday and Friday until …`; a rule that is less common is given as it is written. */
export function recurrenceWords(recurrence: string): string {
  const rule = new Map(recurrence.split(';').map((part) => part.split('=', 2) as [string, string]));
  const unit = UNITS.get(rule.get('FREQ') ?? '');
  const days = (rule.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const names = days.map(dayName).filter((name) => name !== null);
  const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST', 'BYMONTHDAY']);
  const monthDay = rule.get('BYMONTHDAY');
  const isPlain = [...rule.keys()].every((key) => known.has(key)) && names.length === days.length;
  if (unit === undefined || !isPlain || (monthDay !== undefined && unit !== 'month')) return recurrence;
  const interval = Number(rule.get('INTERVAL') ?? '1');
  const often = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  const onDays = names.length === 0 ? '' : ` on ${listWords(names)}`;
  const onMonthDay = monthDay === undefined ? '' : ` on day ${monthDay}`;
  return `${often}${onDays}${onMonthDay}${untilWords(rule)}`;
}

interface EventText {
  /** Null for a task or a journal entry without a time. */
  readonly details: EventDetails | null;
  /** As it is called: `When`, or `Due` for a task. */
  readonly label: string;
  readonly description: string;
  readonly status: string;
  readonly categories: readonly string[];
  readonly url: string;
}

function factLines(details: EventDetails, label: string, zones: Zones) {
  const { recurrence, location, organizer, attendees } = details;
  return [
    [label, eventTimeWords(details, zones)],
    ['Repeats', recurrence === null ? '' : recurrenceWords(recurrence)],
    ['Where', location],
    ['Organised by', organizer === null ? '' : personWords(organizer)],
    ['With', peopleWords(attendees)],
  ] as const;
}

/** An event in lines that can be found and quoted, then its description. */
export function eventText({ details, label, description, status, categories, url }: EventText, zones: Zones): string {
  const lines = [
    ...(details === null ? [] : factLines(details, label, zones)),
    ['Status', status.toLowerCase()],
    ['Categories', categories.join(', ')],
    ['Link', url],
  ] as const;
  const head = lines.flatMap(([name, words]) => (words === '' ? [] : [`${name}: ${words}`])).join('\n');
  return [head, description.trim()].filter((part) => part !== '').join('\n\n');
}
