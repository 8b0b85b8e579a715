import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { expect, it } from 'vitest';
import { rehypeCallouts } from './callouts.ts';
import { rehypeMarkSpan } from './mark-span.ts';

function render(markdown: string, marked = ''): string {
  const start = markdown.indexOf(marked);
  const span = marked === '' ? null : { start, end: start + marked.length };
  const plugins = [() => rehypeMarkSpan({ markdown, span }), rehypeCallouts];
  return renderToStaticMarkup(<ReactMarkdown rehypePlugins={plugins}>{markdown}</ReactMarkdown>).replaceAll('\n', '');
}

it('a callout says its kind as a label, and not its marker', () => {
  const label = '<span data-callout="true">Warning</span>';
  expect(render('> [!warning] Mind the step')).toBe(`<blockquote>${label}<p>Mind the step</p></blockquote>`);
  expect(render('> [!WARNING]-\n> Mind')).toBe(`<blockquote>${label}<p>Mind</p></blockquote>`);
  expect(render('> [!warning] Mind **it**', '[!warning] Mind')).toBe(
    `<blockquote>${label}<p><mark>Mind</mark> <strong>it</strong></p></blockquote>`,
  );
  expect(render('> a\n>\n> > [!see-also] b')).toContain('<span data-callout="true">See also</span><p>b</p>');
});

it('what is no callout stays as it is', () => {
  for (const markdown of ['> [warning] a', '[!warning] a', '> a [!warning]', '> - [!note] a']) {
    expect(render(markdown), markdown).not.toContain('data-callout');
  }
});
