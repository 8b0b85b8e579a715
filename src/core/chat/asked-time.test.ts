import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedTime, dateOf, isDateWithin } from './asked-time.ts';
import { findDates } from './dates.ts';
import { readQuestion } from './question.ts';

/** Saturday, 21 November 2026, half past one in the morning in Vienna: still Friday in UTC. */
const when = { nowMs: Date.UTC(2026, 10, 21, 0, 30), zone: 'Europe/Vienna' };

const day = (number: number): string =>
  Number.isFinite(number) ? new Date(number * 86_400_000).toISOString().slice(0, 10) : '';

/** The words, the days, and what else is known of them. */
function timeOf(question: string): string | null {
  const time = askedTime(question, when);
  if (time === null) return null;
  const marks = [...(time.relative ? ['relative'] : []), ...(time.ofItems ? ['items'] : [])];
  return [question.slice(time.start, time.end), time.days.map(day).join('..'), ...marks].join(' | ');
}

describe('the time that a question names', () => {
  it.each([
    ['What did the plumber charge last week?', 'last week | 2026-11-09..2026-11-16 | relative'],
    ['Yesterday, who called about the boiler?', 'Yesterday | 2026-11-20..2026-11-21 | relative'],
    ['What was decided in March 2025 about the hall?', 'in March 2025 | 2025-03-01..2025-04-01'],
    ['How high was the rent in last year’s lease?', 'in last year | 2025-01-01..2026-01-01 | relative'],
    ['Who came two weeks ago?', 'two weeks ago | 2026-11-02..2026-11-09 | relative'],
    ['What did the potatoes give in 2025?', 'in 2025 | 2025-01-01..2026-01-01'],
    ['What has changed since Monday (in the plan)?', 'since Monday | 2026-11-16.. | relative'],
    ['What was paid between March and May 2026?', 'between March and May 2026 | 2026-03-01..2026-06-01'],
    ['Which mails from last week are about the roof?', 'from last week | 2026-11-09..2026-11-16 | relative | items'],
    ['What did I write about the roof in March?', 'in March | 2026-03-01..2026-04-01 | items'],
    ['Which notes did we edit on Monday?', 'on Monday | 2026-11-16..2026-11-17 | relative | items'],
    ['Was hat der Klempner letzte Woche verlangt?', 'letzte Woche | 2026-11-09..2026-11-16 | relative'],
    ['Was wurde im März 2025 beschlossen?', 'im März 2025 | 2025-03-01..2025-04-01'],
    ['Wer hat vorgestern angerufen?', 'vorgestern | 2026-11-19..2026-11-20 | relative'],
    ['Wer kam vor zwei Wochen?', 'vor zwei Wochen | 2026-11-02..2026-11-09 | relative'],
    ['Welche Mails vom März 2025 handeln vom Dach?', 'vom März 2025 | 2025-03-01..2025-04-01 | items'],
    ['Was habe ich letzten Montag notiert?', 'letzten Montag | 2026-11-16..2026-11-17 | relative | items'],
    ['Welche Nachrichten kamen gestern?', 'gestern | 2026-11-20..2026-11-21 | relative | items'],
    ['Welche Notizen sind von letzter Woche?', 'von letzter Woche | 2026-11-09..2026-11-16 | relative | items'],
    ['Was geschah am 9.3.?', 'am 9.3. | 2026-03-09..2026-03-10'],
  ])('%s', (question, time) => {
    expect(timeOf(question)).toBe(time);
  });

  it.each([
    'What does the heating cost in winter?',
    'What grows in the sun?',
    'Which notes are about plants in the sun?',
    'When is the club on Mondays?',
    'What may I plant, and how may I water it?',
    'Wann ist im Sommer geöffnet?',
    'Who is our dentist?',
    'Is the parcel between 10 and 20 kg?',
    '',
  ])('none: %s', (question) => {
    expect(timeOf(question)).toBeNull();
  });

  it('is found in any text, at the words it names', () => {
    const word = fc.constantFrom(
      'last',
      'week',
      'in',
      'March',
      '2025',
      'vor',
      'zwei',
      'Tagen',
      'mails',
      '(',
      '?',
      'the',
      '’s',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const question = words.join(' ');
        const time = askedTime(question, when);
        if (time === null) return;
        expect(time.end).toBeGreaterThan(time.start);
        expect(time.days[0]).toBeLessThan(time.days[1]);
        expect(question.slice(time.start, time.end)).toMatch(/^\S.*\S$|^\S$/);
      }),
    );
  });
});

describe('dates and the time', () => {
  const within = (question: string, text: string) => {
    const time = askedTime(question, when);
    return findDates(text).map((date) => time && isDateWithin(time, date));
  };

  it('a date is within where it shares days with the time', () => {
    expect(within('last week', '12 November 2026, 2 November 2026, November 2026, 2026, 2025')).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(within('since 2025', '3 March 2024, 3 March 2026')).toEqual([false, true]);
    expect(within('last week', '12 November')).toEqual([null]);
  });

  it('a day, a month and a year are dates, a week is none', () => {
    const read = (text: string) => {
      const time = askedTime(text, when);
      const date = time && dateOf(time);
      return date && [date.year, date.month, date.day];
    };
    expect(['yesterday', 'last month', 'last year', 'last week', 'since 2025'].map(read)).toEqual([
      [2026, 11, 20],
      [2026, 10, null],
      [2025, null, null],
      null,
      null,
    ]);
  });

  it('words that are read from the day of asking are no words to be found, and say which date is meant', () => {
    const { words, dates, time } = readQuestion('What did the plumber charge last year?', when);
    expect(words.map(({ term }) => term)).toEqual(['plumber', 'charge']);
    expect(dates).toMatchObject([{ year: 2025, month: null, day: null }]);
    expect(time?.relative).toBe(true);
    expect(readQuestion('What did the plumber charge last year?').time).toBeNull();
    expect(readQuestion('Was geschah im März 2025?', when).dates).toMatchObject([{ year: 2025, month: 3 }]);
    for (const all of [
      'What did I write last week?',
      'Which mails came in yesterday?',
      'Welche Notizen sind von gestern?',
    ])
      expect(readQuestion(all, when).asksForItems, all).toBe(true);
    expect(readQuestion('Which mails came yesterday about the roof?', when).asksForItems).toBe(false);
    expect(readQuestion('What was paid last March?', when).dates).toMatchObject([{ year: 2026, month: 3 }]);
  });
});
