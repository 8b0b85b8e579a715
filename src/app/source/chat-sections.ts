import type { Span } from '../../core/items/item.ts';
import type { PlacedRange, SourcePlace } from '../../core/items/source-place.ts';

/** A message, or the line above another branch. */
export interface ChatSection extends Span {
  /** What of it is shown as its text. */
  readonly body: Span;
  /** Null for the line above a branch. */
  readonly message: Message | null;
}

interface Message {
  readonly author: string;
  readonly atMs: number | null;
  /** Whether it was written by whoever held the conversation. */
  readonly isReader: boolean;
}

/** In order; together they hold all but white space of the text. */
export function chatSections(text: string, places: readonly PlacedRange[]): readonly ChatSection[] {
  const sections: ChatSection[] = [];
  let reached = 0;
  const between = (end: number): void => {
    const part = text.slice(reached, end);
    if (part.trim() === '') return;
    const start = reached + part.length - part.replace(/^\s*#{1,6} /, '').length;
    sections.push({ start: reached, end, body: { start, end: reached + part.trimEnd().length }, message: null });
  };
  for (const { start, end, place } of places) {
    if (place.type !== 'message') continue;
    between(start);
    sections.push({ start, end, body: { start: start + headLength(text, start, place), end }, message: whose(place) });
    reached = end;
  }
  between(text.length);
  return sections;
}

/** The name that stands above a message is shown as such. */
function headLength(text: string, start: number, { author }: { readonly author: string }): number {
  const head = `**${author}**\n\n`;
  return text.startsWith(head, start) ? head.length : 0;
}

const whose = ({ author, atMs }: Extract<SourcePlace, { type: 'message' }>): Message => ({
  author,
  atMs,
  isReader: author === 'You',
});
