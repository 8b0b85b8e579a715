import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { sentenceSpans } from './sentences.ts';

const cut = (text: string): string[] => sentenceSpans(text).map(({ start, end }) => text.slice(start, end));

test('sentences end at full stops, not at abbreviations, decimals, initials or ordinals', () => {
  expect(cut('Dr. J. Smith paid approx. 3.5 euros, e.g. for tea. He left.')).toEqual([
    'Dr. J. Smith paid approx. 3.5 euros, e.g. for tea.',
    'He left.',
  ]);
  expect(cut('Am 3. März kam er. Er blieb z. B. zwei Tage im 2. Stock. Dann ging er.')).toEqual([
    'Am 3. März kam er.',
    'Er blieb z. B. zwei Tage im 2. Stock.',
    'Dann ging er.',
  ]);
});

test('headings, list items, table rows and fields are their own', () => {
  const text =
    '---\ntags: a\n---\n# Boiler\nOne line\nthat goes on.\n- first\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nDate: 3 May\nTotal: £5';
  expect(sentenceSpans(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual([
    'matter tags: a',
    'heading # Boiler',
    'prose One line\nthat goes on.',
    'list - first',
    'list - second',
    'row | a | b |',
    'row | 1 | 2 |',
    'field Date: 3 May',
    'field Total: £5',
  ]);
});

test('every text is cut into spans in order, without overlap, that hold all that is not markup or space', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'B', '. ', '? ', '\n', '\n\n', '# ', '- ', '|', '3. ', 'ä', '```\n', '🙂')),
      (parts) => {
        const text = parts.join('');
        let from = 0;
        for (const { start, end } of sentenceSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

test.each(['a', '. ', 'A.', '| ', '1. ', '"', '- ', ' ', '\n', 'z. B. '])(
  'a megabyte of %j is cut in linear time',
  (piece) => {
    const startMs = performance.now();
    sentenceSpans(piece.repeat(Math.floor(1e6 / piece.length)));
    expect(performance.now() - startMs).toBeLessThan(HANG_MS);
  },
);
