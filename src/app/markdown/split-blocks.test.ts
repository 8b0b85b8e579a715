import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grown, growBlocks, splitBlocks } from './split-blocks.ts';

const cut = (markdown: string) => splitBlocks(markdown).map(({ start, end }) => markdown.slice(start, end));

/** Lines that begin, go on with and end all kinds of blocks. */
const anyMarkdown = fc
  .array(
    fc.constantFrom(
      'words',
      'a **b',
      'c** d',
      '',
      '',
      '# Head',
      '##',
      '- a',
      '  - b',
      '  more',
      '1. one',
      '10)',
      '-',
      '12',
      '| a | b |',
      '|---|---|',
      '```ts',
      '```',
      '``',
      '~~~~',
      '~~~',
      '    code',
      '> quote',
      '$$',
      'x^2',
      '[^1]: note',
      'see [^1]',
      '---',
      '[a]: https://a.b',
      '[a]',
      '`x',
      '  ```',
      '$$x',
      '\t tab',
      'line\\',
      '<b>',
      '```a`b',
    ),
    { maxLength: 24 },
  )
  .map((lines) => lines.join('\n'));

describe('the blocks of a markdown', () => {
  it('are cut at empty lines, around fences and before headings', () => {
    expect(cut('a\nb\n\n# C\nd\n# E\n```\nx\n\ny\n```\nf')).toEqual(['a\nb', '# C\nd', '# E', '```\nx\n\ny\n```', 'f']);
    expect(cut('- a\n\n- b\n\n  c\n\nd')).toEqual(['- a\n\n- b\n\n  c', 'd']);
    expect(cut('$$\na\n\nb\n$$\n\nc\n[^x]: y\n\n  z\n[^v]: w')).toEqual([
      '$$\na\n\nb\n$$',
      'c',
      '[^x]: y\n\n  z',
      '[^v]: w',
    ]);
  });

  it('hold all but white space', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        expect(cut(markdown).join('').replace(/\s/g, '')).toBe(markdown.replace(/\s/g, ''));
      }),
    );
  });

  it('stay as they are once another has begun, however the text goes on', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.nat(), (markdown, at) => {
        const part = markdown.slice(0, at % (markdown.length + 1));
        const finished = splitBlocks(part, { growing: true }).slice(0, -1);
        expect(splitBlocks(markdown).slice(0, finished.length)).toEqual(finished);
      }),
      { numRuns: 2_000, examples: [['1. a\n\n2. b', 7]] },
    );
  });

  it('end the same, in whatever pieces the text comes', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (markdown, sizes) => {
        let grown: Grown | null = null;
        for (let at = 0, i = 0; at < markdown.length; at += sizes[i++ % sizes.length] ?? 1)
          grown = growBlocks(grown, markdown.slice(0, at), true);
        expect(growBlocks(grown, markdown, false).blocks).toEqual(splitBlocks(markdown));
      }),
      { numRuns: 1_000 },
    );
  });
});
