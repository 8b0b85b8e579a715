import { closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { markdownKeymap } from '@codemirror/lang-markdown';
import { foldKeymap } from '@codemirror/language';
import { searchKeymap } from '@codemirror/search';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, type KeyBinding, keymap } from '@codemirror/view';
import { yUndoManagerKeymap } from 'y-codemirror.next';
import { drawnBlockAt } from './blocks.ts';
import { command, makeLink, setHeading, toggleList, toggleMark, toggleQuote } from './format.ts';
import { linkKeys } from './links.ts';
import { pasteKeys } from './paste.ts';
import { checkLines } from './tasks.ts';
import { focusCell } from './widgets/table.ts';

/** None of these goes on to the page once it did something here. */
const formatKeys: readonly KeyBinding[] = [
  { key: 'Mod-b', run: command((state) => toggleMark(state, '**')) },
  { key: 'Mod-i', run: command((state) => toggleMark(state, '*')) },
  { key: 'Mod-e', run: command((state) => toggleMark(state, '`')) },
  { key: 'Mod-Shift-x', run: command((state) => toggleMark(state, '~~')) },
  // Without a selection the page has this key.
  { key: 'Mod-k', run: makeLink },
  { key: 'Mod-Shift-Enter', run: checkLines },
  { key: 'Mod-Shift-7', run: command((state) => toggleList(state, '1.')) },
  { key: 'Mod-Shift-8', run: command((state) => toggleList(state, '-')) },
  { key: 'Mod-Shift-9', run: command(toggleQuote) },
  ...[0, 1, 2, 3, 4, 5, 6].map((level) => ({
    key: `Mod-Alt-${level}`,
    run: command((state) => setHeading(state, level)),
  })),
].map((binding) => ({ ...binding, stopPropagation: true }));

/** Up and down lead into a table that stands there, as they lead into a line. */
const tableKeys: readonly KeyBinding[] = [
  { key: 'ArrowDown', run: (view) => enterTable(view, 1) },
  { key: 'ArrowUp', run: (view) => enterTable(view, -1) },
];

function enterTable(view: EditorView, side: 1 | -1): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return false;
  const line = view.state.doc.lineAt(main.head);
  // Only from the last line that the text is broken into on the screen.
  const moved = view.moveVertically(main, side === 1);
  if (moved.head >= line.from && moved.head <= line.to && moved.head !== main.head) return false;
  const number = line.number + side;
  if (number < 1 || number > view.state.doc.lines) return false;
  const next = view.state.doc.line(number);
  const block = drawnBlockAt(view.state, side === 1 ? next.from : next.to);
  return block?.kind === 'table' && focusCell(view, block.from, side === 1 ? 'first' : 'last');
}

/** After Escape, Tab moves the focus on, as CodeMirror has it for people who use the keyboard. */
export const noteKeys = (): Extension => [
  Prec.high(keymap.of([...linkKeys, ...pasteKeys, ...formatKeys, ...tableKeys])),
  keymap.of([
    ...completionKeymap,
    ...closeBracketsKeymap,
    ...yUndoManagerKeymap,
    ...markdownKeymap,
    ...searchKeymap,
    ...foldKeymap,
    ...defaultKeymap,
    indentWithTab,
  ]),
];
