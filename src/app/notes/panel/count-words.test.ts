import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createTextCounter } from './count-words.ts';

test('words and letters are counted as for the whole text at once, after each change of it', () => {
  const words = new Intl.Segmenter('en', { granularity: 'word' });
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const piece = fc.constantFrom(
    'word',
    ' ',
    '\n',
    '\r\n',
    'e\u0301',
    '\u0301',
    '👩‍👩‍👧',
    '-',
    '1.5',
    'א',
    '\n\n',
    'can’t',
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => `x${pieces.join('')}`);
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
      const count = createTextCounter('en');
      for (const each of texts)
        expect(count(each)).toEqual({
          words: [...words.segment(each)].filter(({ isWordLike }) => isWordLike).length,
          characters: [...letters.segment(each)].length,
        });
    }),
  );
});

test('front matter does not count', () => {
  expect(createTextCounter('en')('---\ntags: a\n---\ntwo words')).toEqual({ words: 2, characters: 9 });
});

test('a line that was there before is not counted again', () => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  const count = createTextCounter('en');
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
  count(lines.join('\n'));
  segment.mockClear();
  expect(count([...lines, 'one more'].join('\n')).words).toBe(202);
  expect(segment.mock.calls).toEqual([['one more'], ['one more']]);
  segment.mockRestore();
});
