import { ensureSyntaxTree } from '@codemirror/language';
import { EditorSelection, EditorState } from '@codemirror/state';
import type { DecorationSet } from '@codemirror/view';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksField } from './blocks.ts';
import { openLinkAt, openTagAt } from './complete.ts';
import { cycleHeading, setHeading, toggleList, toggleMark, toggleQuote } from './format.ts';
import { drawInline } from './inline.ts';
import { linkAt } from './links.ts';
import { livePreview } from './live-preview.ts';
import { setFocused } from './reveal.ts';
import { toggleTask } from './tasks.ts';
import { shownTitle } from './title-line.ts';

/** `cursor` null: the editor has no focus. */
function stateOf(doc: string, cursor: number | null = null, head = cursor): EditorState {
  const state = EditorState.create({ doc, extensions: [livePreview(), EditorState.allowMultipleSelections.of(true)] });
  ensureSyntaxTree(state, doc.length, 5_000);
  const selection = EditorSelection.single(cursor ?? 0, head ?? 0);
  return state.update({ selection, effects: setFocused.of(cursor !== null) }).state;
}

/** What is left of the text when all that is replaced is out of sight; `◻` stands for what is drawn instead. */
function seen(state: EditorState): string {
  const gone: { from: number; to: number; drawn: boolean }[] = [];
  const gather = (set: DecorationSet) =>
    set.between(0, state.doc.length, (from, to, { spec }) => {
      const isReplaced = spec.class === undefined && spec.attributes === undefined && to > from;
      if (isReplaced) gone.push({ from, to, drawn: spec.widget !== undefined });
    });
  gather(drawInline(state, [{ from: 0, to: state.doc.length }]));
  gather(state.field(blocksField).decorations);
  let text = '';
  let at = 0;
  for (const { from, to, drawn } of gone.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue;
    text += state.doc.sliceString(at, from) + (drawn ? '◻' : '');
    at = to;
  }
  return text + state.doc.sliceString(at);
}

describe('a first heading', () => {
  const withTitle = (title: string, doc: string, cursor: number | null = null) => {
    const state = EditorState.create({ doc, extensions: [livePreview(), shownTitle.of(title)] });
    ensureSyntaxTree(state, doc.length, 5_000);
    const selection = EditorSelection.single(cursor ?? doc.length);
    return seen(state.update({ selection, effects: setFocused.of(cursor !== null) }).state);
  };

  it('that says what the title above it says is not shown twice, and is there where it is written in', () => {
    expect(withTitle('Garden', '# Garden\n\nBeds.')).toBe('◻\n\nBeds.');
    expect(withTitle('Garden', '# Garden #\n\nBeds.', 12)).toBe('◻\n\nBeds.');
    expect(withTitle('Garden', '---\na: 1\n---\n\n# Garden\nBeds.')).toBe('◻\n\n◻\nBeds.');
    expect(withTitle('Garden', '# Garden\n\nBeds.', 3)).toBe('# Garden\n\nBeds.');
  });

  it('that says something else, or stands further down, is shown', () => {
    expect(withTitle('Garden', '# Gardens\n\nBeds.')).toBe('Gardens\n\nBeds.');
    expect(withTitle('Garden', '## Garden\n\nBeds.')).toBe('Garden\n\nBeds.');
    expect(withTitle('Garden', 'Beds.\n\n# Garden')).toBe('Beds.\n\nGarden');
    expect(withTitle('', '# \n\nBeds.')).not.toContain('◻');
  });
});

describe('a note in live preview', () => {
  it.each([
    ['# Garden', 'Garden'],
    ['## Beds ##', 'Beds'],
    ['**bold** *soft* ~~gone~~ `code`', 'bold soft gone code'],
    ['[words](https://example.org "t")', 'words'],
    ['<https://example.org>', 'https://example.org'],
    ['[[Garden]] and [[Garden#Spring|the beds]]', 'Garden and the beds'],
    ['a \\* b', 'a * b'],
    ['- one\n  - two', '◻ one\n◻ two'],
    ['1. one', '1. one'],
    ['- [ ] open\n- [x] done', '◻ open\n◻ done'],
    ['> quoted', 'quoted'],
    ['> [!note] Title\n> text', '◻Title\ntext'],
    ['a\n\n---\n\nb', 'a\n\n\n\nb'],
    ['```js\nlet a\n```', 'js\nlet a\n'],
    ['costs $5 and $6, but $x^2$', 'costs $5 and $6, but ◻'],
    ['$$\nx^2\n$$\nafter', '◻\nafter'],
    ['| a | b |\n|---|---|\n| 1 | 2 |\n\nafter', '◻\n\nafter'],
    ['![[Garden]]\nafter', '◻\nafter'],
    ['before\n![a](b.png)', 'before\n◻'],
    ['---\ntags: a\n---\ntext', '◻\ntext'],
    ['see[^1]\n\n[^1]: words', 'see1\n\n1 words'],
    ['text with #tag and [link]', 'text with #tag and [link]'],
  ])('shows %j as %j', (doc, wanted) => {
    expect(seen(stateOf(doc))).toBe(wanted);
  });

  it.each([
    ['# Garden', 4],
    ['a **bold** b', 5],
    ['[words](https://example.org)', 3],
    ['see [[Garden|beds]]', 8],
    ['- one', 0],
    ['- [ ] open', 3],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 12],
    ['---\ntags: a\n---\ntext', 6],
    ['$x^2$', 2],
    ['```js\nlet a\n```', 8],
  ])('shows %j as it is written where the cursor is', (doc, cursor) => {
    expect(seen(stateOf(doc, cursor))).toBe(doc);
  });

  it('hides again what the cursor has left', () => {
    expect(seen(stateOf('**a** and **b**', 2))).toBe('**a** and b');
  });

  it('draws any text, with the cursor anywhere, and changes none of it', () => {
    const piece = fc.constantFrom(
      ...[
        '# ',
        '## ',
        '**',
        '*',
        '~~',
        '`',
        '```\n',
        '[[',
        ']]',
        '![[a]]',
        '[x](y)',
        '- ',
        '- [ ] ',
        '1. ',
        '> ',
        '> [!tip] ',
        '\n',
        '\n\n',
      ],
      ...[
        '| a | b |\n|---|---|\n| 1 | 2 |\n',
        '$$\n',
        '$x$',
        '---\n',
        '#tag',
        '[^1]',
        'word ',
        '  ',
        '\\*',
        '![](b.png)\n',
        'א',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (pieces, anchor, head, isFocused) => {
          const doc = pieces.join('');
          const size = doc.length + 1;
          const state = stateOf(doc, isFocused ? anchor % size : null, head % size);
          seen(state);
          state.field(blocksField).decorations.between(0, doc.length, (from, to, { spec }) => {
            if (spec.block && to > from)
              expect([state.doc.lineAt(from).from, state.doc.lineAt(to).to]).toEqual([from, to]);
          });
          expect(state.doc.toString()).toBe(doc);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is drawn only where it is in view', () => {
    const state = stateOf('# a\n\n**b**\n\n'.repeat(400));
    let most = 0;
    drawInline(state, [{ from: 0, to: 400 }]).between(0, state.doc.length, (from) => {
      most = Math.max(most, from);
    });
    expect(most).toBeLessThanOrEqual(400);
  });
});

describe('what stands for whole lines, while it is written', () => {
  const drawnIn = (state: EditorState) => {
    const { blocks, decorations, headEnd } = state.field(blocksField);
    const drawn: unknown[] = [];
    decorations.between(0, state.doc.length, (from, to, { spec: { widget, ...spec } }) => {
      drawn.push({ from, to, spec, widget: widget === undefined ? null : { ...widget } });
    });
    return { blocks, headEnd, drawn };
  };
  const piece = fc.constantFrom(
    ...[
      '| a | b |\n|---|---|\n| 1 | 2 |\n',
      '![[a]]\n',
      '$$\nx\n$$\n',
      '$$ y $$\n',
      '```\n',
      '$$\n',
      '---\n',
      '---\na: b\n---\n',
    ],
    ...['\n', '\n\n', 'word ', '- ', '> ', '# ', '|'],
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('is after every change what it is for the whole text anew', () => {
    const change = fc.record({ from: fc.nat(), length: fc.nat({ max: 12 }), insert: text, head: fc.nat() });
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 6 }), (doc, changes) => {
        let state = stateOf(doc, 0);
        for (const { from: start, length, insert, head } of changes) {
          const from = start % (state.doc.length + 1);
          const to = Math.min(state.doc.length, from + length);
          state = state.update({ changes: { from, to, insert } }).state;
          state = state.update({ selection: EditorSelection.cursor(head % (state.doc.length + 1)) }).state;
          ensureSyntaxTree(state, state.doc.length, 5_000);
          state = state.update({}).state;
          expect(drawnIn(state)).toEqual(drawnIn(stateOf(state.doc.toString(), state.selection.main.head)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what the change did not touch', () => {
    const table = '| a | b |\n|---|---|\n| 1 | 2 |\n\n';
    const state = stateOf(`${table}words\n\n${table}`, table.length);
    const after = state.update({ changes: { from: table.length, insert: 'more ' } }).state;
    const widgets = (of: EditorState) => {
      const found: unknown[] = [];
      of.field(blocksField).decorations.between(
        0,
        of.doc.length,
        (_from, _to, { spec }) => void found.push(spec.widget),
      );
      return found;
    };
    expect(widgets(after)).toHaveLength(2);
    widgets(after).forEach((widget, at) => {
      expect(widget).toBe(widgets(state)[at]);
    });
  });
});

describe('what is written by keys', () => {
  const changed = (doc: string, from: number, to: number, change: (state: EditorState) => object): string =>
    EditorState.create({ doc, selection: { anchor: from, head: to } })
      .update(change(EditorState.create({ doc, selection: { anchor: from, head: to } })))
      .state.doc.toString();

  it('marks words, and takes the marks off again', () => {
    expect(changed('a word b', 3, 3, (state) => toggleMark(state, '**'))).toBe('a **word** b');
    expect(changed('a **word** b', 5, 5, (state) => toggleMark(state, '**'))).toBe('a word b');
    expect(changed('a **word** b', 5, 5, (state) => toggleMark(state, '*'))).toBe('a ***word*** b');
  });

  it('marked twice is as it was', () => {
    const text = fc.stringMatching(/^[a-z ]{0,20}$/);
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.constantFrom('**', '*', '~~', '`'), (doc, a, b, mark) => {
        const [from, to] = [a % (doc.length + 1), b % (doc.length + 1)];
        const state = EditorState.create({ doc, selection: { anchor: from, head: to } });
        const once = state.update(toggleMark(state, mark as '*')).state;
        const twice = once.update(toggleMark(once, mark as '*')).state;
        expect(twice.doc.toString()).toBe(doc);
        expect(twice.selection.eq(state.selection)).toBe(true);
      }),
    );
  });

  it('makes headings, lists and quotations of lines', () => {
    expect(changed('a', 0, 0, (state) => setHeading(state, 2))).toBe('## a');
    expect(changed('## a', 0, 0, (state) => setHeading(state, 2))).toBe('a');
    expect(changed('### a', 0, 0, cycleHeading)).toBe('a');
    expect(changed('a\nb', 0, 3, (state) => toggleList(state, '1.'))).toBe('1. a\n2. b');
    expect(changed('1. a\n- [ ] b', 0, 12, (state) => toggleList(state, '-'))).toBe('- a\n- b');
    expect(changed('- a', 0, 0, (state) => toggleList(state, '-'))).toBe('a');
    expect(changed('a\nb', 0, 3, toggleQuote)).toBe('> a\n> b');
  });

  it('checks a box by one character, and no other line', () => {
    const lines = fc.array(
      fc.constantFrom('- [ ] a', '  - [x] b', '1. [X] c', '> - [ ] d', '- e', 'f [ ]', '', '- [ ]'),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, fc.nat(), (all, at) => {
        const doc = all.join('\n');
        const position = at % (doc.length + 1);
        const state = EditorState.create({ doc });
        const change = toggleTask(state, position);
        const isTask = /^[>\s]*(?:[-*+]|\d+\.) \[.\]/.test(state.doc.lineAt(position).text);
        expect(change !== null).toBe(isTask);
        if (change === null) return;
        const after = state.update(change).state.doc.toString();
        const different = [...after].filter((sign, index) => sign !== doc[index]);
        expect(after.length).toBe(doc.length);
        expect(different).toHaveLength(1);
        expect(different[0]).toMatch(/[ x]/);
      }),
    );
  });
});

describe('a link in the text', () => {
  it.each([
    ['see [[Garden#Spring|the garden]] now', 10, 'Garden#Spring'],
    ['see [[Garden]] now', 2, undefined],
    ['[words](https://example.org/a)', 3, 'https://example.org/a'],
    ['[words](Beds/my%20bed.md)', 3, 'Beds/my bed.md'],
    ['![[bed.png|300]]', 5, 'bed.png'],
    ['https://example.org', 3, 'https://example.org'],
    ['`[[code]]`', 4, undefined],
  ])('in %j at %i is %j', (doc, position, target) => {
    expect(linkAt(stateOf(doc), position)?.target).toBe(target);
  });

  it('is completed from what is typed behind its brackets, a tag behind its sign', () => {
    expect(openLinkAt('see [[Gar', 9)).toEqual({ typed: 'Gar', start: 6 });
    expect(openLinkAt('see [[Garden#Sp', 15)).toEqual({ typed: 'Garden#Sp', start: 6 });
    expect(openLinkAt('see [[Garden]] x', 16)).toBeNull();
    expect(openTagAt('a #ho', 5)).toEqual({ typed: 'ho', start: 3 });
    expect(openTagAt('issue #12', 9)).toBeNull();
    expect(openTagAt('a#b', 3)).toBeNull();
  });
});
