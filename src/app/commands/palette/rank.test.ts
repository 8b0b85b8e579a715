import { expect, test } from 'vitest';
import { rank } from './rank.ts';

const COMMANDS = ['New note', 'New conversation', 'Go to Notes', 'Back up now', 'Show the shortcuts', 'Über Hearth'];
const ranked = (typed: string, used: Record<string, number> = {}) =>
  rank(
    COMMANDS,
    typed,
    (label) => label,
    (label) => used[label] ?? 0,
  );

test('what begins with the words goes before what holds them', () => {
  expect(ranked('n').slice(0, 2)).toEqual(['New note', 'New conversation']);
});

test('parts of words in any order match', () => {
  expect(ranked('note new')).toEqual(['New note']);
  expect(ranked('sho cuts')).toEqual(['Show the shortcuts']);
});

test('one slip in a word is forgiven', () => {
  expect(ranked('bakc')).toEqual(['Back up now']);
});

test('signs over letters need not be typed', () => {
  expect(ranked('uber')).toEqual(['Über Hearth']);
});

test('what is used goes first among what matches alike', () => {
  expect(ranked('new')[0]).toBe('New note');
  expect(ranked('new', { 'New conversation': 2 })[0]).toBe('New conversation');
});

test('what is used does not go before what matches better', () => {
  expect(ranked('new', { 'Back up now': 50 })[0]).toBe('New note');
});

test('nothing typed leaves all in their order, and nonsense leaves nothing', () => {
  expect(ranked(' ')).toEqual(COMMANDS);
  expect(ranked('qqq')).toEqual([]);
});
