import { describe, expect, test } from 'vitest';
import { choosePassages, type FoundPassage } from './choose-passages.ts';
import { preferTime } from './prefer-time.ts';
import { readQuestion } from './question.ts';
import { quoteAnswer } from './quote.ts';

const when = { nowMs: Date.UTC(2026, 10, 21, 12), zone: 'UTC' };
const dayMs = (text: string): number => Date.parse(text);

let count = 0;
const found = (text: string, given: Partial<FoundPassage> = {}): FoundPassage => ({
  itemId: `item ${++count}`,
  title: 'Log',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score: 1,
  ordinal: 0,
  dateMs: dayMs('2026-01-05'),
  threadId: null,
  ...given,
});

const order = (question: string, passages: readonly FoundPassage[]) =>
  preferTime(readQuestion(question, when), passages).map(({ text }) => text);

describe('what is of the time that the question names goes first', () => {
  test.each(['What did the boiler show last week?', 'Was zeigte der Kessel letzte Woche?'])('%s', (question) => {
    const old = found('The boiler was at 1.1 bar.');
    const sent = found('The boiler is at 1.4 bar.', { dateMs: dayMs('2026-11-12'), score: 0.8 });
    const named = found('12 November 2026: the boiler at 1.5 bar.', { score: 0.7 });
    const event = found('Boiler: service', { startMs: dayMs('2026-11-13'), score: 0.65 });
    expect(order(question, [old, sent, named, event])).toEqual([sent.text, named.text, event.text, old.text]);
  });

  test('but not before what fits far better', () => {
    const old = found('The boiler was at 1.1 bar.');
    const sent = found('We had tea.', { dateMs: dayMs('2026-11-12'), score: 0.3 });
    expect(order('What did the boiler show last week?', [old, sent])).toEqual([old.text, sent.text]);
  });

  test('where nothing is of the time, or none is named, all stays as it is', () => {
    const passages = [found('The boiler was at 1.1 bar.'), found('The boiler is at 1.4 bar.', { score: 0.8 })];
    for (const question of ['What did the boiler show last week?', 'What did the boiler show?']) {
      expect(preferTime(readQuestion(question, when), passages)).toEqual(passages);
    }
  });

  test('an older version stays where the question asks for its time', () => {
    const text = 'The rent of the flat is due on the first day of each month';
    const old = found(`${text}: 940 pounds.`, { title: 'Lease v1', dateMs: dayMs('2025-02-01') });
    const newer = found(`${text}: 980 pounds.`, { title: 'Lease v2', dateMs: dayMs('2026-02-01') });
    const question = readQuestion('What was the rent in last year’s lease?', when);
    const [first] = choosePassages(question, preferTime(question, [newer, old]));
    expect(first?.text).toBe(old.text);
  });
});

describe('the sentence of the time is quoted', () => {
  const passage = (text: string, at: number) => ({ ...found(text), number: at + 1, score: 1 });
  const TEXTS = [
    'The plumber charged £80 on 3 February 2025.',
    'The plumber charged £95 on 12 November 2026.',
    'The plumber charged £70 on 4 October 2026.',
  ].map(passage);
  const first = (question: string) => quoteAnswer(readQuestion(question, when), TEXTS).quotes[0]?.text;

  test.each([
    ['How much did the plumber charge last week?', '£95'],
    ['How much did the plumber charge last month?', '£70'],
    ['How much did the plumber charge last year?', '£80'],
    ['How much did the plumber charge in October 2026?', '£70'],
  ])('%s', (question, sum) => {
    expect(first(question)).toContain(sum);
  });

  test.each([
    ['Wie viel hat der Klempner letzte Woche verlangt?', '95'],
    ['Wie viel hat der Klempner letztes Jahr verlangt?', '80'],
  ])('%s', (question, sum) => {
    const texts = [
      'Am 3. Februar 2025 verlangte der Klempner 80 Euro.',
      'Am 12. November 2026 verlangte der Klempner 95 Euro.',
      'Am 4. Oktober 2026 verlangte der Klempner 70 Euro.',
    ].map(passage);
    expect(quoteAnswer(readQuestion(question, when), texts).quotes[0]?.text).toContain(sum);
  });
});
