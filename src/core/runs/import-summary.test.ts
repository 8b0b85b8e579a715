import { expect, test } from 'vitest';
import { addWarnings, contentSentence, joinSentences, uncountedWarnings } from './import-summary.ts';

test('what a file holds is said in its own words', () => {
  expect(contentSentence(340, 'mail', 12)).toBe('340 messages, 12 files inside.');
  expect(contentSentence(1, 'event', 0)).toBe('1 event.');
  expect(contentSentence(0, null, 1)).toBe('1 file inside.');
  expect(contentSentence(12_000, null, 0)).toBe('12,000 items.');
  expect(contentSentence(0, null, 0)).toBe('');
});

test('of many warnings the first three are said, over however many batches, and the rest is counted', () => {
  const first = addWarnings(null, 0, ['A.', 'B.']);
  expect(first).toBe('A. B.');
  const second = addWarnings(first, 2, ['C.', 'D.']);
  expect(second).toBe('A. B. C.');
  expect(addWarnings(second, 4, ['E.'])).toBe('A. B. C.');
  expect(uncountedWarnings(5)).toBe('And 2 more like it.');
  expect(uncountedWarnings(3)).toBeNull();
  expect(joinSentences(null, '', undefined)).toBeNull();
});
