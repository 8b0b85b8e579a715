import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../core/items/item.ts';
import { rehypeMarkSpan } from './mark-span.ts';

const render = (markdown: string, span: Span | null): string =>
  renderToStaticMarkup(
    <ReactMarkdown rehypePlugins={[() => rehypeMarkSpan({ markdown, span })]}>{markdown}</ReactMarkdown>,
  );

const spanOf = (markdown: string, part: string): Span => {
  const start = markdown.indexOf(part);
  return { start, end: start + part.length };
};

const decode = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

const markedText = (html: string): string =>
  decode([...html.matchAll(/<mark>(.*?)<\/mark>/gs)].map(([, inner]) => inner).join(''));

/** Words that each occur once, in a paragraph of random markup. */
const wordsIn = fc
  .array(fc.constantFrom('W', '*W*', '**W**', '`W`', '[W](https://a.b)', 'W\\*', '&amp;W', '~W', 'W\n'), {
    minLength: 2,
    maxLength: 30,
  })
  .map((shapes) => shapes.map((shape, index) => shape.replace('W', `w${index}x`)));

const block = fc.constantFrom('', '> ', '- ', '# ', '1. ');

describe('the mark in rendered markdown', () => {
  it('holds the words of the span and no others, whatever the markup around them', () => {
    fc.assert(
      fc.property(wordsIn, block, fc.nat(), fc.nat(), (words, prefix, a, b) => {
        const lines = prefix === '' ? words : words.map((word) => word.replace('\n', ''));
        const markdown = `before\n\n${prefix}${lines.join(' ')}\n\nafter`;
        const [first, last] = [a % words.length, b % words.length].sort((x, y) => x - y);
        const start = markdown.indexOf(`w${first}x`);
        const end = markdown.indexOf(`w${last}x`) + `w${last}x`.length;
        const found = markedText(render(markdown, { start, end })).match(/w\d+x/g);
        const wanted = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, i) => `w${i + (first ?? 0)}x`);
        expect(found).toEqual(wanted);
      }),
    );
  });

  it('is exactly the span where the text has no markup', () => {
    const plain = fc.stringMatching(/^[a-z][a-z ,.]{3,200}[a-z]$/);
    fc.assert(
      fc.property(plain, fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        fc.pre(text.slice(start, end).trim() !== '' && !/ {2}/.test(text));
        expect(markedText(render(text, { start, end }))).toBe(text.slice(start, end));
      }),
    );
  });

  it('changes no character of what is shown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), fc.nat(220), fc.nat(220), (markdown, a, b) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        expect(render(markdown, span).replaceAll(/<\/?mark>/g, '')).toBe(render(markdown, null));
      }),
    );
  });

  it('goes through code fences, not their opening line', () => {
    const markdown = '```js\nconst js = 1;\n```';
    expect(markedText(render(markdown, spanOf(markdown, 'const js')))).toBe('const js');
    expect(render(markdown, spanOf(markdown, 'const js'))).toContain('<mark>const js</mark> = 1;');
  });

  it('passes over the quote marks of a quotation of several lines', () => {
    const markdown = '> one two\n> three four\n';
    expect(markedText(render(markdown, spanOf(markdown, 'two\n> three')))).toBe('two\nthree');
  });

  it('counts an entity as the character that it is', () => {
    const markdown = 'a &lt;b&gt; c &#x1F525; d';
    expect(markedText(render(markdown, spanOf(markdown, '&gt; c')))).toBe('> c');
    expect(markedText(render(markdown, spanOf(markdown, '&#x1F525; d')))).toBe('🔥 d');
  });
});
