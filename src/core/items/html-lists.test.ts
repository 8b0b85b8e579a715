import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from './parse-html.ts';
import { locate } from './source-map.ts';

const read = (html: string) => parseHtml({ source: html, fileName: 'p.html' });
const textOf = (html: string): string => read(html).text.trim();

describe('a numbered list', () => {
  it('keeps its numbers, from where it starts and with the values that are set', () => {
    expect(textOf('<ol><li>One<li>Two</ol>')).toBe('1. One\n2. Two');
    expect(textOf('<ol start="4"><li>Four<li value="9">Nine<li>Ten</ol>')).toBe('4. Four\n9. Nine\n10. Ten');
    expect(textOf('<ol start=" -1x"><li>Minus<li>Zero</ol>')).toBe('-1. Minus\n0. Zero');
    expect(textOf('<ol start="nonsense"><li>One</ol>')).toBe('1. One');
  });

  it('counts for itself within another, which goes on behind it', () => {
    const html = '<ol><li>One<ol><li>Inner<li>Second</ol><li>Two<ul><li>Dot</ul><li>Three</ol><ol><li>Anew</ol>';
    expect(textOf(html)).toBe('1. One\n  1. Inner\n  2. Second\n2. Two\n  - Dot\n3. Three\n\n1. Anew');
  });

  it('counts in letters and Roman numerals where it does', () => {
    expect(textOf('<ol type="a"><li>x<li>y</ol>')).toBe('a. x\nb. y');
    expect(textOf('<ol type="A" start="26"><li>x<li>y</ol>')).toBe('Z. x\nAA. y');
    expect(textOf('<ol type="i" start="4"><li>x<li type="I">y</ol>')).toBe('iv. x\nV. y');
    expect(textOf('<ol type="a" start="0"><li>x</ol>')).toBe('0. x');
  });

  it('that counts down says a number only where it knows it', () => {
    expect(textOf('<ol reversed start="3"><li>x<li>y</ol>')).toBe('3. x\n2. y');
    expect(textOf('<ol reversed><li>x<li>y</ol>')).toBe('- x\n- y');
  });

  it('passes over entries without text, and gives no number to one outside of a list', () => {
    expect(textOf('<ol><li>One<li> <li>Three</ol><p>End<li>Loose')).toBe('1. One\n3. Three\n\nEnd\n\n- Loose');
  });

  it('leaves each word of its entries in its place, too deep a page included', () => {
    const entry = fc.stringMatching(/^[a-z]{1,8}$/);
    const list = fc.array(entry, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(list, fc.integer({ min: -5, max: 4_000 }), fc.constantFrom(0, 600), (words, start, deep) => {
        const entries = words.map((word, i) => `<li>${word}${i}x</li>`).join('');
        const source = `${'<div>'.repeat(deep)}<ol start="${start}">${entries}</ol>`;
        const page = read(source);
        for (const [i, word] of words.entries()) {
          const at = page.text.indexOf(`${start + i}. ${word}${i}x`);
          expect(at).toBeGreaterThanOrEqual(0);
          const from = at + `${start + i}. `.length;
          const place = locate(page, { start: from, end: from + `${word}${i}x`.length });
          expect(source.slice(place?.sourceStart, place?.sourceEnd)).toBe(`${word}${i}x`);
        }
      }),
    );
  });
});
