import type { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

/** The kinds of Obsidian and GitHub, by what they want of the reader. */
const TONES: Readonly<Record<string, 'info' | 'ok' | 'warn' | 'bad' | 'quote'>> = {
  note: 'info',
  info: 'info',
  todo: 'info',
  abstract: 'info',
  summary: 'info',
  tldr: 'info',
  example: 'info',
  question: 'info',
  help: 'info',
  faq: 'info',
  tip: 'ok',
  hint: 'ok',
  success: 'ok',
  check: 'ok',
  done: 'ok',
  important: 'warn',
  warning: 'warn',
  caution: 'warn',
  attention: 'warn',
  danger: 'bad',
  error: 'bad',
  bug: 'bad',
  failure: 'bad',
  fail: 'bad',
  missing: 'bad',
  quote: 'quote',
  cite: 'quote',
};

export interface Callout {
  /** As written: `note`. */
  readonly kind: string;
  readonly tone: 'info' | 'ok' | 'warn' | 'bad' | 'quote';
  /** Of `[!note]` and the white space behind. */
  readonly from: number;
  readonly to: number;
  readonly hasTitle: boolean;
}

/** The kind that the first line of a quotation names by `[!kind]`; null for a plain quotation. */
export function calloutAt(state: EditorState, { from }: Node): Callout | null {
  const line = state.doc.lineAt(from);
  const found = /^((?:[ \t]*>)+[ \t]*)(\[!([\w-]{1,40})\][+-]?[ \t]*)(.*)$/.exec(line.text);
  if (found === null) return null;
  const start = line.from + (found[1]?.length ?? 0);
  const kind = (found[3] ?? '').toLowerCase();
  return {
    kind,
    tone: TONES[kind] ?? 'info',
    from: start,
    to: start + (found[2]?.length ?? 0),
    hasTitle: found[4] !== '',
  };
}
