import type { Span } from '../items/item.ts';
import { plainText } from '../items/plain-text.ts';

/** A place in a text with the words around it, as a reader sees them. */
export interface Passage {
  /** In the item's text, UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The range of `text` that is meant. */
  readonly mark: Span;
}

const AROUND = 180;

/** The paragraph around a range, at most 180 code units to each side, without the marks of markdown. */
export function passageAround(text: string, { start, end }: Span): Passage {
  const from = beginOf(text, start);
  const to = endOf(text, end);
  const { text: plain, offsets } = plainText(text.slice(from, to));
  const at = (offset: number) => {
    const found = offsets.findIndex((held) => held >= offset - from);
    return found < 0 ? plain.length : found;
  };
  const shown = plain.trimEnd();
  const lead = shown.length - shown.trimStart().length;
  const before = from > 0 && !/\n/.test(text[from - 1] ?? '\n') ? '… ' : '';
  const after = to < text.length && text[to] !== '\n' ? ' …' : '';
  const place = (index: number) => Math.min(Math.max(index - lead, 0), shown.length - lead) + before.length;
  return {
    start,
    end,
    text: before + shown.slice(lead).replaceAll('\n', ' ') + after,
    mark: { start: place(at(start)), end: place(at(end)) },
  };
}

/** Where the paragraph begins, or a word not far before. */
function beginOf(text: string, start: number): number {
  const paragraph = text.lastIndexOf('\n\n', Math.max(0, start - 1)) + 1;
  const least = Math.max(paragraph, start - AROUND);
  if (least === paragraph) return paragraph === 0 ? 0 : paragraph + 1;
  const space = text.indexOf(' ', least);
  return space < 0 || space >= start ? least : space + 1;
}

function endOf(text: string, end: number): number {
  const blank = text.indexOf('\n\n', end);
  const paragraph = blank < 0 ? text.length : blank;
  if (paragraph - end <= AROUND) return paragraph;
  const space = text.lastIndexOf(' ', end + AROUND);
  return space <= end ? end + AROUND : space;
}
