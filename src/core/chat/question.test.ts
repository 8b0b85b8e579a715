import { expect, test } from 'vitest';
import { rewriteFollowUp } from './follow-up.ts';
import { answerSpans, readQuestion } from './question.ts';
import { conversationTitle } from './title.ts';

test.each([
  ['When was the boiler serviced?', 'date', 'en'],
  ['Who is the vet?', 'person', 'en'],
  ['How much did the service cost?', 'money', 'en'],
  ['How many bowls were sold?', 'number', 'en'],
  ['Where is the fuse box?', 'place', 'en'],
  ['Why are there no fish?', 'reason', 'en'],
  ['How long does the ferry take?', 'duration', 'en'],
  ['Was the roof repaired?', 'yes-no', 'en'],
  ['Wann ist das Rohr geplatzt?', 'date', 'de'],
  ['Wie viele Schleusen hat der Kanal?', 'number', 'de'],
  ['Was kostet die Wohnung?', 'money', 'de'],
  ['Wie lange muss der Teig gehen?', 'duration', 'de'],
  ['Wo liegt der Schlüssel?', 'place', 'de'],
])('%s asks for a %s', (text, shape, language) => {
  expect(readQuestion(text)).toMatchObject({ shape, language });
});

test('the words of an answer are those of the shape and the unit that is asked for', () => {
  const sentence = 'Biscuit, aged 8, weighs 7.9 kg since 3 May 2025 and costs £40.';
  const spans = (question: string) =>
    answerSpans(readQuestion(question), sentence).map(({ start, end }) => sentence.slice(start, end));
  expect(spans('How much does Biscuit weigh?')).toEqual(['7.9 kg']);
  expect(spans('When was that?')).toEqual(['3 May 2025']);
  expect(spans('How much does the dog cost?')).toEqual(['£40']);
});

test('a follow-up takes over the subject of the question before', () => {
  const before = [
    { role: 'user', content: 'When was the boiler serviced in 2024?' },
    { role: 'assistant', content: 'On 18 March.' },
  ] as const;
  expect(rewriteFollowUp('And in 2025?', before)).toBe('And in 2025? (boiler serviced)');
  expect(rewriteFollowUp('Who did it?', before)).toContain('boiler');
  expect(rewriteFollowUp('Where is the fuse box in the hallway cupboard?', before)).not.toContain('boiler');
  expect(rewriteFollowUp('And in 2025?', [])).toBe('And in 2025?');
});

test('a conversation is called by its first question, without the courtesies', () => {
  expect(conversationTitle('Hi, can you tell me when the boiler was serviced?')).toBe('When the boiler was serviced');
  expect(conversationTitle('Kannst du mir sagen, wo der Schlüssel liegt?')).toBe('Wo der Schlüssel liegt');
  expect(conversationTitle('please?')).toBe('Please');
  expect(conversationTitle(`What ${'about this '.repeat(30)}`).length).toBeLessThanOrEqual(60);
});
