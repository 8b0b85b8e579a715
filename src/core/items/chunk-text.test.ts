import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { chunkText } from './chunk-text.ts';
import { estimateTokens } from './count-tokens.ts';

const fragment = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\n\n',
    '\n',
    '# A\n',
    '## B\n\n',
    '- item\n',
    '| a | b |\n',
    '```\n',
    '---\ntitle: x\n---\n',
    '👩‍👩‍👧',
    '\ud800',
  ),
  fc.lorem({ maxCount: 60 }),
  fc.integer({ min: 1, max: 900 }).map((n) => 'x'.repeat(n)),
  fc.integer({ min: 1, max: 900 }).map((n) => '漢'.repeat(n)),
);
const anyText = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));
const sentence = 'The kettle on the stove was older than the house itself. ';

describe('chunkText', () => {
  it('keeps order, exact spans, bounds and every character that is not white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const chunks = chunkText(text);
        let end = 0;
        for (const [i, chunk] of chunks.entries()) {
          expect(chunk.ordinal).toBe(i);
          expect(text.slice(end, chunk.start).trim()).toBe('');
          expect(chunk.start).toBeGreaterThanOrEqual(end);
          expect(chunk.text).toBe(text.slice(chunk.start, chunk.end));
          expect(chunk.text.trim()).not.toBe('');
          expect(chunk.tokens).toBeLessThanOrEqual(400);
          expect(estimateTokens(chunk.text)).toBeLessThanOrEqual(400);
          end = chunk.end;
        }
        expect(text.slice(end).trim()).toBe('');
        expect(chunkText(text)).toEqual(chunks);
      }),
      { numRuns: 500 },
    );
  });

  it('never cuts a surrogate pair', () => {
    for (const chunk of chunkText('😀'.repeat(5_000))) expect(chunk.text.isWellFormed()).toBe(true);
  });

  it('names the headings above a chunk', () => {
    const text = `# Kitchen\n\n${sentence.repeat(25)}\n\n## Stove\n\n${sentence.repeat(25)}`;
    expect(chunkText(text).map(({ heading }) => heading)).toContain('Kitchen › Stove');
  });

  it('joins short sections of the same parent, under the name of the parent', () => {
    const chunks = chunkText('# House\n\n## Door\n\nGreen.\n\n## Roof\n\nSlate.\n');
    expect(chunks.map(({ heading }) => heading)).toEqual(['House']);
  });

  it('does not join sections of different chapters', () => {
    const chunks = chunkText('# One\n\n## A\n\nGreen.\n\n# Two\n\n## B\n\nSlate.\n');
    expect(chunks.map(({ text }) => text.includes('Green.') && text.includes('Slate.'))).not.toContain(true);
  });

  it('leaves a heading with what follows it', () => {
    const text = `# A\n\n${sentence.repeat(19)}\n\n## B\n\n${sentence.repeat(19)}`;
    for (const chunk of chunkText(text)) expect(chunk.text.endsWith('## B')).toBe(false);
  });

  it('divides a long paragraph at the ends of sentences', () => {
    const chunks = chunkText(sentence.repeat(200));
    expect(chunks.length).toBeGreaterThan(5);
    for (const { text } of chunks) expect(text.endsWith('.')).toBe(true);
  });

  it('takes a megabyte of any one character in a second', () => {
    for (const unit of [
      '[',
      '#',
      '<',
      '*',
      '`',
      '[[',
      '# ',
      '|',
      '- ',
      '.',
      '. ',
      '\n',
      '`` ` ',
      '👨‍👩‍👧',
      'a ',
      '```\n',
    ]) {
      const startMs = Date.now();
      chunkText(unit.repeat(Math.floor(1_000_000 / unit.length)));
      expect(Date.now() - startMs, unit).toBeLessThan(HANG_MS);
    }
  });
});
