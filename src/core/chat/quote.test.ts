import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateHolds, findDates } from './dates.ts';
import { findQuantities, parseAmount } from './facts.ts';
import { fitPrompt } from './fit-prompt.ts';
import { readQuestion } from './question.ts';
import { quoteAnswer } from './quote.ts';
import { planJudging, reorder } from './reorder.ts';

const TEXT =
  '# Boiler\n\nThe boiler hangs in the *utility room*. It was serviced on **3 March 2025** by Ana Ruiz. The bill was £140.\n\n- Pressure: 1.3 bar\n';
const passage = {
  number: 1,
  itemId: 'boiler',
  title: 'Boiler',
  heading: 'Boiler',
  span: { start: 100, end: 100 + TEXT.length },
  text: TEXT,
  language: 'en',
  score: 3,
};

test('the sentence that answers is quoted without markup, at its place, with the words that answer', () => {
  const [first] = quoteAnswer(readQuestion('When was the boiler serviced?'), [passage]).quotes;
  expect(first?.text).toContain('It was serviced on 3 March 2025 by Ana Ruiz.');
  expect(first?.strong.map(({ start, end }) => first.text.slice(start, end))).toContain('3 March 2025');
  expect(TEXT.slice((first?.span.start ?? 0) - 100, (first?.span.end ?? 0) - 100)).toContain(
    '**3 March 2025** by Ana Ruiz.',
  );
});

test('a sentence that asks the same is no answer', () => {
  const text = 'When was the boiler last serviced, and by whom?\n\nThe boiler was last serviced on 3 March 2025.\n';
  const asking = { ...passage, text, span: { start: 0, end: text.length } };
  const { quotes } = quoteAnswer(readQuestion('When was the boiler last serviced?'), [asking]);
  expect(quotes.map((quote) => quote.text)).toEqual(['The boiler was last serviced on 3 March 2025.']);
});

test('where nothing fits, nothing is quoted', () => {
  expect(quoteAnswer(readQuestion('Who painted the Mona Lisa?'), [passage])).toMatchObject({
    quotes: [],
    note: 'nothing-found',
  });
  expect(quoteAnswer(readQuestion('?'), [])).toMatchObject({ quotes: [], note: 'nothing-found' });
});

test('a question for the last time means the latest that has been', () => {
  const text =
    'The boiler was serviced in March 2024. The boiler was serviced in April 2025. The next boiler service is due in 2026.';
  const quoting = quoteAnswer(readQuestion('When was the boiler last serviced?'), [{ ...passage, text }]);
  expect(quoting.candidates[0]?.text).toContain('April 2025');
});

test('quotes lie in their passage, and bold ranges in their text, whatever the texts', () => {
  const piece = fc.constantFrom(
    'boiler ',
    'service ',
    '3 May 2025. ',
    '£5 ',
    '**',
    '[[x|y]] ',
    '\n',
    '\n- ',
    '| a |\n',
    '🙂',
    'Wann ',
    '. ',
  );
  const texts = fc.array(
    fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(texts, fc.string(), (all, question) => {
      const passages = all.map((text, i) => ({
        ...passage,
        number: i + 1,
        text,
        span: { start: 7, end: 7 + text.length },
      }));
      const { quotes } = quoteAnswer(readQuestion(`boiler service ${question}`), passages);
      expect(quotes.length).toBeLessThanOrEqual(3);
      for (const quote of quotes) {
        const { span } = passages[quote.passage - 1] ?? passage;
        expect(quote.span.start).toBeGreaterThanOrEqual(span.start);
        expect(quote.span.end).toBeLessThanOrEqual(span.end);
        for (const { start, end } of quote.strong) expect(end <= quote.text.length && start < end).toBe(true);
      }
    }),
  );
});

test('the judge moves what it finds likely up; without judgements the order stays', () => {
  const { candidates } = quoteAnswer(readQuestion('What about the boiler?'), [passage]);
  const plan = planJudging(candidates, [passage]);
  expect(reorder(candidates, plan, []).candidates).toEqual(candidates);
  const last = plan.texts.length - 1;
  const judgements = plan.texts.map((_, index) => ({ index, logProbability: index === last ? -1 : -9 }));
  expect(reorder(candidates, plan, judgements).candidates[0]?.text).toBe(candidates[last]?.text);
});

test('a prompt holds the question last and stays within its budget', () => {
  const { quotes } = quoteAnswer(readQuestion('When was the boiler serviced?'), [passage]);
  const count = (text: string): number => Math.ceil(text.length / 4);
  for (const promptTokens of [60, 90, 500]) {
    const budget = { promptTokens, answerTokens: 50, passages: 3 };
    const request = fitPrompt({ question: 'When was it?', language: 'en', passages: [passage], quotes }, budget, count);
    const prompt = request.messages[0]?.content ?? '';
    expect(prompt.endsWith('Question: When was it?')).toBe(true);
    expect(count(prompt)).toBeLessThanOrEqual(Math.max(60, promptTokens));
  }
});

test('one date is the same in every spelling', () => {
  const [iso] = findDates('2025-03-03');
  for (const text of ['3 March 2025', 'March 3rd, 2025', '3. März 2025', '03.03.2025', '3 Mar 2025', '3/3/2025']) {
    const [date] = findDates(text);
    expect(iso && date && dateHolds(iso, date), text).toBe(true);
  }
  expect(findDates('It may be 12 apples or 3.5 kg.')).toEqual([]);
});

test('one number is the same in every spelling', () => {
  expect(['1,234.5', '1.234,5', '1 234.5'].map(parseAmount)).toEqual([1234.5, 1234.5, 1234.5]);
  expect(['4.260', '4,260', '4260'].map(parseAmount)).toEqual([4260, 4260, 4260]);
  expect(findQuantities('forty minutes and €12').map(({ value, money }) => [value, money])).toEqual([
    [40, false],
    [12, true],
  ]);
});
