import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { EventDetails } from '../../../core/items/item-details.ts';
import { readIcs } from './read-ics.ts';
import type { Reading } from './reader.ts';

const FOLDER = new URL('../../../../tests/fixtures/formats/ics/', import.meta.url);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ics'));
const read = async (name: string): Promise<Reading> => {
  const [reading] = await readAll(readIcs, { fileName: name, bytes: bytesOf(name) });
  if (reading === undefined) throw new Error('No reading.');
  expectSoundReading(reading);
  return reading;
};
const calendar = async (...lines: readonly string[]): Promise<Reading> => {
  const source = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n');
  const [reading] = await readAll(readIcs, { fileName: 'x.ics', bytes: new TextEncoder().encode(source) });
  return reading ?? { documents: [], embedded: [], refused: [], next: null };
};
const eventsOf = ({ documents }: Reading): readonly EventDetails[] =>
  documents.map(({ details }) => details).filter((details) => details?.type === 'event');

interface Expected {
  readonly uid: string;
  readonly title: string;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly allDay: boolean;
  readonly recurrence: string | null;
}

const rule = (text: string | null): readonly string[] | null => text?.split(';').toSorted() ?? null;

describe('a calendar', () => {
  it.each(names.filter((name) => !name.startsWith('bad-')))(
    '%s holds what another reader finds in it',
    async (name) => {
      const expected = JSON.parse(
        String(readFileSync(new URL(name.replace('.ics', '.expected.json'), FOLDER))),
      ) as Expected[];
      const reading = await read(name);
      expect(reading.refused).toEqual([]);
      const found = reading.documents.map(({ title, details }) => ({ title, details }));
      expect(found.map(({ title }) => title).toSorted()).toEqual(expected.map(({ title }) => title).toSorted());
      for (const each of expected) {
        const { details } = found.find(({ title }) => title === each.title) ?? {};
        if (each.startMs === null) expect(details).toBeNull();
        if (details?.type !== 'event') continue;
        expect({ ...details, recurrence: rule(details.recurrence) }).toMatchObject({
          startMs: each.startMs,
          endMs: each.endMs ?? details.endMs,
          allDay: each.allDay,
          recurrence: rule(each.recurrence),
        });
      }
    },
  );

  it('keeps the recurrence of a series, its zone, and what is left out and added', async () => {
    const reading = await read('icalendar.ics');
    const [weekly, moved, party] = reading.documents;
    expect(weekly?.part).toBe('weekly@example.org');
    expect(weekly?.details).toMatchObject({
      zone: 'Europe/Berlin',
      recurrence: 'FREQ=WEEKLY;UNTIL=20250630T220000Z;BYDAY=MO',
      excludedMs: [Date.UTC(2025, 3, 21, 16)],
      addedMs: [Date.UTC(2025, 3, 22, 16)],
      location: 'Shed, Lindenweg 3',
      organizer: { name: 'Anna Berg', address: 'anna@example.org' },
      attendees: [
        { name: 'Ben Okafor', address: 'ben@example.net' },
        { name: 'Chika Obi', address: 'chika@example.org' },
      ],
    });
    expect(weekly?.tags).toEqual(['garden', 'round-table']);
    expect(moved?.part).toBe('weekly@example.org/20250310T180000');
    expect(party?.details).toMatchObject({
      allDay: true,
      startMs: Date.UTC(2025, 5, 21),
      endMs: Date.UTC(2025, 5, 23),
    });
  });

  it('says in words when, where and with whom', async () => {
    const [weekly, , party, task] = (await read('icalendar.ics')).documents;
    expect(weekly?.text).toBe(
      [
        'When: Monday, 3 March 2025, 18:00 to 19:00 (Europe/Berlin)',
        'Repeats: every week on Monday until Monday, 30 June 2025',
        'Where: Shed, Lindenweg 3',
        'Organised by: Anna Berg <anna@example.org>',
        'With: Ben Okafor <ben@example.net>, Chika Obi <chika@example.org>',
        'Categories: garden, round table',
        '',
        'Bring the plan;\nthe old one, too.',
      ].join('\n'),
    );
    expect(party?.text).toBe('When: Saturday, 21 June 2025 to Sunday, 22 June 2025');
    expect(task?.text).toBe('Due: Monday, 31 March 2025, 12:00 (UTC)\nStatus: needs-action');
  });

  it('knows the zones of Windows, and finds the zone of hours that Outlook names itself', async () => {
    const reading = await read('outlook.ics');
    expect(eventsOf(reading)).toMatchObject([
      { zone: 'Europe/Berlin', startMs: Date.UTC(2025, 6, 16, 12) },
      { zone: 'America/New_York', startMs: Date.UTC(2025, 6, 16, 13) },
    ]);
    expect(reading.documents[1]?.warnings.join()).toContain('was taken for America/New_York');
    expect(reading.documents[0]?.links).toMatchObject([{ target: 'https://meet.example.com/4711' }]);
    expect(reading.documents[1]?.text).toContain('Repeats: every month on the third Wednesday');
  });

  it('without end, with endless rules and broken lines is read as far as it goes, and the rest is named', async () => {
    const { documents, refused } = await read('bad-no-end.ics');
    expect(documents.map(({ title }) => title)).toEqual(['Every second', 'On the moon', 'Never closed']);
    expect(documents[0]?.details).toMatchObject({ recurrence: 'FREQ=SECONDLY', addedMs: [] });
    expect(documents[1]?.details).toMatchObject({ recurrence: null, zone: null, startMs: Date.UTC(2025, 0, 1, 12) });
    expect(documents[1]?.warnings.join('\n')).toMatch(/THIS LINE[\s\S]*SOMETIMES[\s\S]*Moon\/Tranquility/);
    expect(documents[2]?.warnings.join()).toContain('does not end');
    expect(refused).toMatchObject([{ path: 'Some day' }, { path: 'Cut in the midd' }]);
  });

  it('keeps two entries with one id apart', async () => {
    const event = (start: string) => ['BEGIN:VEVENT', 'UID:same', `DTSTART:${start}`, 'SUMMARY:Twice', 'END:VEVENT'];
    const { documents } = await calendar(...event('20250101T000000Z'), ...event('20250102T000000Z'));
    expect(documents.map(({ part }) => part)).toEqual(['same', 'same~2']);
  });

  it('takes times that the clocks skip or show twice as the standard says', async () => {
    const event = (start: string) => [
      'BEGIN:VEVENT',
      `UID:${start}`,
      `DTSTART;TZID=Europe/Berlin:${start}`,
      'END:VEVENT',
    ];
    const events = eventsOf(
      await calendar(...event('20250330T023000'), ...event('20251026T023000'), ...event('20250301T240000')),
    );
    expect(events.map(({ startMs }) => startMs)).toEqual([
      Date.UTC(2025, 2, 30, 1, 30),
      Date.UTC(2025, 9, 26, 0, 30),
      Date.UTC(2025, 2, 1, 23),
    ]);
  });

  it('of many events is read in batches that name them alike', async () => {
    const lines = Array.from(
      { length: 1_200 },
      (_, n) => `BEGIN:VEVENT\r\nUID:${n % 700}\r\nDTSTART:20250101\r\nEND:VEVENT`,
    );
    const source = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n');
    const readings = await readAll(readIcs, { fileName: 'x.ics', bytes: new TextEncoder().encode(source) });
    const parts = readings.flatMap(({ documents }) => documents.map(({ part }) => part));
    expect(readings.length).toBe(3);
    expect(new Set(parts).size).toBe(1_200);
    expect(parts[700]).toBe('0~2');
  });

  it('is refused where it is none, or empty', async () => {
    const none = readAll(readIcs, { fileName: 'x.ics', bytes: new TextEncoder().encode('hello') });
    await expect(none).rejects.toMatchObject({ code: 'unreadable', message: 'This is not a calendar.' });
    await expect(calendar()).rejects.toMatchObject({ message: 'This calendar has no events.' });
  });

  it('is a sound reading or a refusal whatever is broken in it', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fuzzReader(
      readIcs,
      names.map((fileName) => ({ fileName, bytes: bytesOf(fileName) })),
      { name: 'ics' },
    );
  });
});
