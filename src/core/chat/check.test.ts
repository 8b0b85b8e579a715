import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProse, checkSentence, readEvidence } from './check.ts';

const TEXT = 'The boiler was serviced on 3 March 2025 by Ana Ruiz. The bill was £140. It was not replaced.';
const passage = {
  number: 2,
  itemId: 'boiler',
  title: 'Boiler',
  heading: '',
  span: { start: 50, end: 50 + TEXT.length },
  text: TEXT,
  language: 'en',
  score: 1,
};
const base = readEvidence([passage]);

test('a supported sentence cites the span that says it', () => {
  const checked = checkSentence('Ana Ruiz serviced the boiler on 2025-03-03.', 'en', base);
  expect(checked).toMatchObject({ support: 'supported', unfounded: [] });
  expect(checked.citations).toEqual([
    { passage: 2, itemId: 'boiler', span: { start: 50, end: 102 }, quote: TEXT.slice(0, 52) },
  ]);
});

test.each([
  'The boiler was serviced on 4 March 2025.',
  'The boiler was serviced by Ben Ruiz.',
  'The bill was £150.',
  'The boiler was replaced.',
  'The boiler was not serviced on 3 March 2025.',
  'The neighbours complained about noise.',
])('"%s" is not supported and cites nothing', (sentence) => {
  expect(checkSentence(sentence, 'en', base)).toMatchObject({ support: 'unsupported', citations: [] });
});

test('numbers that stand in no span are marked at their place', () => {
  const { text, unfounded } = checkSentence('The bill was £150.', 'en', base);
  expect(unfounded.map(({ start, end }) => text.slice(start, end))).toEqual(['£150']);
});

test('each written sentence is checked for itself, and one that claims nothing needs no citation', () => {
  const checked = checkProse('I do not know. The bill was £140. The bill was £7.', 'en', base);
  expect(checked.map(({ support }) => support)).toEqual(['no-claim', 'supported', 'unsupported']);
});

interface Pair {
  readonly id: number;
  readonly sentence: string;
  readonly passage: string;
  readonly supported: boolean;
  readonly language: string;
}

test('of the planted pairs nine in ten are told right in the half that the check was tuned on, three in four in the other', () => {
  const path = new URL('../../../tests/fixtures/citations/pairs.json', import.meta.url);
  const pairs: readonly Pair[] = JSON.parse(readFileSync(path, 'utf8'));
  for (const rest of [0, 1]) {
    const half = pairs.filter(({ id }) => id % 2 === rest);
    const right = half.filter(({ sentence, passage: text, language, supported }) => {
      const evidence = readEvidence([{ ...passage, title: '', text, language, span: { start: 0, end: text.length } }]);
      return (checkSentence(sentence, language, evidence).support === 'supported') === supported;
    });
    expect(right.length / half.length).toBeGreaterThanOrEqual(rest === 1 ? 0.9 : 0.75);
  }
});
