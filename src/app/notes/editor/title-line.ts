import { type EditorState, Facet } from '@codemirror/state';
import type { BlockSpan } from './block-spans.ts';

/** What the note is called, where that is shown above the text; empty where it is not. */
export const shownTitle = Facet.define<string, string>({ combine: ([title]) => title ?? '' });

const HEADING = /^#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/** The first line behind the front matter, where it is a heading that says what the title says; else null. */
export function titleLine(state: EditorState, headEnd: number): BlockSpan | null {
  const title = state.facet(shownTitle).trim();
  if (title === '') return null;
  let line = state.doc.lineAt(Math.min(headEnd, state.doc.length));
  while (line.text.trim() === '' && line.number < state.doc.lines) line = state.doc.line(line.number + 1);
  return HEADING.exec(line.text)?.[1] === title ? { kind: 'title', from: line.from, to: line.to } : null;
}
