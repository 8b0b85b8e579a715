import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { RichMarkdown } from '../markdown/RichMarkdown.tsx';
import { PlainText } from './PlainText.tsx';

const html = (markdown: string): string =>
  renderToStaticMarkup(
    <TextProvider i18n={createI18n()}>
      <RichMarkdown markdown={markdown} />
    </TextProvider>,
  );

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>body{display:none}</style>',
  '![x](https://tracker.example/p.gif "t")',
  '![x](javascript:alert(1))',
  '![<img src=x onerror=alert(1)>](a.png)',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x](//evil.example)',
  '[x](blob:https://a.b/c)',
  '[x](file:///etc/passwd)',
  '<javascript:alert(1)>',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '```html\n<script>alert(1)</script>\n```',
  'a <b onmouseover=alert(1)>b</b>',
] as const;

describe('hostile markdown', () => {
  it.each(HOSTILE)('%s is shown and does nothing', (markdown) => {
    // But for the sign of the button that copies code.
    const shown = html(markdown).replaceAll(/<svg [^>]*class="lucide .*?<\/svg>/g, '');
    expect(shown).not.toMatch(/<(script|img|svg|iframe|style|object|embed|form|link|base|meta)\b/i);
    expect(shown).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=/i);
    expect(shown).not.toMatch(/<[a-z][^>]*\s(src|srcset|srcdoc|style|action|formaction|xlink:href)\s*=/i);
    for (const [, href] of shown.matchAll(/<a\b[^>]*href="([^"]*)"/g)) expect(href).toMatch(/^(https?|mailto|tel):/);
  });

  it('leads to the web in a new tab that knows nothing of this one', () => {
    const shown = html('[x](https://example.org/a)');
    expect(shown).toContain('href="https://example.org/a"');
    expect(shown).toContain('target="_blank"');
    expect(shown).toContain('rel="noopener noreferrer"');
  });

  it('names an image in the place of loading it', () => {
    expect(html('![the plan](https://a.b/c.png)')).toContain('Image not loaded: the plan');
  });
});

describe('hostile text', () => {
  it('of a page or a file stays text', () => {
    const shown = renderToStaticMarkup(
      <PlainText text={'# <script>x</script>\n\n<img onerror=x>'} span={{ start: 3, end: 9 }} />,
    );
    expect(shown).not.toMatch(/<(script|img)/);
    expect(shown).toContain('<mark>');
  });
});
