import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import { chunkText } from './chunk-text.ts';
import { estimateTokens } from './count-tokens.ts';
import type { Span } from './item.ts';

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
const anyForm = fc.constantFrom('prose', 'lines', 'code' as const);
/** Shares of a text, in order, at which folds begin and end. */
const anyFolds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

function foldsOf(text: string, shares: readonly number[]): Span[] {
  const cuts = shares.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b);
  return cuts.flatMap((start, i) => {
    const end = cuts[i + 1];
    return i % 2 === 0 && end !== undefined && end > start ? [{ start, end }] : [];
  });
}

const sentence = 'The kettle on the stove was older than the house itself. ';

describe('chunkText', () => {
  it('keeps order, exact spans, bounds and every character that is neither white space nor folded', () => {
    fc.assert(
      fc.property(anyText, anyFolds, anyForm, (text, cuts, form) => {
        const folded = foldsOf(text, cuts);
        const rest = folded.reduceRight(
          (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
          text,
        );
        const chunks = chunkText(text, { folded, form });
        let end = 0;
        for (const [i, chunk] of chunks.entries()) {
          expect(chunk.ordinal).toBe(i);
          expect(rest.slice(end, chunk.start).trim()).toBe('');
          expect(folded.some((fold) => fold.start < chunk.end && chunk.start < fold.end)).toBe(false);
          expect(chunk.start).toBeGreaterThanOrEqual(end);
          expect(chunk.text).toBe(text.slice(chunk.start, chunk.end));
          expect(chunk.text.trim()).not.toBe('');
          expect(chunk.tokens).toBeLessThanOrEqual(254);
          // The parts of a word that had to be cut count one less than the whole where they are joined again.
          expect(estimateTokens(chunk.text)).toBeLessThanOrEqual(256);
          end = chunk.end;
        }
        expect(rest.slice(end).trim()).toBe('');
        expect(chunkText(text, { folded, form })).toEqual(chunks);
      }),
      { numRuns: 500 },
    );
  });

  it('reaches over no fold, were it a single character', () => {
    const chunks = chunkText(`n#${'漢'.repeat(70)}`, { folded: [{ start: 1, end: 2 }] });
    expect(chunks.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 72],
    ]);
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

  it('leaves out what is folded, and reaches over none of it', () => {
    const quoted = '> Where is the kettle?\n> On the stove.';
    const text = `Yes.\n\n${quoted}\n\nIt is green.`;
    const start = text.indexOf(quoted);
    const chunks = chunkText(text, { folded: [{ start, end: start + quoted.length }] });
    expect(chunks.map(({ text: said }) => said)).toEqual(['Yes.', 'It is green.']);
  });

  it('a heading before what is folded keeps its name over what follows', () => {
    const text = '# Trip\n> old\nThe plan.';
    const chunks = chunkText(text, { folded: [{ start: 7, end: 12 }] });
    expect(chunks.map(({ heading, text: said }) => [heading, said])).toEqual([
      ['Trip', '# Trip'],
      ['Trip', 'The plan.'],
    ]);
  });

  it('divides rows of tables and lines of code at line ends, and takes no mark of a program for a heading', () => {
    const rows = Array.from({ length: 200 }, (_, i) => `Name: Anna ${i}. Born in Bonn. Lives there`).join('\n');
    for (const chunk of chunkText(`## Sheet\n\n${rows}`, { form: 'lines' })) {
      expect(chunk.heading).toBe('Sheet');
      expect(chunk.text).toMatch(/(?:^|\n)Name: Anna \d+\. Born in Bonn\. Lives there$/);
    }
    const program = Array.from({ length: 200 }, (_, i) => `# Step ${i}. Then more.\nrun(${i})\n`).join('\n');
    for (const chunk of chunkText(program, { form: 'code' })) {
      expect(chunk.heading).toBe('');
      expect(chunk.text).toMatch(/^# Step .*run\(\d+\)$/s);
    }
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
