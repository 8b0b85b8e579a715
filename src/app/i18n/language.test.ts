import { expect, it } from 'vitest';
import { decideSpeech } from './language.ts';

it('the language is the one chosen, or the first of the system that Hearth speaks', () => {
  expect(decideSpeech('system', ['fr-FR', 'de-AT', 'en'])).toMatchObject({ language: 'de', format: 'de-AT' });
  expect(decideSpeech('system', ['fr', 'x-not a tag'])).toMatchObject({ language: 'en', format: 'en' });
  expect(decideSpeech('de', ['en-GB'])).toMatchObject({ language: 'de', format: 'de' });
  expect(decideSpeech('en', ['de', 'en-GB'])).toMatchObject({ language: 'en', format: 'en-GB' });
});

it('the pseudo language is English from right to left, and only asked for by the address', () => {
  expect(decideSpeech('de', ['de'], '?lang=ar-XB')).toEqual({
    language: 'en',
    format: 'ar-XB',
    direction: 'rtl',
    pseudo: true,
  });
});
