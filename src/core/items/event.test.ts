import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modernLines } from './event-card-lines.ts';
import { findBlocks } from './event-lines.ts';
import { createPartNames, entryPart } from './event-parts.ts';
import { recurrenceWords } from './event-words.ts';
import { createZones } from './event-zone.ts';

const zones = createZones();

describe('times of a zone', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Apia',
  );

  it('lead to UTC and back, but for the hour that the clocks pass over', () => {
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: Date.UTC(1980, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 }),
        (name, seconds) => {
          const wall = new Date(zones.toWall(seconds * 1000, name));
          const ms = zones.toUtc(
            {
              year: wall.getUTCFullYear(),
              month: wall.getUTCMonth() + 1,
              day: wall.getUTCDate(),
              hour: wall.getUTCHours(),
              minute: wall.getUTCMinutes(),
              second: wall.getUTCSeconds(),
            },
            name,
          );
          expect(zones.toWall(ms, name)).toBe(wall.getTime());
        },
      ),
    );
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/Berlin', 'Europe/Berlin'],
    ['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['"Tokyo Standard Time"', 'Asia/Tokyo'],
    ['Moon/Tranquility', null],
    ['+02:00', null],
    ['', null],
  ])('are found by the name %s', (name, iana) => {
    expect(zones.ianaOf(name)).toBe(iana);
  });
});

describe('a recurrence in words', () => {
  it.each([
    ['FREQ=DAILY', 'every day'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', 'every 2 weeks on Monday, Wednesday and Friday'],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', 'every month on the last Friday, 12 times'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'every month on day 15'],
    ['FREQ=YEARLY;UNTIL=20301231', 'every year until Tuesday, 31 December 2030'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'],
    ['FREQ=SECONDLY', 'FREQ=SECONDLY'],
  ])('%s: %s', (rule, words) => {
    expect(recurrenceWords(rule)).toBe(words);
  });
});

describe('the parts of a calendar', () => {
  const names = new Set(['VEVENT']);

  it('are found with their lines unfolded, without those of parts inside', () => {
    const source =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A lo\r\n ng\r\n\t one\r\nBEGIN:VALARM\r\nX:1\r\nEND:VALARM\r\nUID:1\r\nEND:VEVENT\r\n';
    expect(findBlocks(source, names)).toEqual([
      { name: 'VEVENT', lines: ['SUMMARY:A long one', 'UID:1'], line: 2, closed: true },
    ]);
  });

  it('are found however begin and end are mixed', () => {
    const line = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VALARM',
      'END:VALARM',
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'UID:1',
      ' x',
      '',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (list) => {
        const begins = list.filter((each) => each === 'BEGIN:VEVENT').length;
        const folded = list.filter((each, i) => each === ' x' && list[i - 1] === 'BEGIN:VEVENT').length;
        expect(findBlocks(list.join('\n'), names).length).toBe(begins - folded);
      }),
    );
  });

  it('are named by their id and occurrence, the same at every reading', () => {
    const nameOf = createPartNames();
    expect(entryPart(['UID:a', 'RECURRENCE-ID;TZID=Europe/Berlin:20250310T180000'])).toBe('a/20250310T180000');
    expect(entryPart(['SUMMARY:Party', 'DTSTART;VALUE=DATE:20250621'])).toBe('20250621 Party');
    expect(['a', 'a', 'a~2', 'a'].map(nameOf)).toEqual(['a', 'a~2', 'a~2~2', 'a~3']);
  });
});

describe('lines of an old card', () => {
  const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes);

  it('become lines of today', () => {
    const old = [
      'TEL;WORK;VOICE:1',
      'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=iso-8859-1:Gr=FC=DFe=0D=0A=',
      'aus K=F6ln',
      'PHOTO;BASE64:AAAA',
      'item1.EMAIL;type="a;b":x@y.example',
      'X-ODD"',
    ];
    expect(modernLines(old, decode)).toEqual([
      'TEL;TYPE=WORK;TYPE=VOICE:1',
      'NOTE:Grüße\\naus Köln',
      'item1.EMAIL;type="a;b":x@y.example',
      'X-ODD"',
    ]);
  });
});
