import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANG_MS } from '../../../tests/hang.ts';
import type { ParsedDocument } from './item.ts';
import { parseDocument } from './parse-document.ts';
import { plainText, toMarkdownSpan } from './plain-text.ts';
import { locate } from './source-map.ts';

function read(fileName: string, source: string): ParsedDocument {
  const result = parseDocument({ source, fileName, mediaType: '' });
  if (!result.ok) throw new Error(result.message);
  return result.document;
}
const lineOf = (document: ParsedDocument, words: string): number | undefined => {
  const start = document.text.indexOf(words);
  return locate(document, { start, end: start + words.length })?.line;
};

describe('markdown', () => {
  const note = read(
    'a.md',
    '\ufeff---\r\ntitle: "My: note"\r\ntags: [one, "two/three"]\r\naliases:\r\n  - Other\r\ncreated: 2024-02-03\r\nmap: {a: 1}\r\n---\r\n# Head\r\n\r\nSee [[Some Note#x|that]], ![[pic.png]], [web](https://a.example/x_(y)), [rel](../b%20c.md) and https://b.example/q. #tag #a/b #12 `#no [[no]]`\r\n',
  );
  it('takes title, tags and date from the front matter', () => {
    expect(note).toMatchObject({ kind: 'note', title: 'My: note', createdMs: Date.UTC(2024, 1, 3) });
    expect(note.tags).toEqual(['one', 'two/three', 'tag', 'a/b']);
  });
  it('finds links of each kind with exact spans', () => {
    expect(note.links.map(({ kind, target, span }) => [kind, target, note.text.slice(span.start, span.end)])).toEqual([
      ['wiki', 'Some Note#x', '[[Some Note#x|that]]'],
      ['wiki', 'pic.png', '![[pic.png]]'],
      ['url', 'https://a.example/x_(y)', '[web](https://a.example/x_(y))'],
      ['markdown', '../b%20c.md', '[rel](../b%20c.md)'],
      ['url', 'https://b.example/q', 'https://b.example/q'],
    ]);
  });
  it('maps lines back through a byte order mark and CRLF', () => {
    expect(note.text.includes('\r')).toBe(false);
    expect(lineOf(note, '# Head')).toBe(9);
    expect(lineOf(note, 'See ')).toBe(11);
  });
  it('takes the first heading, then the file name, as the title', () => {
    expect(read('a.md', 'x\n\n# The *real* one\n').title).toBe('The real one');
    expect(read('Some file.md', 'x').title).toBe('Some file');
  });
  it('maps each line of any text to its source', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' '), { minLength: 1 }), (parts) => {
        const source = `x${parts.join('')}`;
        const document = read('a.md', source);
        document.text.split('').forEach((character, at) => {
          const range = locate(document, { start: at, end: at + 1 });
          if (character !== '\n') expect(source.slice(range?.sourceStart, range?.sourceEnd)).toBe(character);
          expect(range?.line).toBe(document.text.slice(0, at).split('\n').length);
        });
      }),
    );
  });
});

describe('html', () => {
  it('keeps what a reader reads, with its place', () => {
    const page = read(
      'p.html',
      `<!doctype html><html lang="de-AT"><head><title>T &amp; U</title><meta property="article:published_time" content="2024-05-06T07:08:09Z"><style>x{}</style></head>
<body><nav>Menu</nav><script>alert(1)</script><main><h1>Big</h1><p onclick="x()">One &lt;b&gt; &uuml;ber
 two <a href="/x">link</a><a href="javascript:x()">bad</a></p><ul><li>a<li>b<ul><li>c</ul></ul><table><tr><th>k<th>v<tr><td>1<td>2</table>
<p hidden>no</p><p style="display: none">no</p><pre>x  &amp;
  y</pre></main><footer>f</footer></body></html>`,
    );
    expect(page).toMatchObject({
      kind: 'page',
      title: 'T & U',
      language: 'de',
      createdMs: Date.UTC(2024, 4, 6, 7, 8, 9),
    });
    expect(page.text.trim()).toBe(
      '# Big\n\nOne <b> über two linkbad\n\n- a\n- b\n  - c\n\nk | v\n1 | 2\n\n```\nx  &\n  y\n```',
    );
    expect(page.links.map(({ target, span }) => [target, page.text.slice(span.start, span.end)])).toEqual([
      ['/x', 'link'],
    ]);
    expect(lineOf(page, 'Big')).toBe(2);
    expect(lineOf(page, 'two link')).toBe(3);
    expect(lineOf(page, '  y\n')).toBe(5);
  });
  it('reads ten thousand nested elements', () => {
    const started = Date.now();
    expect(read('p.html', `${'<div>'.repeat(10_000)}deep &amp; down${'</div>'.repeat(10_000)}`).text).toBe(
      'deep & down',
    );
    expect(Date.now() - started).toBeLessThan(HANG_MS);
  });
});

describe('a megabyte of any one thing', () => {
  const units = [
    '[',
    '#',
    '<',
    '*',
    '`',
    '[[',
    '[a](',
    '![',
    '[[a|',
    '`` ` ',
    '_a',
    '&',
    '&amp;',
    '<div>',
    '<b>',
    '<p><b id=1>',
    '</x>',
    '<a href=x>',
    '<table>',
    '<li>',
    '<!--',
    '<script>',
    '<td>',
    '<title>',
    '\\',
    ' #a',
    'http://',
    '---\n',
    '\r',
    '> ',
    '- [x] ',
    '<pre>',
    '<p hidden>',
    '<div></x></x></x></x></x></x>',
  ];
  for (const name of ['a.md', 'a.html', 'a.txt'])
    it(`does not hang the reader as ${name}`, () => {
      for (const unit of units) {
        const source = `x${unit.repeat(Math.floor(1_000_000 / unit.length))}`;
        const started = Date.now();
        parseDocument({ source, fileName: name, mediaType: '' });
        if (name === 'a.md') plainText(source);
        expect(Date.now() - started, unit).toBeLessThan(HANG_MS);
      }
    });
});

describe('plain text', () => {
  it('drops marks and maps back', () => {
    const markdown = '- [x] **Bold** _it_ snake_case [label](u) [[n|alias]] `co*de` 2 * 3 \\*';
    const plain = plainText(markdown);
    expect(plain.text).toBe('Bold it snake_case label alias co*de 2 * 3 *');
    const start = plain.text.indexOf('label');
    const span = toMarkdownSpan(plain, { start, end: start + 5 });
    expect(markdown.slice(span.start, span.end)).toBe('label');
  });
  it('holds only characters of the markdown, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '*', '_', '`', '[', ']', '(', ')', '|', '\n', '# ', '[[', ']]', '\\'), {
          maxLength: 60,
        }),
        (parts) => {
          const markdown = parts.join('');
          const { text, offsets } = plainText(markdown);
          for (let i = 0; i < text.length; i += 1) {
            expect(markdown[offsets[i] ?? -1]).toBe(text[i]);
            if (i > 0) expect(offsets[i]).toBeGreaterThan(offsets[i - 1] ?? 0);
          }
        },
      ),
    );
  });
});

it('says which kinds work for a file that it cannot read', () => {
  const result = parseDocument({ source: 'x', fileName: 'a.docx', mediaType: '' });
  expect(result).toMatchObject({ ok: false, code: 'unsupported', message: expect.stringContaining('.md') });
});
