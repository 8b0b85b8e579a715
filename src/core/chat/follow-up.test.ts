import { describe, expect, test } from 'vitest';
import { rewriteFollowUp } from './follow-up.ts';

const asked = (question: string, answer: string) =>
  [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ] as const;

describe('a question that points back', () => {
  test.each([
    [
      'And in winter?',
      asked('What does the heating cost in summer?', 'About £12 a month.'),
      'And in winter? (heating cost)',
    ],
    [
      'What about Thursday?',
      asked('When does the pool open on Monday?', 'At seven.'),
      'What about Thursday? (pool open)',
    ],
    [
      'What is her phone number?',
      asked('Who repaired the boiler?', 'The boiler was repaired by Ana Ruiz on 3 March.'),
      'What is her phone number? (Ana Ruiz repaired boiler)',
    ],
    [
      'When does it open on Saturday mornings?',
      asked('Which bakery has the rye bread?', 'The rye bread is from Sorensen & Daughter.'),
      'When does it open on Saturday mornings? (Sorensen & Daughter bakery rye bread)',
    ],
    [
      'Und wie alt ist er?',
      asked('Wer hat den Zaun gestrichen?', 'Herr Jonas Keller hat den Zaun gestrichen.'),
      'Und wie alt ist er? (Herr Jonas Keller Zaun gestrichen)',
    ],
    ['And the deposit?', asked('How high is the rent?', '£940.'), 'And the deposit? (high rent)'],
    ['And in 2025?', asked('How many bowls did we sell in 2024?', '31.'), 'And in 2025? (bowls sell)'],
  ])('%s', (question, before, expected) => {
    expect(rewriteFollowUp(question, before)).toBe(expected);
  });

  test('takes the subject over several steps', () => {
    const conversation = [
      ...asked('What does the heating cost in summer?', 'About £12.'),
      ...asked('And in winter?', 'About £90.'),
    ];
    expect(rewriteFollowUp('And in spring?', conversation)).toBe('And in spring? (heating cost)');
  });
});

describe('a question that stands alone', () => {
  test.each([
    'Where is the fuse box in the hallway cupboard of the house?',
    'When was the roof repaired?',
    'Which of the plants that stand in the north window need less water in winter?',
  ])('%s', (question) => {
    expect(rewriteFollowUp(question, asked('Who repaired the boiler?', 'Ana Ruiz did.'))).toBe(question);
  });

  test('is left alone at the beginning of a conversation', () => {
    expect(rewriteFollowUp('And in winter?', [])).toBe('And in winter?');
  });
});
