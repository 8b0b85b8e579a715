import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from './line-of.ts';
import { linkTarget } from './safe-url.ts';
import { firstWindow, readableSpan, splitSections } from './sections.ts';
import { markedParts, textBlocks } from './text-blocks.ts';
import { textParts } from './text-parts.ts';

const lines = fc.array(fc.constantFrom('word word', '', '```', '~~~', '# head', '> quote'), { maxLength: 60 });
const texts = lines.map((list) => list.join('\n'));
const spans = fc.record({ start: fc.nat(400), end: fc.nat(400) });

describe('sections of a long text', () => {
  it('are in order and together the text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 5, max: 80 }), (text, units) => {
        const sections = splitSections(text, units);
        expect(sections.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });

  it('stay bounded without a single empty line', () => {
    const sections = splitSections('x'.repeat(1_000_000));
    expect(Math.max(...sections.map(({ start, end }) => end - start))).toBeLessThanOrEqual(48_000);
  });

  it('do not cut a code fence', () => {
    const text = `${'a\n\n'.repeat(20)}\`\`\`\n\n\n\n\n\`\`\`\n\n${'b\n\n'.repeat(20)}`;
    for (const { start, end } of splitSections(text, 30))
      expect((text.slice(start, end).match(/```/g) ?? []).length % 2).toBe(0);
  });

  it('keep front matter apart', () => {
    expect(splitSections('---\ntags: a\n---\nText.')[0]?.kind).toBe('head');
  });

  it('that hold the span are shown first', () => {
    fc.assert(
      fc.property(texts, spans, (text, { start, end }) => {
        const span = readableSpan(text, { start: Math.min(start, end), end: Math.max(start, end) });
        fc.pre(span !== null);
        const sections = splitSections(text, 20);
        const { from, to } = firstWindow(sections, span);
        const shown = sections.slice(from, to);
        expect(shown[0]?.start).toBeLessThanOrEqual(span?.start ?? 0);
        expect(shown.at(-1)?.end).toBeGreaterThanOrEqual(span?.end ?? 0);
      }),
    );
  });
});

describe('a text cut at spans', () => {
  it('is still the text, and inside is what a span holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.array(spans, { maxLength: 6 }), (text, list) => {
        const parts = textParts(text, list);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts)
          for (let at = part.start; at < part.start + part.text.length; at++)
            expect(list.some(({ start, end }) => at >= start && at < end)).toBe(part.inside);
      }),
    );
  });

  it('marks the span across blocks, exactly', () => {
    fc.assert(
      fc.property(texts, spans, (text, a) => {
        const span = { start: Math.min(a.start, a.end), end: Math.max(a.start, a.end) };
        const marked = textBlocks(text).flatMap((block) =>
          markedParts(text.slice(block.start, block.end), block.start, span)
            .filter(({ inside }) => inside)
            .map((part) => part.text),
        );
        const seen = textBlocks(text).map(({ start, end }) =>
          text.slice(Math.max(start, span.start), Math.max(start, span.start, Math.min(end, span.end))),
        );
        expect(marked.join('')).toBe(seen.join(''));
      }),
    );
  });
});

describe('a line number', () => {
  it('counts from the start of the range in the source', () => {
    const text = 'a\nb\nc';
    const map = [{ start: 0, end: 5, sourceStart: 10, sourceEnd: 15, line: 7 }];
    expect(lineOf(text, map, 4)).toBe(9);
    expect(lineOf(text, [], 4)).toBeNull();
  });
});

describe('a link in a document', () => {
  it('is followed only to the web and to mail', () => {
    expect(linkTarget('https://a.b')).toEqual({ kind: 'web', href: 'https://a.b' });
    expect(linkTarget('mailto:a@b')).toEqual({ kind: 'web', href: 'mailto:a@b' });
    expect(linkTarget('#top').kind).toBe('inside');
    expect(linkTarget('Notes/Other.md').kind).toBe('inside');
    for (const href of [
      'javascript:x',
      ' java\nscript:x',
      'data:text/html,x',
      '//evil',
      '\\\\evil',
      'blob:x',
      undefined,
    ])
      expect(linkTarget(href).kind).toBe('refused');
  });
});
