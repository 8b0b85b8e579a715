import { AppError } from '../../../core/errors.ts';
import { type CalendarZones, createCalendarZones, describeZone } from '../../../core/items/event-calendar.ts';
import { type EventOutcome, eventDocument } from '../../../core/items/event-document.ts';
import { findBlocks, type LineBlock } from '../../../core/items/event-lines.ts';
import { createPartNames, entryPart, rawValue } from '../../../core/items/event-parts.ts';
import { type LineProperty, textOf } from '../../../core/items/event-properties.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { durationMs, isRecurrence, readProperties } from './read-ics-properties.ts';
import { decodeBytes } from './read-text.ts';
import type { FileToRead, Reading } from './reader.ts';

/** Events of one batch. */
const BATCH = 500;

const TYPES = { VEVENT: 'event', VTODO: 'task', VJOURNAL: 'journal' } as const;
const ENTRIES: ReadonlySet<string> = new Set(Object.keys(TYPES));
const NAMES: ReadonlySet<string> = new Set([...ENTRIES, 'VTIMEZONE', 'STANDARD', 'DAYLIGHT']);

const linesOf = (block: LineBlock | undefined): readonly LineProperty[] =>
  block === undefined ? [] : readProperties(block.lines, 'calendar').properties;

/** The zones that the calendar describes; the last hours of each are those of today. */
function zonesOf(blocks: readonly LineBlock[]): CalendarZones {
  const starts = blocks.flatMap(({ name }, i) => (name === 'VTIMEZONE' ? [i] : []));
  return createCalendarZones(
    starts.map((start, i) => {
      const inside = blocks.slice(start + 1, starts[i + 1]);
      const lastOf = (name: string) => linesOf(inside.findLast((block) => block.name === name));
      return describeZone(linesOf(blocks[start]), lastOf('STANDARD'), lastOf('DAYLIGHT'));
    }),
  );
}

function readEntry({ name, lines, closed, line }: LineBlock, part: string, zones: CalendarZones): EventOutcome {
  const { properties, broken } = readProperties(lines, 'calendar');
  const rule = rawValue(lines, 'RRULE').toUpperCase();
  const warnings = broken
    .filter((each) => !/^RRULE/i.test(each))
    .map((each) => `This line cannot be read: ${each.slice(0, 60)}`)
    .slice(0, 3);
  if (!closed) warnings.push(`What begins in line ${line} does not end in the file; what is there was read.`);
  const isRule = isRecurrence(rule);
  if (rule !== '' && !isRule) warnings.push(`Its recurrence cannot be read: ${rule.slice(0, 60)}`);
  return eventDocument({
    part,
    type: TYPES[name as keyof typeof TYPES],
    properties,
    recurrence: isRule ? rule : null,
    durationMs: durationMs(textOf(properties, 'duration')),
    zones,
    warnings,
  });
}

/** A calendar (RFC 5545): each event a part, no series expanded. */
export async function readIcs({ bytes, cursor }: FileToRead): Promise<Reading> {
  const source = decodeBytes(new Uint8Array(await bytes.arrayBuffer()));
  const blocks = findBlocks(source, NAMES);
  const entries = blocks.filter(({ name }) => ENTRIES.has(name));
  if (entries.length === 0) {
    const isCalendar = /^BEGIN:VCALENDAR/im.test(source);
    throw new AppError('unreadable', isCalendar ? 'This calendar has no events.' : 'This is not a calendar.');
  }
  const zones = zonesOf(blocks);
  const documents: ParsedDocument[] = [];
  const refused: Reading['refused'][number][] = [];
  const nameOf = createPartNames();
  // The entries of the batches before are named again: a name belongs to its place among equal ones.
  const parts = entries.slice(0, cursor + BATCH).map(({ lines }) => nameOf(entryPart(lines)));
  for (const [i, entry] of entries.slice(cursor, cursor + BATCH).entries()) {
    const outcome = readEntry(entry, parts[cursor + i] ?? '', zones);
    if (outcome.ok) documents.push(outcome.document);
    else refused.push({ path: outcome.title, code: 'unreadable', reason: outcome.reason });
  }
  const next = cursor + BATCH;
  return { documents, embedded: [], refused, next: next < entries.length ? next : null };
}
