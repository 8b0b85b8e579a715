import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type TransactionSpec,
} from '@codemirror/state';
import type { Command, EditorView } from '@codemirror/view';

export type InlineMark = '**' | '*' | '~~' | '`' | '==';

/** Puts the marks around each selection, or takes them off where they are; without a selection, around the word. */
export function toggleMark(state: EditorState, mark: InlineMark): TransactionSpec {
  return {
    ...state.changeByRange((range) => {
      const word = range.empty ? (state.wordAt(range.head) ?? range) : range;
      return hasMarks(state, word, mark) ? withoutMarks(state, range, word, mark) : withMarks(range, word, mark);
    }),
    userEvent: 'input.format',
    scrollIntoView: true,
  };
}

interface Changed {
  readonly range: SelectionRange;
  readonly changes: ChangeSpec;
}

/** A single `*` is emphasis, two are not. */
function hasMarks({ doc }: EditorState, { from, to }: SelectionRange, mark: InlineMark): boolean {
  const width = mark.length;
  const before = doc.sliceString(Math.max(0, from - 3), from);
  const after = doc.sliceString(to, to + 3);
  if (!before.endsWith(mark) || !after.startsWith(mark)) return false;
  const sign = mark[0] ?? '';
  const run = (text: string) => text.split('').filter((each) => each === sign).length;
  return width > 1 || run(before.slice(-3)) % 2 === 1;
}

function withMarks(range: SelectionRange, { from, to }: SelectionRange, mark: string): Changed {
  const shift = mark.length;
  return {
    changes: [
      { from, insert: mark },
      { from: to, insert: mark },
    ],
    range: EditorSelection.range(range.anchor + shift, range.head + shift),
  };
}

function withoutMarks(_state: EditorState, range: SelectionRange, { from, to }: SelectionRange, mark: string): Changed {
  const shift = mark.length;
  return {
    changes: [
      { from: from - shift, to: from },
      { from: to, to: to + shift },
    ],
    range: EditorSelection.range(range.anchor - shift, range.head - shift),
  };
}

/** Makes each line of the selection a heading of that level, 0 for none; the same level again takes it off. */
export function setHeading(state: EditorState, level: number): TransactionSpec {
  return changeLines(state, (text) => {
    const found = /^(#{1,6})[ \t]+/.exec(text);
    const wanted = found?.[1]?.length === level ? 0 : level;
    return { remove: found?.[0].length ?? 0, insert: wanted === 0 ? '' : `${'#'.repeat(wanted)} ` };
  });
}

/** One level deeper, and from the third back to none: for a single button. */
export function cycleHeading(state: EditorState): TransactionSpec {
  const level = /^(#{1,6})[ \t]/.exec(state.doc.lineAt(state.selection.main.head).text)?.[1]?.length ?? 0;
  return setHeading(state, level >= 3 ? level : level + 1);
}

const LIST = /^([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?/;

/** Makes entries of a list of the lines; where all are entries of that kind, makes lines of them again. */
export function toggleList(state: EditorState, kind: '-' | '1.'): TransactionSpec {
  const { from, to } = state.selection.main;
  const lines = linesBetween(state, from, to);
  const isKind = (text: string): boolean => {
    const mark = LIST.exec(text)?.[2];
    return mark !== undefined && /\d/.test(mark) === (kind === '1.');
  };
  const off = lines.every(isKind);
  let number = 0;
  return changeLines(state, (text) => {
    const found = LIST.exec(text);
    const indent = found?.[1] ?? /^[ \t]*/.exec(text)?.[0] ?? '';
    number += 1;
    return {
      skip: indent.length,
      remove: (found?.[0].length ?? indent.length) - indent.length,
      insert: off ? '' : kind === '-' ? '- ' : `${number}. `,
    };
  });
}

export const toggleQuote = (state: EditorState): TransactionSpec =>
  changeLines(state, (text) => {
    const found = /^>[ \t]?/.exec(text);
    return { remove: found?.[0].length ?? 0, insert: found === null ? '> ' : '' };
  });

interface LineChange {
  readonly skip?: number;
  readonly remove: number;
  readonly insert: string;
}

function linesBetween(state: EditorState, from: number, to: number): string[] {
  const texts: string[] = [];
  for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) texts.push(state.doc.lineAt(at).text);
  return texts;
}

function changeLines(state: EditorState, change: (text: string) => LineChange): TransactionSpec {
  const { main } = state.selection;
  const changes: { from: number; to: number; insert: string }[] = [];
  for (let at = main.from; at <= main.to; at = state.doc.lineAt(at).to + 1) {
    const line = state.doc.lineAt(at);
    const { skip = 0, remove, insert } = change(line.text);
    changes.push({ from: line.from + skip, to: line.from + skip + remove, insert });
  }
  const made = state.changes(changes);
  return { changes: made, selection: state.selection.map(made, 1), userEvent: 'input.format', scrollIntoView: true };
}

/** `[words](address)` around the selection, with the place of what is missing selected. False without a selection. */
export function makeLink({ state, dispatch }: EditorView): boolean {
  const { main } = state.selection;
  if (main.empty || state.readOnly) return false;
  const words = state.doc.sliceString(main.from, main.to);
  const isAddress = /^https?:\/\/\S+$/.test(words);
  const insert = isAddress ? `[](${words})` : `[${words}]()`;
  const anchor = main.from + (isAddress ? 1 : insert.length - 1);
  dispatch(
    state.update({
      changes: { from: main.from, to: main.to, insert },
      selection: { anchor },
      userEvent: 'input.format',
    }),
  );
  return true;
}

/** `[[` and `]]` around the selection or the cursor. */
export function makeWikiLink({ state, dispatch }: EditorView): boolean {
  if (state.readOnly) return false;
  const changed = state.changeByRange((range) => ({
    changes: [
      { from: range.from, insert: '[[' },
      { from: range.to, insert: ']]' },
    ],
    range: EditorSelection.range(range.anchor + 2, range.head + 2),
  }));
  dispatch(state.update({ ...changed, userEvent: 'input.type', scrollIntoView: true }));
  return true;
}

/** A command of the editor from what it does to a state; does nothing in a text that cannot be changed. */
export const command =
  (change: (state: EditorState) => TransactionSpec): Command =>
  (view) => {
    if (view.state.readOnly) return false;
    view.dispatch(change(view.state));
    return true;
  };
