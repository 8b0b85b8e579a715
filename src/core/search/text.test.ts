import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { foldTerm, tokenize } from './analyze.ts';
import { highlight } from './highlight.ts';
import { createSnippet } from './snippet.ts';
import { stemGerman } from './stem-de.ts';
import { stemEnglish } from './stem-en.ts';

const marked = (query: string, text: string, language = 'und'): string[] =>
  highlight(query, text, language).map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  it('each has its place in the text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const { start, end, term } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(term).not.toBe('');
          last = start;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('folding twice is folding once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (word) => foldTerm(foldTerm(word)) === foldTerm(word)));
  });

  it.each([
    ["the cat's", ['the', 'cat']],
    ['INV-2025-03', ['inv-2025-03', 'inv', '2025', '03']],
    ['e-mail', ['e', 'mail']],
    ['Wasser\u00adkocher', ['wasserkocher']],
    ['東京に', ['東京', '京に', 'に']],
    ['がか', ['がか', 'か']],
  ])('%s', (text, terms) => {
    expect(tokenize(text).map(({ term }) => term)).toEqual(terms);
  });

  it.each([
    ['generously', 'generous'],
    ['ponies', 'poni'],
    ['hopping', 'hop'],
    ['relational', 'relat'],
    ['national', 'nation'],
    ['skies', 'sky'],
    ['controlling', 'control'],
    ['agreed', 'agre'],
  ])('English %s has the stem %s', (word, stem) => expect(stemEnglish(word)).toBe(stem));

  it.each([
    ['hauser', 'haus'],
    ['ergebnisse', 'ergebnis'],
    ['freundlichkeiten', 'freundlich'],
    ['aufeinander', 'aufeinand'],
    ['zeitungen', 'zeitung'],
  ])('German %s has the stem %s', (word, stem) => expect(stemGerman(word)).toBe(stem));
});

describe('hostile texts', () => {
  it('a text of 300,000 characters is read in bounded time, whatever it repeats', () => {
    for (const piece of [
      'a',
      'a\u0301',
      '\u0301\u0316',
      'a1.',
      '東',
      '\u200e',
      "'s",
      '1\u00ad',
      '.',
      '\ud800',
      'ﷺ',
      'が\u3099',
    ]) {
      const startedAt = performance.now();
      tokenize(`1.a${piece.repeat(300_000 / piece.length)}`);
      expect(performance.now() - startedAt).toBeLessThan(HANG_MS);
    }
  });
});

describe('marks', () => {
  it('words, their other forms, phrases, codes and prefixes are marked, question words are not', () => {
    expect(marked('what is boiling?', 'What boils is boiling', 'en')).toEqual(['boils', 'boiling']);
    expect(marked('"hot water"', 'water, hot water')).toEqual(['hot water']);
    expect(marked('inv-2025-03', 'see INV-2025-03.')).toEqual(['INV-2025-03']);
    expect(marked('boil* -tea', 'boilers and tea')).toEqual(['boilers']);
    expect(marked('京都', '東京都')).toEqual(['京都']);
  });
});

describe('snippets', () => {
  it('the part with most of the words is shown, cut between words, with marks', () => {
    const text = `${'lorem ipsum '.repeat(40)}hot tea with milk ${'dolor sit '.repeat(40)}tea`;
    const snippet = createSnippet('tea milk', text, 'en');
    expect(snippet.marks.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(['tea', 'milk']);
    expect(text.slice(snippet.span.start, snippet.span.end)).toBe(snippet.text);
    expect(snippet.text.length).toBeLessThan(230);
    expect(snippet.text).not.toMatch(/^\S*(?:orem|psum) .*\bdol$/);
  });

  it('any text and query give a part of the text with marks inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string(), (text, query) => {
        const { text: part, span, marks } = createSnippet(query, text, 'und', 50);
        expect(part).toBe(text.slice(span.start, span.end));
        for (const { start, end } of marks) expect(start >= 0 && start < end && end <= part.length).toBe(true);
      }),
    );
  });
});
