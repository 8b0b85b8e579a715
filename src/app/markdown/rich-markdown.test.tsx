import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { HOSTILE, HOSTILE_NAMES } from '../../../tests/e2e/hostile-texts.ts';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { RichMarkdown } from './RichMarkdown.tsx';

const html = (markdown: string, marked = '', mode: 'done' | 'streaming' = 'done'): string => {
  const start = markdown.indexOf(marked);
  const span = marked === '' ? null : { start, end: start + marked.length };
  return renderToStaticMarkup(
    <TextProvider i18n={createI18n()}>
      <RichMarkdown markdown={markdown} span={span} mode={mode} />
    </TextProvider>,
  );
};
const words = (shown: string): string =>
  shown
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('rich markdown', () => {
  it('has tasks with their state in words, and no control that does nothing', () => {
    const shown = html('- [x] boiler\n- [ ] filter');
    expect(words(shown)).toBe('Done: boiler To do: filter');
    expect(shown).not.toContain('<input');
  });

  it('numbers footnotes through all blocks, in the order of their use, and says them at the end', () => {
    const shown = html(
      'One[^b].\n\n# Head\n\nTwo[^a], one again[^b], none[^c].\n\n[^a]: About *a*.\n\n[^b]: About b.\n    More.',
    );
    expect([...shown.matchAll(/data-note="(\d)"/g)].map(([, number]) => number)).toEqual(['1', '2', '1']);
    expect(words(shown)).toBe('One 1 . Head Two 2 , one again 1 , none[^c]. About b. More. About a .');
  });

  it('finds the target of a link in another block', () => {
    expect(html('See [the plan].\n\nText.\n\n[the plan]: https://a.b/c')).toContain('href="https://a.b/c"');
  });

  it('takes no price for a formula', () => {
    expect(words(html('It costs $5 and $10, or $3-$4.'))).toBe('It costs $5 and $10, or $3-$4.');
    expect(words(html('It costs $5 and $10, so $x$ is 2.'))).toBe('It costs $5 and $10, so x is 2.');
    expect(html('So $x^2$ and $$y$$.').match(/data-formula="inline"/g)).toHaveLength(2);
    expect(html('$$\nx\n\ny\n$$')).toContain('data-formula="display"');
    expect(words(html('From $1 *to* $2 is $x$'))).toContain('is x');
  });

  it('marks a passage in code, tables, tasks and notes', () => {
    const text =
      '```js\nlet a = 1;\nlet b = 2;\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n- [ ] task\n\nx[^1]\n\n[^1]: said so';
    for (const part of ['b = 2', 'd', 'task', 'said']) {
      const marked = [...html(text, part).matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, inner]) => inner).join('');
      expect(marked, part).toBe(part);
    }
    const lines = [...html(text, 'a = 1;\nlet b').matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, inner]) => inner);
    expect(lines).toEqual(['a = 1;', 'let b']);
  });

  it('shows no mark that is still being written', () => {
    expect(words(html('So **bold', '', 'streaming'))).toBe('So bold');
    expect(html('So **bold', '', 'streaming')).toContain('<strong>bold</strong>');
    expect(words(html('So **bold'))).toBe('So **bold');
    expect(html('Text\n\n| a | b', '', 'streaming')).toContain('<th');
    expect(words(html('```py\nx = 1\n``', '', 'streaming'))).toContain('x = 1');
    expect(html('```py\nx = 1\n``', '', 'streaming')).not.toContain('``');
  });
});

/** Signs of our own buttons. */
const OWN = /<svg [^>]*class="lucide .*?<\/svg>/g;

describe('hostile text as rich markdown', () => {
  it.each([...HOSTILE, ...HOSTILE_NAMES])('%s makes no element that acts', (fragment) => {
    for (const around of [
      fragment,
      `# ${fragment}`,
      `- [ ] ${fragment}`,
      `x[^1]\n\n[^1]: ${fragment}`,
      `$$\n${fragment}\n$$`,
    ]) {
      for (const mode of ['done', 'streaming'] as const) {
        const shown = html(around, '', mode).replaceAll(OWN, '');
        expect(shown).not.toMatch(
          /<(script|img|svg|iframe|style|object|embed|form|input|link|base|meta|video|audio|math)\b/i,
        );
        expect(shown).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=/i);
        expect(shown).not.toMatch(/<[a-z][^>]*\s(src|srcset|srcdoc|style|action|formaction|xlink:href|ping)\s*=/i);
        for (const [, href] of shown.matchAll(/<a\b[^>]*href="([^"]*)"/g))
          expect(href).toMatch(/^(https?|mailto|tel):/);
      }
    }
  });

  it('in any pieces is text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      'img',
      ' onerror=x',
      'script',
      '[',
      '](',
      'javascript:',
      ')',
      '`',
      '|',
      '\n',
      '&#106;',
      '$',
      '[^1]',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const shown = html(parts.join('')).replaceAll(OWN, '');
        expect(shown).not.toMatch(/<(script|img|svg)\b|<[a-z][^>]*\son[a-z]+\s*=/i);
        for (const [, href] of shown.matchAll(/<a\b[^>]*href="([^"]*)"/g))
          expect(href).toMatch(/^(https?|mailto|tel):/);
      }),
    );
  });
});
