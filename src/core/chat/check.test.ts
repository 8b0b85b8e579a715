import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkProse, checkSentence, doubtsOf, type Nearness } from './check.ts';
import { readEvidence } from './evidence.ts';

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

describe('what is said of something else', () => {
  const KEYS =
    'The key hangs behind the clock in the hall. The plumber comes on Thursday. The electrician left a bill on the piano. ' +
    'Ida eats it only with plantain. Tom sleeps in the attic. He keeps a lamp there. The policy is void.';
  const keys = readEvidence([{ ...passage, title: 'House', text: KEYS, span: { start: 0, end: KEYS.length } }]);
  const supportOf = (sentence: string) => checkSentence(sentence, 'en', keys).support;

  test.each([
    'The bill hangs behind the clock in the hall.',
    'The key hangs behind the piano in the hall.',
    'The plumber left a bill on the piano.',
    'Tom eats it only with plantain.',
  ])('"%s" is not supported, though its words stand in the passage', (sentence) => {
    expect(supportOf(sentence)).toBe('unsupported');
  });

  test.each([
    'Behind the clock in the hall hangs the key.',
    'Tom keeps a lamp in the attic.',
    'The key hangs behind the clock, and the plumber comes on Thursday.',
  ])('"%s" is', (sentence) => {
    expect(supportOf(sentence)).toBe('supported');
  });
});

test('a title is no evidence, and a heading that was written claims nothing', () => {
  const text = 'It was void.';
  const titled = readEvidence([{ ...passage, title: 'Electricity and meters', text, span: { start: 0, end: 12 } }]);
  expect(checkSentence('Electricity and meters are here.', 'en', titled).support).toBe('unsupported');
  expect(checkSentence('[4] Electricity and meters:', 'en', titled).support).toBe('no-claim');
});

describe('meaning', () => {
  const text = 'Emeka lost his hat at the summit. Tom was ill. The bill was £140.';
  const walk = readEvidence([{ ...passage, text, span: { start: 0, end: text.length } }]);
  const sentence = 'Emeka lost his hat at the top.';
  const near = (cosine: number, of = sentence): Nearness[] => [
    { sentence: of, text: 'Emeka lost his hat at the summit.', cosine },
  ];

  test('settles what has most of the words, and nothing that speaks against it', () => {
    expect(checkSentence(sentence, 'en', walk).support).toBe('unsupported');
    expect(checkSentence(sentence, 'en', walk, { nearness: near(0.7) }).support).toBe('unsupported');
    expect(checkSentence(sentence, 'en', walk, { nearness: near(0.8) })).toMatchObject({
      support: 'supported',
      citations: [{ quote: 'Emeka lost his hat at the summit.' }],
    });
  });

  test.each(['Emeka never lost his hat at the top.', 'Ben lost his hat at the top.', 'Emeka lost 3 hats at the top.'])(
    'however near it is, "%s" stays unsupported',
    (false_) => {
      expect(checkSentence(false_, 'en', walk, { nearness: near(0.99, false_) }).support).toBe('unsupported');
    },
  );

  test('is asked for only where words cannot settle it, with the sentence that it may rest on', () => {
    const prose = `${sentence} The bill was £140. The bill was £150. The ceiling is blue.`;
    const [doubt, ...more] = doubtsOf(prose, 'en', walk);
    expect(doubt?.sentence).toBe(sentence);
    expect(doubt?.texts).toContain('Emeka lost his hat at the summit.');
    expect(more).toEqual([]);
  });
});

interface Pair {
  readonly id: number;
  readonly sentence: string;
  readonly passage: string;
  readonly supported: boolean;
  readonly language: string;
}

const pairsIn = (name: string): readonly Pair[] =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/citations/${name}.json`, import.meta.url), 'utf8'));

test.each([
  ['that the check was tuned on', 0.93, pairsIn('pairs').filter(({ id }) => id % 2 === 1)],
  ['that it was not tuned on', 0.75, pairsIn('pairs').filter(({ id }) => id % 2 === 0)],
  ['with exchanged words and synonyms', 0.8, pairsIn('tuning')],
] as const)('of the planted pairs %s the share %d is told right by words alone', (_, share, pairs) => {
  const right = pairs.filter(({ sentence, passage: text, language, supported }) => {
    const evidence = readEvidence([{ ...passage, title: '', text, language, span: { start: 0, end: text.length } }]);
    return (checkSentence(sentence, language, evidence).support === 'supported') === supported;
  });
  expect(right.length / pairs.length).toBeGreaterThanOrEqual(share);
});
