import type { EditorSelection, EditorState, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { say } from './say.ts';

const ITEM = /^((?:[ \t]*>)*[ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?:\[(.)\](?=[ \t]|$))?/;

/** Checks the box in the line of the position, or clears it: one character. Null where the line has none. */
export function toggleTask(state: EditorState, position: number): TransactionSpec | null {
  const line = state.doc.lineAt(position);
  const found = ITEM.exec(line.text);
  if (found?.[4] === undefined) return null;
  const at = line.from + found[0].length - 2;
  const isDone = found[4] !== ' ';
  return {
    changes: { from: at, to: at + found[4].length, insert: isDone ? ' ' : 'x' },
    userEvent: 'input.task',
    effects: EditorView.announce.of(say(state, isDone ? 'editor.taskOpen' : 'editor.taskDone')),
  };
}

export function toggleTaskAt(view: EditorView, position: number): boolean {
  const change = view.state.readOnly ? null : toggleTask(view.state, position);
  if (change === null) return false;
  view.dispatch(change);
  return true;
}

/** Checks or clears the boxes of the lines of the selection; lines without one get one, entries of lists where they are none. */
export function checkLines(view: EditorView): boolean {
  const { state } = view;
  if (state.readOnly) return false;
  const { main } = state.selection;
  if (main.empty && toggleTaskAt(view, main.head)) return true;
  const changes: { from: number; to?: number; insert: string }[] = [];
  for (let at = main.from; at <= main.to; at = state.doc.lineAt(at).to + 1) {
    const line = state.doc.lineAt(at);
    const found = ITEM.exec(line.text);
    const task = toggleTask(state, at);
    if (task !== null) changes.push(task.changes as { from: number; to: number; insert: string });
    else if (found !== null) changes.push({ from: line.from + found[0].length, insert: '[ ] ' });
    else changes.push({ from: line.from + (line.text.length - line.text.trimStart().length), insert: '- [ ] ' });
  }
  view.dispatch(
    state.update({ changes, selection: behind(state, changes), userEvent: 'input.task', scrollIntoView: true }),
  );
  return true;
}

/** The selection where the changes leave it: a cursor at their place stands behind what is put in. */
function behind(
  state: EditorState,
  changes: readonly { from: number; to?: number; insert: string }[],
): EditorSelection {
  return state.selection.map(state.changes([...changes]), 1);
}
