import type { Span } from '../items/item.ts';

/** A range of a text, and what stands there instead. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text with all of the edits; they are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const edit of edits) {
    parts.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
