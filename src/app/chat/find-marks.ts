import { foldCase, placesIn } from '../../core/chat/find-in-messages.ts';

/** Marks what was found without touching the document: highlights of the style sheet. */

const ALL = 'hearth-found';
const NOW = 'hearth-found-now';

/** Ranges of the occurrences in what an element shows, also across its parts. */
function rangesIn(element: Element, wanted: string): Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: { readonly node: Node; readonly start: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.nodeValue ?? '';
  }
  const placeAt = (at: number) => nodes.findLast(({ start }) => start <= at);
  return placesIn(foldCase(text), wanted).flatMap((start) => {
    const from = placeAt(start);
    const to = placeAt(start + wanted.length - 1);
    if (from === undefined || to === undefined) return [];
    const range = document.createRange();
    range.setStart(from.node, start - from.start);
    range.setEnd(to.node, start + wanted.length - to.start);
    return [range];
  });
}

export interface MarkedNow {
  readonly messageId: string;
  readonly at: number;
}

/** Marks what is in the document now. Returns the range that is looked at, where it is there. */
export function markFound(root: Element, typed: string, now: MarkedNow | null): Range | null {
  const wanted = foldCase(typed.trim());
  clearFound();
  if (wanted === '' || !('highlights' in CSS)) return null;
  const all: Range[] = [];
  let current: Range | null = null;
  for (const element of root.querySelectorAll<HTMLElement>('[data-message]')) {
    const ranges = rangesIn(element, wanted);
    all.push(...ranges);
    if (now !== null && element.dataset['message'] === now.messageId) current = ranges[now.at] ?? ranges.at(-1) ?? null;
  }
  CSS.highlights.set(ALL, new Highlight(...all));
  if (current !== null) CSS.highlights.set(NOW, new Highlight(current));
  return current;
}

export function clearFound(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(NOW);
}
