import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlightLines, languageNamed, parserNamed } from './highlight-code.ts';

it('code is coloured by the grammar of its language', async () => {
  const parser = await parserNamed('ts');
  if (parser === null) throw new Error('no parser');
  expect(highlightLines("const a = 'b'; // c\nreturn 1;", parser)).toEqual([
    [
      { text: 'const', classes: 'tok-keyword' },
      { text: ' a = ', classes: '' },
      { text: "'b'", classes: 'tok-string' },
      { text: '; ', classes: '' },
      { text: '// c', classes: 'tok-comment' },
    ],
    [
      { text: 'return', classes: 'tok-keyword' },
      { text: ' ', classes: '' },
      { text: '1', classes: 'tok-value' },
      { text: ';', classes: '' },
    ],
  ]);
});

it('a language goes by its name, its short names and the ends of its files', () => {
  const names = ['js', 'JavaScript', 'py', 'c++', 'rs', 'sh', 'yml', 'tsx', 'mermaid', '', 'no such'];
  expect(names.map((name) => languageNamed(name)?.name ?? null)).toEqual([
    'JavaScript',
    'JavaScript',
    'Python',
    'C++',
    'Rust',
    'Shell',
    'YAML',
    'TSX',
    null,
    null,
    null,
  ]);
});

it('no character of the code is lost, whatever it is', async () => {
  const parsers = (await Promise.all(['ts', 'python', 'shell', 'html'].map(parserNamed))).flatMap((p) => p ?? []);
  const pieces = fc.array(fc.constantFrom('const ', '{', '}', '"', "'", '`', '\n', '<a>', '//', '/*', '#', 'é', '\t'));
  fc.assert(
    fc.property(pieces, fc.nat(3), (parts, at) => {
      const [code, parser] = [parts.join(''), parsers[at]];
      if (parser === undefined) throw new Error('no parser');
      const lines = highlightLines(code, parser);
      expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code);
    }),
  );
});
