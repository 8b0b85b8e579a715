import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { EventDetails, ItemDetails, MailDetails } from '../../core/items/item-details.ts';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { formatEventTime, timeThere } from './event-time.ts';
import { FoldedText, type FoldedTextProps } from './FoldedText.tsx';
import { foldedWithin, foldParts, foldsOf } from './fold-parts.ts';
import { ItemHead } from './ItemHead.tsx';

const folded = (props: FoldedTextProps): string =>
  renderToStaticMarkup(
    <TextProvider i18n={createI18n()}>
      <FoldedText {...props} />
    </TextProvider>,
  );
const head = (details: ItemDetails): string =>
  renderToStaticMarkup(
    <TextProvider i18n={createI18n()}>
      <ItemHead details={details} />
    </TextProvider>,
  );

const spans = fc
  .array(fc.nat(60), { maxLength: 8 })
  .map((ends) => [...new Set(ends)].toSorted((a, b) => a - b))
  .map((ends) =>
    ends.flatMap((start, i) => (i % 2 === 0 && ends[i + 1] !== undefined ? [{ start, end: ends[i + 1] ?? 0 }] : [])),
  );

describe('folded text', () => {
  it('is cut in order, and nothing but white space is lost', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 80 }), spans, (text, folds) => {
        const parts = foldParts(text, folds);
        const kept = parts.map(({ start, end }) => text.slice(start, end)).join('');
        expect(kept.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('is folded alike in each section that holds some of it', () => {
    fc.assert(
      fc.property(spans, fc.nat(60), (folds, cut) => {
        const before = foldedWithin({ start: 0, end: cut }, folds);
        const after = foldedWithin({ start: cut, end: 61 }, folds);
        const length = (all: typeof folds) => all.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(length([...before]) + length([...after])).toBe(length(folds));
      }),
    );
  });

  const text = 'From: A\n\nI agree.\n\n> Shall we?';
  const quoted = { start: text.indexOf('>'), end: text.length };

  it('stands behind a button that says so', () => {
    const html = folded({ text, span: null, folded: [quoted] });
    expect(html).toContain('I agree.');
    expect(html).not.toContain('Shall we?');
    expect(html).toMatch(/<button[^>]*aria-expanded="false"[^>]*>.*Show quoted text/s);
  });

  it('is open where it holds the passage', () => {
    const start = text.indexOf('Shall');
    const html = folded({ text, span: { start, end: start + 5 }, folded: [quoted] });
    expect(html).toContain('<mark>Shall</mark>');
    expect(html).toContain('aria-expanded="true"');
  });

  it('of a mail holds the fields that stand above it in short', () => {
    const details = { type: 'mail' } as MailDetails;
    const item = { details } as Parameters<typeof foldsOf>[0]['item'];
    expect(foldsOf({ item, text, folded: [quoted] })).toEqual([{ start: 0, end: 8 }, quoted]);
    expect(foldsOf({ item: { ...item, details: null }, text, folded: [quoted] })).toEqual([quoted]);
  });
});

describe('the head of an item', () => {
  const person = (name: string) => ({ name, address: `${name.toLowerCase()}@example.org` });
  const mail: MailDetails = {
    type: 'mail',
    from: [person('Anna')],
    to: ['Ben', 'Chika', 'Dana', 'Emre'].map(person),
    cc: [],
    sentMs: Date.UTC(2025, 2, 3, 13, 5),
    messageId: 'a',
    threadId: 'a',
  };

  it('names who wrote to whom', () => {
    expect(head(mail)).toContain('to Ben, Chika, Dana and 1 more');
    expect(head({ ...mail, to: [{ name: '', address: 'x@example.org' }] })).toContain('to x@example.org');
  });

  const event: EventDetails = {
    type: 'event',
    uid: 'u',
    startMs: Date.UTC(2025, 6, 16, 12),
    endMs: Date.UTC(2025, 6, 16, 13, 30),
    allDay: false,
    zone: 'Europe/Berlin',
    recurrence: null,
    excludedMs: [],
    addedMs: [],
    location: '',
    organizer: null,
    attendees: [],
  };
  const plain = (words: string | null) => words?.replace(/[\u2009\u202f\u00a0]/g, ' ');

  it('says when an event is by the clock of the reader, and by its own where that differs', () => {
    expect(plain(formatEventTime(event, 'en-GB', 'America/New_York'))).toBe('Wednesday, 16 July 2025, 08:00–09:30');
    expect(plain(timeThere(event, 'en-GB', 'America/New_York'))).toMatch(/^Wednesday.* 14:00$/);
    expect(timeThere(event, 'en-GB', 'Europe/Paris')).toBeNull();
    expect(head(event)).toContain('2025-07-16T12:00:00.000Z');
  });

  it('leaves whole days and times without a zone as they are', () => {
    const days = { ...event, allDay: true, zone: null, startMs: Date.UTC(2025, 5, 21), endMs: Date.UTC(2025, 5, 22) };
    expect(formatEventTime(days, 'en-GB', 'America/New_York')).toBe('Saturday, 21 June 2025');
    expect(plain(formatEventTime({ ...event, zone: null }, 'en-GB', 'Asia/Tokyo'))).toContain('12:00');
    expect(timeThere(days, 'en-GB', 'Asia/Tokyo')).toBeNull();
  });
});
