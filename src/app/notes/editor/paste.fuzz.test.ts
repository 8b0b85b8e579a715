import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { htmlToMarkdown, saysMoreThanWords } from '../../../core/notes/html-to-markdown.ts';

type Node = DefaultTreeAdapterMap['node'];

const textOf = (node: Node): string =>
  'value' in node && node.nodeName === '#text'
    ? node.value
    : 'childNodes' in node
      ? node.childNodes.map(textOf).join('')
      : '';

/** The words of HTML without their white space: where lines break is the reader's. */
const words = (html: string): string => textOf(parseFragment(html)).replace(/\s+/g, '');

const rendered = (markdown: string): string =>
  renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, markdown));

const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = fc
  .oneof(
    fc.constantFrom(
      'word',
      'two words',
      '1. a',
      '- b',
      '# c',
      '* d *',
      '_e_',
      '`f`',
      '[g](h)',
      '![i]',
      '[[j]]',
      '<b>',
      '&amp;',
      'a|b',
      '~~k~~',
      '$l$',
      '+ m',
      '> n',
      '---',
      '===',
      '#tag',
      '\\',
      '  o  ',
      '1)',
      '==p==',
    ),
    fc.string({ minLength: 1, maxLength: 8 }),
  )
  .map((value) => asHtml(value.replace(/[\0\r]/g, '')));

const { inline } = fc.letrec<{ inline: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc
      .tuple(fc.constantFrom('b', 'strong', 'em', 'i', 'del', 'span', 'u'), fc.array(tie('inline'), { maxLength: 3 }))
      .map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
    fc
      .array(tie('inline'), { maxLength: 2 })
      .map((inside) => `<a href="https://example.org/a_(b)?c=*d*">${inside.join('')}</a>`),
    text.map((code) => `<code>${code}</code>`),
    fc.constant('<br>'),
  ),
}));
const inlines = fc.array(inline, { maxLength: 4 }).map((all) => all.join(''));
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(fc.constantFrom('p', 'h1', 'h3', 'div'), inlines).map(([name, inside]) => `<${name}>${inside}</${name}>`),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), fc.array(fc.oneof(inlines, tie('block')), { maxLength: 3 }))
      .map(([name, items]) => `<${name}>${items.map((item) => `<li>${item}</li>`).join('')}</${name}>`),
    fc.array(tie('block'), { maxLength: 2 }).map((inside) => `<blockquote>${inside.join('')}</blockquote>`),
    text.map((code) => `<pre><code class="language-js">${code}</code></pre>`),
    fc
      .array(fc.array(inlines, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
  ),
}));

describe('HTML that is pasted', () => {
  it.each([
    [
      '<h2>Beds</h2><p>A <b>bold</b> and <i>soft</i> <a href="https://example.org">link</a>.</p>',
      '## Beds\n\nA **bold** and *soft* [link](https://example.org).',
    ],
    ['<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>', '- one\n  - two\n- three'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    [
      '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>',
      '- [x] done\n- [ ] open',
    ],
    [
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x|y</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1 | x\\|y |',
    ],
    ['<pre class="lang-js">let a\n  b</pre>', '```js\nlet a\n  b\n```'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['<b style="font-weight:normal"><p>Google <span>Docs</span></p></b>', 'Google Docs'],
    ['<script>alert(1)</script><p>a</p><img src="https://evil.example/x.png" alt="a picture">', 'a\n\na picture'],
    ['<a href="javascript:alert(1)">words</a>', 'words'],
    ['<h1>in C <i></i>#</h1>', '# in C \\#'],
    ['<html><body><!--StartFragment--><p>kept</p><!--EndFragment--></body></html>', 'kept'],
  ])('%s is written as markdown', (html, wanted) => {
    expect(htmlToMarkdown(html)).toBe(wanted);
  });

  it('reads the same when the markdown is read again', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
        const html = blocks.join('');
        expect(words(rendered(htmlToMarkdown(html)))).toBe(words(html));
      }),
      { numRuns: 500, examples: [[['<table><tr><td><code>\\|</code></td><td></td></tr></table>']]] },
    );
  });

  it('that says no more than its words is told from what does', () => {
    expect(saysMoreThanWords('<meta charset="utf-8"><span>words</span>')).toBe(false);
    expect(saysMoreThanWords('<p>a <em>b</em></p>')).toBe(true);
  });
});
