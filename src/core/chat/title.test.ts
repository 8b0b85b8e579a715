import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversationTitle } from './title.ts';

test.each([
  ['When was the boiler last serviced, and by whom?', 'Boiler last serviced, and by whom'],
  ['Hi, can you tell me what is the capital of my pond?', 'Capital of my pond'],
  ["What's the wifi password?", 'Wifi password'],
  ['How much did the night train to Vienna cost?', 'How much did the night train to Vienna cost'],
  ['Thanks! How deep is the pond?', 'How deep is the pond'],
  ['> a line that was quoted\n\nWhat are the terms of the lease?', 'Terms of the lease'],
  ['Here is my mail. It is long. When does it end?\nBest, Ann', 'When does it end'],
  ['Summarise the lease, please.', 'Summarise the lease'],
  ['What is it?', 'What is it'],
  ['Wann wurde der Heizkessel zuletzt gewartet?', 'Heizkessel zuletzt gewartet'],
  ['Wie kann ich die Heizung entlüften?', 'Heizung entlüften'],
  ['Hallo, kannst du mir bitte sagen, wo der Schlüssel liegt?', 'Wo der Schlüssel liegt'],
  ['Was ist mit dem Zug?', 'Was ist mit dem Zug'],
  ['Fasse den Vertrag zusammen, bitte', 'Fasse den Vertrag zusammen'],
])('“%s” is about “%s”', (question, title) => {
  expect(conversationTitle(question)).toBe(title);
});

test('whatever is asked, the conversation has a title of 60 characters at most, on one line', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (question) => {
      fc.pre(question.trim() !== '');
      const title = conversationTitle(question);
      expect(title.trim()).not.toBe('');
      expect(title.length).toBeLessThanOrEqual(60);
      expect(title).not.toMatch(/\n|^[\udc00-\udfff]|[\ud800-\udbff]…?$/u);
    }),
  );
});
