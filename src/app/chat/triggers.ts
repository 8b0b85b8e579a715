import type { Span } from '../../core/items/item.ts';

/** What is being completed at the caret: a thing that `#` names, or a prompt or command that `/` does. */
export interface Trigger {
  readonly kind: 'mention' | 'slash';
  readonly typed: string;
  /** What is replaced by what is chosen, with the sign. */
  readonly span: Span;
}

const MENTION = /(?:^|[\s(])#([^#\n]{0,60})$/u;

/** `#` at the beginning of a word names a thing; `/` names a prompt where nothing but its name is written. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  const slash = /^\/(\S*)$/u.exec(before);
  if (slash !== null && text.length === caret)
    return { kind: 'slash', typed: slash[1] ?? '', span: { start: 0, end: caret } };
  const typed = MENTION.exec(before)?.[1];
  if (typed === undefined || /^\s/.test(typed)) return null;
  return { kind: 'mention', typed, span: { start: caret - typed.length - 1, end: caret } };
}

/** The text with what was chosen in the place of what was typed, and where the caret goes. */
export function complete(
  text: string,
  { span }: Trigger,
  chosen: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(span.end);
  const gap = chosen === '' || /^[\s.,;:!?)]/.test(rest) ? '' : ' ';
  return { text: text.slice(0, span.start) + chosen + gap + rest, caret: span.start + chosen.length + gap.length };
}

/** Through what was asked before, newest first: -1 is the empty field. */
export function stepHistory(asked: readonly string[], at: number, step: 1 | -1): number {
  return Math.max(-1, Math.min(asked.length - 1, at + step));
}
