import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, blocksOf, outlineOf, sectionOf } from './outline.ts';

const NOTE = `---
title: A
# not a heading
---
# Garden

Words.

## Beds ##
- peas ^peas
- beans

\`\`\`sh
# a comment
\`\`\`

### The *long* [[Bed|bed]]
One
two ^two

## Tools
| a |
|---|
| 1 |

^table
`;

const cut = (span: { start: number; end: number } | null) => span && NOTE.slice(span.start, span.end);

describe('the outline of a note', () => {
  it('has its headings as a reader sees them, and none of code and front matter', () => {
    expect(outlineOf(NOTE).map(({ level, text }) => `${level} ${text}`)).toEqual([
      '1 Garden',
      '2 Beds',
      '3 The long bed',
      '2 Tools',
    ]);
  });

  it('leads to the lines of the headings, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom('# A', '## B ##', '```', '---', '', 'a: b', '#', '#tag'),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join('\n').replaceAll('\r', '');
        let last = -1;
        for (const { start, end, level } of outlineOf(text)) {
          expect(start).toBeGreaterThan(last);
          expect(text.slice(start, end)).toMatch(new RegExp(`^ {0,3}#{${level}}(?:[ \\t]|$)`));
          expect(text[end] ?? '\n').toBe('\n');
          last = start;
        }
      }),
    );
  });

  it('finds the section below a heading, whatever its case and signs', () => {
    expect(cut(sectionOf(NOTE, 'beds'))).toMatch(/^## Beds ##\n[\s\S]*two \^two\n\n$/);
    expect(cut(sectionOf(NOTE, 'Garden#The long bed'))).toBe('### The *long* [[Bed|bed]]\nOne\ntwo ^two\n\n');
    expect(sectionOf(NOTE, 'Shed')).toBeNull();
    expect(sectionOf(NOTE, '')).toBeNull();
  });

  it('finds blocks by their ids: an entry, a paragraph, a table above its id', () => {
    expect(blocksOf(NOTE).map(({ id }) => id)).toEqual(['peas', 'two', 'table']);
    expect(cut(blockOf(NOTE, 'peas'))).toBe('- peas');
    expect(cut(blockOf(NOTE, 'TWO'))).toBe('One\ntwo');
    expect(cut(blockOf(NOTE, 'table'))).toBe('| a |\n|---|\n| 1 |');
    expect(blockOf(NOTE, 'none')).toBeNull();
  });
});
