import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { type Input, type Tree, TreeFragment } from '@lezer/common';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowOf } from './block-list.ts';
import { BlockwiseParser } from './blockwise-parser.ts';
import { noteSyntax } from './syntax.ts';

const plain = markdown({ base: markdownLanguage, extensions: [noteSyntax], addKeymap: false }).language.parser;

/** Every node of a tree in order, with those that another grammar has put into it. */
function nodesOf(tree: Tree): string[] {
  const nodes: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from} ${to}`) });
  return nodes;
}

interface Edit {
  readonly from: number;
  readonly length: number;
  readonly insert: string;
  /** How far the editor wants it read, as a share of the text; null for all of it. */
  readonly upTo: number | null;
}

/** As an editor does: each time with what is left of the trees before. Gives the text and its tree in the end. */
function editAll(parser: BlockwiseParser, start: string, edits: readonly Edit[]): { text: string; tree: Tree } {
  let text = start;
  let fragments: readonly TreeFragment[] = TreeFragment.addTree(parser.parse(text));
  for (const edit of edits) {
    const fromA = edit.from % (text.length + 1);
    const toA = Math.min(text.length, fromA + edit.length);
    text = text.slice(0, fromA) + edit.insert + text.slice(toA);
    fragments = TreeFragment.applyChanges(
      fragments,
      [{ fromA, toA, fromB: fromA, toB: fromA + edit.insert.length }],
      2,
    );
    if (edit.upTo === null) continue;
    const parse = parser.startParse(text, fragments);
    const stop = Math.floor(edit.upTo * text.length);
    if (stop < text.length) parse.stopAt(stop);
    let tree = parse.advance();
    while (tree === null) tree = parse.advance();
    fragments = TreeFragment.addTree(tree, fragments, stop < text.length);
  }
  return { text, tree: parser.parse(text, fragments) };
}

/** A text that counts what is read of it. */
class CountedInput implements Input {
  readonly lineChunks = false;
  count = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#text.length;
  }

  chunk(from: number): string {
    return this.read(from, Math.min(this.length, from + 500));
  }

  read(from: number, to: number): string {
    this.count += to - from;
    return this.#text.slice(from, to);
  }
}

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n\n', 'word ', 'word\n', 'more words\n\n') },
  fc.constantFrom(...['# ', '## a\n', '- ', '  - ', '1. ', '> ', '> [!note] a\n', '    ', '\t', '---\n', '***\n']),
  fc.constantFrom(...['```\n', '```js\nlet a;\n```\n', '$$\n', '$$ x $$\n', '![[a]]\n', '<div>\n', '</div>\n\n']),
  fc.constantFrom(
    ...['<!--\n', '-->\n', '| a | b |\n', '|---|---|\n', '|', '[a]: b\n', '[^1]: c\n', '**', '`', '[[a]]'],
  ),
);
const textOf = (most: number) => fc.array(piece, { maxLength: most }).map((pieces) => pieces.join(''));

describe('a text that is read block by block', () => {
  it('has the tree that it has when it is read as a whole', () => {
    fc.assert(
      fc.property(textOf(60), fc.integer({ min: 1, max: 60 }), (text, chunk) => {
        expect(nodesOf(new BlockwiseParser(plain, chunk).parse(text))).toEqual(nodesOf(plain.parse(text)));
      }),
      { numRuns: 600 },
    );
  });

  it('has it after any changes too, however far it was read between them', () => {
    const edit = fc.record({
      from: fc.nat(),
      length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
      insert: textOf(4),
      upTo: fc.oneof(fc.constant(1), fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(
        textOf(80),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 60 }),
        (start, edits, chunk) => {
          const { text, tree } = editAll(new BlockwiseParser(plain, chunk), start, edits);
          expect(nodesOf(tree)).toEqual(nodesOf(plain.parse(text)));
        },
      ),
      {
        numRuns: 1_500,
        // A block that would continue the one above it; an empty line that was none.
        examples: [
          ['word\n| a | b |\n|---|---|\n', [{ from: 15, length: 0, insert: '\n', upTo: null }], 1],
          ['    > [!note] a\n\n\n', [{ from: 0, length: 1, insert: '\n', upTo: 0 }], 2],
        ],
      },
    );
  });

  it('is coloured in a window as it is in the whole', () => {
    const colours = tagHighlighter([
      { tag: tags.heading, class: 'heading' },
      { tag: tags.strong, class: 'strong' },
      { tag: [tags.link, tags.monospace, tags.quote], class: 'other' },
      { tag: [tags.processingInstruction, tags.meta], class: 'meta' },
    ]);
    const spansOf = (tree: Tree, from: number, to: number) => {
      const spans: unknown[] = [];
      highlightTree(tree, colours, (...span) => void spans.push(span), from, to);
      return spans;
    };
    fc.assert(
      fc.property(textOf(60), fc.nat(), fc.nat(), (text, a, b) => {
        const [from = 0, to = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((one, other) => one - other);
        const tree = new BlockwiseParser(plain, 20).parse(text);
        expect(spansOf(windowOf(tree, from, to), from, to)).toEqual(spansOf(tree, from, to));
      }),
      { numRuns: 400 },
    );
  });

  it('is read anew only around a change', () => {
    const part = '## Part\n\nSome words of it.\n\n- one\n- two\n\n';
    const text = part.repeat(2_000);
    const parser = new BlockwiseParser(plain);
    for (const at of [0, 40_000, text.length]) {
      const fragments = TreeFragment.applyChanges(TreeFragment.addTree(parser.parse(text)), [
        { fromA: at, toA: at, fromB: at, toB: at + 1 },
      ]);
      const input = new CountedInput(`${text.slice(0, at)}x${text.slice(at)}`);
      const parse = parser.startParse(input, fragments);
      while (parse.advance() === null);
      expect(input.count).toBeLessThan(20_000);
    }
  });
});
