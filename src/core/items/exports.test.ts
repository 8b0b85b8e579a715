import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../tests/format-file.ts';
import { expectSoundReading } from '../../../tests/reader-laws.ts';
import { codeLanguageOf } from './code-language.ts';
import { documentTypeOf } from './document-type.ts';
import { logseqPageOf } from './logseq.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown, readAliases } from './parse-markdown.ts';
import { locate } from './source-map.ts';

const textOf = (path: string): string => new TextDecoder().decode(formatFile(`exports/${path}`).bytes);

describe('bookmarks', () => {
  const read = (name: string) => {
    const document = parseHtml({ source: textOf(name), fileName: name });
    expectSoundReading({ documents: [document], embedded: [], refused: [], next: null });
    return document;
  };

  it('of Firefox become folders with their links, notes, tags and days', () => {
    const { text, links, createdMs } = read('bookmarks-firefox.html');
    expect(text).toBe(
      '- How to grow beans & peas (https://example.org/beans?a=1&b=2), 2025-03-01, garden, beans\n  The best page about beans\n\n' +
        '## Household\n\n- Bank (https://bank.example/), 2025-03-02\n\n### Repairs\n\n- Boiler <manual> (https://example.org/boiler)\n',
    );
    expect(links.map(({ target, kind, span }) => [target, kind, text.slice(span.start, span.end)])).toEqual([
      ['https://example.org/beans?a=1&b=2', 'url', 'How to grow beans & peas (https://example.org/beans?a=1&b=2)'],
      ['https://bank.example/', 'url', 'Bank (https://bank.example/)'],
      ['https://example.org/boiler', 'url', 'Boiler <manual> (https://example.org/boiler)'],
    ]);
    expect(createdMs).toBe(1_740_819_600_000);
  });

  it('of Chrome and Safari are told from web pages as well', () => {
    expect(read('bookmarks-chrome.html').text).toBe(
      '## Bookmarks bar\n\n- Köln – Wikipedia (https://de.wikipedia.org/wiki/K%C3%B6ln), 2023-11-14\n- Example Domain (https://example.com/), 2023-11-15\n',
    );
    expect(read('bookmarks-safari.html').links).toHaveLength(2);
  });

  it('lead back to their lines in the file', () => {
    const document = read('bookmarks-firefox.html');
    const start = document.text.indexOf('- Bank');
    expect(locate(document, { start, end: start + 6 })?.line).toBe(16);
  });
});

describe('a page of Logseq', () => {
  const read = (path: string) =>
    parseMarkdown({ source: textOf(path), fileName: path.slice(path.lastIndexOf('/') + 1), path });

  it('has its title, aliases and tags from its properties', () => {
    const page = read('logseq/pages/plans___garden.md');
    expect(page).toMatchObject({ title: 'plans/garden', tags: ['outdoors', 'spring work', 'bean'] });
    expect(page.links.map(({ target }) => target)).toEqual(['spring work', 'Mar 1st, 2025']);
    expect(page.text).toContain('((64f0c1d2-1111-4222-8333-444455556666))');
    expect(readAliases(page.text)).toEqual(['The Garden', 'beds']);
  });

  it('of a day has the title that links name it by, and that day', () => {
    expect(read('logseq/journals/2025_03_01.md')).toMatchObject({
      title: 'Mar 1st, 2025',
      createdMs: Date.UTC(2025, 2, 1),
    });
  });

  it.each([
    ['vault/journals/2025_03_22.md', 'Mar 22nd, 2025'],
    ['journals/2024_12_13.md', 'Dec 13th, 2024'],
    ['journals/2025_02_31.md', undefined],
    ['pages/Anna%3F.md', 'Anna?'],
    ['pages/a___b___c.md', 'a/b/c'],
    ['pages/100%.md', undefined],
    ['pages/about.md', undefined],
    ['notes/a___b.md', undefined],
  ])('at %s is called %s', (path, title) => {
    expect(logseqPageOf(path)?.title).toBe(title);
  });
});

describe('source code', () => {
  it.each([
    ['a.ts', 'TypeScript'],
    ['Makefile', 'Makefile'],
    ['Dockerfile', 'Dockerfile'],
    ['CMakeLists.txt', 'CMake'],
    ['A.PY', 'Python'],
    ['notes.txt', null],
    ['.ts', null],
  ])('%s is %s', (name, language) => {
    expect(codeLanguageOf(name)).toBe(language);
    expect(documentTypeOf(name, '') === 'code').toBe(language !== null);
  });
});
