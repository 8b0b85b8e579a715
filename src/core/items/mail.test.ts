import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadMs } from '../../../tests/hang.ts';
import { attachmentNames } from './mail-attachments.ts';
import { mailDateWords, parseMailDate } from './mail-date.ts';
import { quotedInHtml } from './mail-html-quotes.ts';
import { peopleWords, tidyPerson } from './mail-people.ts';
import { foldQuotes } from './mail-quotes.ts';
import { readThread } from './mail-thread.ts';
import { parseHtml } from './parse-html.ts';

const foldedIn = (body: string, subject = ''): readonly string[] =>
  foldQuotes(body, { subject }).map(({ start, end }) => body.slice(start, end));

describe('the date of a message', () => {
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

  it('is the moment that it names, whatever the zone', () => {
    const time = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 });
    fc.assert(
      fc.property(time, fc.integer({ min: -14 * 60, max: 14 * 60 }), (seconds, offset) => {
        const local = new Date((seconds + offset * 60) * 1000);
        const away = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(away / 60))}${twoDigits(away % 60)}`;
        const clock = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(twoDigits).join(':');
        const value = `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()} ${clock} ${zone}`;
        expect(parseMailDate(value)?.ms).toBe(seconds * 1000);
        expect(parseMailDate(`Mon, ${value} (a comment)`)?.ms).toBe(seconds * 1000);
      }),
    );
  });

  it.each([
    ['Mon, 3 Mar 2025 14:05:00 +0100', 'Monday, 3 March 2025, 14:05 (UTC+01:00)'],
    ['3 Mar 25 14:05 EST', 'Monday, 3 March 2025, 14:05 (UTC-05:00)'],
    ['Fri, 7 March 2025 9:05:00 GMT', 'Friday, 7 March 2025, 09:05 (UTC)'],
    ['21 Nov 97 09:55:06 -0600', 'Friday, 21 November 1997, 09:55 (UTC-06:00)'],
  ])('%s is %s', (value, words) => {
    const date = parseMailDate(value);
    expect(date === null ? null : mailDateWords(date)).toBe(words);
  });

  it.each(['', 'yesterday', '31 Feb 2025 10:00 +0000', '2025-03-03T10:00:00Z', '1 Foo 2025 10:00:00'])(
    '"%s" is none',
    (value) => {
      expect(parseMailDate(value)).toBeNull();
    },
  );
});

describe('the thread of a message', () => {
  const fields = { messageId: '<own@x>', references: '', inReplyTo: '' };

  it('begins with the first message that it refers to, else the one that it answers, else itself', () => {
    expect(readThread({ ...fields, references: '<a@x> <b@x>', inReplyTo: '<b@x>' })).toEqual({
      messageId: 'own@x',
      threadId: 'a@x',
      parent: 'b@x',
    });
    expect(readThread({ ...fields, inReplyTo: 'Your message of Monday <b@x>' })).toMatchObject({ threadId: 'b@x' });
    expect(readThread(fields)).toEqual({ messageId: 'own@x', threadId: 'own@x', parent: null });
    expect(readThread({ ...fields, messageId: '' })).toEqual({ messageId: '', threadId: '', parent: null });
  });
});

describe('people of a message', () => {
  it('have a name only where it says more than the address', () => {
    expect(tidyPerson('anna@example.org', 'Anna@Example.org')).toEqual({ name: '', address: 'anna@example.org' });
    expect(tidyPerson(' ', undefined)).toBeNull();
  });

  it('are counted from the twenty-first on', () => {
    const people = Array.from({ length: 23 }, (_, n) => ({ name: `P${n}`, address: '' }));
    expect(peopleWords(people)).toMatch(/P19 and 3 more$/);
  });
});

describe('what a message quotes', () => {
  const lines = fc.array(
    fc.constantFrom(
      'text',
      '',
      '> quote',
      '>> deep',
      'On Monday Anna wrote:',
      '-- ',
      '--',
      'From: a',
      'Sent: b',
      'To: c',
      '----- Original Message -----',
      '_'.repeat(32),
    ),
    { maxLength: 40 },
  );

  it('is spans in order inside the body, and never all of it', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('Re: x', 'Fwd: x', ''), (list, subject) => {
        const body = list.join('\n');
        const folded = foldQuotes(body, { subject });
        let reached = -1;
        for (const { start, end } of folded) {
          expect(start).toBeGreaterThan(reached);
          expect(body.slice(start, end)).toBe(body.slice(start, end).trim());
          reached = end;
        }
        const rest = [...folded].reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), body);
        expect(rest.trim() === '').toBe(body.trim() === '');
      }),
    );
  });

  it.each([
    ['Am 3. März 2025 um 14:05 schrieb Anna Berg <anna@example.org>:', '> Wer gießt?'],
    ['Le lun. 3 mars 2025 à 14:05, Anna Berg <anna@example.org> a écrit :', '> Qui arrose ?'],
    ['El lun, 3 mar 2025 a las 14:05, Anna Berg escribió:', '> ¿Quién riega?'],
    ['2025-03-03 14:05 GMT+01:00 Anna Berg <anna@example.org>:', '> Who?'],
  ])('is folded with its introduction: %s', (introduction, quote) => {
    expect(foldedIn(`Me.\n\n${introduction}\n\n${quote}\n\nBye`)).toEqual([`${introduction}\n\n${quote}`]);
  });

  it('is folded piece by piece where answers stand between', () => {
    expect(foldedIn('> One?\n\nYes.\n\n> Two?\n> Really?\n\nNo.')).toEqual(['> One?', '> Two?\n> Really?']);
  });

  it('is not a line that ends in a colon, nor a rule, nor a list of fields alone', () => {
    expect(foldedIn('Please bring:\n\n- a spade\n\n--------\n\nFrom: the shed\n\nTo do: nothing')).toEqual([]);
  });

  it('is not what is forwarded', () => {
    expect(
      foldedIn('See below.\n\n---------- Forwarded message ---------\nFrom: A\nDate: x\nTo: b\n\n> older\n\n-- \nA'),
    ).toEqual([]);
  });

  it('is found in time in a long body', () => {
    const body = `${'> quote\n\nFrom: a\n-- \n'.repeat(20_000)}${'a@'.repeat(50_000)}:\n> x`;
    const started = threadMs();
    foldQuotes(body, { subject: '' });
    expect(threadMs() - started).toBeLessThan(5_000);
  });

  it('is found by the marks of HTML, nested or not closed', () => {
    const quotedOf = (html: string) => {
      const { text, sourceMap } = parseHtml({ source: html, fileName: '' });
      return quotedInHtml(html, sourceMap).map(({ start, end }) => text.slice(start, end).trim());
    };
    expect(
      quotedOf('<p>Me</p><blockquote type=cite>A<blockquote type=cite>B</blockquote>C</blockquote><p>End</p>'),
    ).toEqual(['A\n\nB\n\nC']);
    expect(quotedOf('<p>Me</p><div class="x gmail_quote">A<div>B</div></div>End')).toEqual(['A\n\nB']);
    expect(quotedOf('Me<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: A</div><p>B</p>')).toEqual([
      'From: A\n\nB',
    ]);
    expect(quotedOf('<p>Me</p><blockquote type=cite>A')).toEqual([]);
    expect(quotedOf('<div class="gmail_quote">---------- Forwarded message<p>B</p></div>')).toEqual([]);
    expect(quotedOf('<blockquote>A saying</blockquote>')).toEqual([]);
  });
});

describe('the names of attachments', () => {
  it('are safe file names that differ', () => {
    const name = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('../a', 'a.txt', 'A.TXT', 'a (2).txt', '.', 'x'.repeat(300))),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ name, mediaType: fc.constantFrom('image/png', 'x/y', '') }), { maxLength: 12 }),
        (all) => {
          const names = attachmentNames(all);
          expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(all.length);
          for (const each of names) {
            expect(each).toMatch(/^[^./\\:][^/\\:]*$/);
            expect(each.length).toBeLessThanOrEqual(140);
          }
        },
      ),
    );
  });
});
