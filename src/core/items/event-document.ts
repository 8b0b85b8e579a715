import { BARE_DOCUMENT, tidyTitle } from './document-source.ts';
import { type CalendarZones, type EventTime, readTime, readTimes } from './event-calendar.ts';
import { type LineProperty, propertyOf, textOf, textsOf } from './event-properties.ts';
import { eventText } from './event-words.ts';
import type { ParsedDocument } from './item.ts';
import type { EventDetails, Person } from './item-details.ts';
import { guessLanguage } from './language.ts';
import { tidyPerson } from './mail-people.ts';
import { parseHtml } from './parse-html.ts';
import { bareUrls } from './parse-text.ts';
import { uniqueTags } from './scan-markdown.ts';

const DAY_MS = 86_400_000;

export interface EventLines {
  readonly part: string;
  readonly type: 'event' | 'task' | 'journal';
  readonly properties: readonly LineProperty[];
  /** The rule's text, and how long it takes in ms, where there are. */
  readonly recurrence: string | null;
  readonly durationMs: number | null;
  readonly zones: CalendarZones;
  readonly warnings: readonly string[];
}

export type EventOutcome =
  | { readonly ok: true; readonly document: ParsedDocument }
  | { readonly ok: false; readonly title: string; readonly reason: string };

function personOf({ values, params }: LineProperty): Person | null {
  const address = (values[0] ?? '').replace(/^mailto:/i, '');
  return tidyPerson(params['cn'], address.includes('@') ? address : '');
}

const timeOf = ({ properties, zones }: EventLines, name: string): EventTime | null => {
  const property = propertyOf(properties, name);
  return property === undefined ? null : readTime(property.values[0] ?? '', property.params['tzid'], zones);
};

/** Start and end; an end before the start counts as none. Null where it has no time at all. */
function spanOf(lines: EventLines): { readonly start: EventTime; readonly endMs: number } | null {
  const due = lines.type === 'task' ? timeOf(lines, 'due') : null;
  const start = timeOf(lines, 'dtstart') ?? due;
  if (start === null) return null;
  const shortest = start.ms + (start.isDate && lines.type === 'event' ? DAY_MS : 0);
  const byDuration = lines.durationMs === null ? null : start.ms + lines.durationMs;
  const endMs = (timeOf(lines, 'dtend') ?? due)?.ms ?? byDuration ?? shortest;
  return { start, endMs: Math.max(endMs, shortest) };
}

function detailsOf(lines: EventLines, { start, endMs }: NonNullable<ReturnType<typeof spanOf>>): EventDetails {
  const { properties, recurrence, zones } = lines;
  const organizer = propertyOf(properties, 'organizer');
  return {
    type: 'event',
    uid: textOf(properties, 'uid'),
    startMs: start.ms,
    endMs,
    allDay: start.isDate,
    zone: start.zone,
    recurrence,
    excludedMs: readTimes(properties, 'exdate', zones).map(({ ms }) => ms),
    addedMs: readTimes(properties, 'rdate', zones).map(({ ms }) => ms),
    location: textOf(properties, 'location').replace(/\s+/g, ' '),
    organizer: organizer === undefined ? null : personOf(organizer),
    attendees: properties
      .filter(({ name }) => name === 'attendee')
      .map(personOf)
      .filter((person) => person !== null),
  };
}

/** A description; some calendars write it as HTML. */
function descriptionOf(properties: readonly LineProperty[]): string {
  const text = textsOf(properties, 'description').join('\n\n').replace(/\r\n?/g, '\n');
  return /<(?:br|p|a|b|ul|ol|div|span|html-blob)\b[^>]{0,500}>/i.test(text)
    ? parseHtml({ source: text, fileName: '' }).text
    : text;
}

/** An event, a task or a journal entry as a document. An event without a start is refused. */
export function eventDocument(lines: EventLines): EventOutcome {
  const { type, properties, zones } = lines;
  const title = tidyTitle(textOf(properties, 'summary')) || (type === 'task' ? 'Untitled task' : 'Untitled event');
  const span = spanOf(lines);
  if (span === null && type === 'event') {
    const wrong = propertyOf(properties, 'dtstart') === undefined ? 'has no start' : 'has a start that is no date';
    return { ok: false, title, reason: `The event “${title}” ${wrong}.` };
  }
  const details = span === null || type === 'journal' ? null : detailsOf(lines, span);
  const categories = textsOf(properties, 'categories');
  const text = eventText(
    {
      details,
      label: type === 'task' ? 'Due' : 'When',
      description: descriptionOf(properties),
      status:
        type === 'event' ? textOf(properties, 'status').replace(/^confirmed$/i, '') : textOf(properties, 'status'),
      categories,
      url: textOf(properties, 'url'),
    },
    zones,
  );
  const zoneWarning = span?.start.warning ?? null;
  return {
    ok: true,
    document: {
      ...BARE_DOCUMENT,
      part: lines.part,
      kind: details === null ? 'file' : 'event',
      title,
      text,
      links: bareUrls(text),
      tags: uniqueTags(categories.map((category) => category.replace(/\s+/g, '-'))),
      details,
      language: guessLanguage(`${title}\n${descriptionOf(properties)}`),
      createdMs: timeOf(lines, 'created')?.ms ?? (type === 'journal' ? (span?.start.ms ?? null) : null),
      updatedMs: timeOf(lines, 'last-modified')?.ms ?? null,
      warnings: zoneWarning === null ? lines.warnings : [...lines.warnings, zoneWarning],
    },
  };
}
