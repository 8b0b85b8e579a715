import type { Passage } from '../../core/chat/answer.ts';
import type { Span } from '../../core/items/item.ts';

const GAP_PX = 6;
const EDGE_PX = 8;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Above the number where there is room, else below it; never over the window's edges. */
export function placeCard(anchor: Box, card: Size, viewport: Size): { readonly left: number; readonly top: number } {
  const middle = anchor.left + anchor.width / 2 - card.width / 2;
  const left = Math.max(EDGE_PX, Math.min(middle, viewport.width - card.width - EDGE_PX));
  const above = anchor.top - GAP_PX - card.height;
  const below = Math.min(anchor.bottom + GAP_PX, viewport.height - card.height - EDGE_PX);
  return { left, top: above >= EDGE_PX ? above : Math.max(EDGE_PX, below) };
}

/** Characters of a passage that are shown on each side of what is cited. */
const AROUND = 160;

/** What is cited, with what stands around it in its passage. `mark` is null where the two do not belong together. */
export function around(
  { text, span: whole }: Pick<Passage, 'text' | 'span'>,
  span: Span,
): { readonly text: string; readonly mark: Span | null } {
  const start = span.start - whole.start;
  const end = span.end - whole.start;
  const fits = text.length === whole.end - whole.start && start >= 0 && start < end && end <= text.length;
  if (!fits) return { text: text.length > 3 * AROUND ? `${text.slice(0, 3 * AROUND)} …` : text, mark: null };
  const from = start <= AROUND ? 0 : text.indexOf(' ', start - AROUND) + 1 || start;
  const cut = text.length - end <= AROUND ? text.length : text.lastIndexOf(' ', end + AROUND);
  const to = Math.max(end, cut);
  const head = from > 0 && from <= start ? '… ' : '';
  const first = Math.min(from, start);
  return {
    text: head + text.slice(first, to) + (to < text.length ? ' …' : ''),
    mark: { start: head.length + start - first, end: head.length + end - first },
  };
}
