import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';

export interface FoldPart extends Span {
  readonly isFolded: boolean;
}

/** What is shown folded of an item: what it quotes, and the head of a mail, which stands above it in short. */
export function foldsOf({ item, text, folded }: Pick<ItemView, 'item' | 'text' | 'folded'>): readonly Span[] {
  if (item.details?.type !== 'mail') return folded;
  const head = /^(?:(?:From|To|Cc|Date): [^\n]*(?:\n|$))+/.exec(text)?.[0] ?? '';
  return head === '' ? folded : [{ start: 0, end: head.length }, ...folded.filter(({ start }) => start >= head.length)];
}

/** The spans that a section holds some of, from the section's start. */
export const foldedWithin = (section: Span, folded: readonly Span[]): readonly Span[] =>
  folded
    .filter(({ start, end }) => start < section.end && end > section.start)
    .map(({ start, end }) => ({
      start: Math.max(start, section.start) - section.start,
      end: Math.min(end, section.end) - section.start,
    }));

/** A text cut where it is folded, in order; without parts of white space. */
export function foldParts(text: string, folded: readonly Span[]): readonly FoldPart[] {
  const parts: FoldPart[] = [];
  let reached = 0;
  for (const { start, end } of folded) {
    parts.push({ start: reached, end: start, isFolded: false }, { start, end, isFolded: true });
    reached = end;
  }
  parts.push({ start: reached, end: text.length, isFolded: false });
  return parts.filter(({ start, end }) => text.slice(start, end).trim() !== '');
}
