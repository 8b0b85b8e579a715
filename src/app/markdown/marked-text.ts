import type { Element, ElementContent } from 'hast';
import type { Span } from '../../core/items/item.ts';

export interface MarkedText {
  readonly text: string;
  /** What of the text is marked. */
  readonly mark: Span | null;
}

/** The text of an element, and where a mark stands in it. */
export function markedText(element: Element): MarkedText {
  let text = '';
  let mark: Span | null = null;
  const take = (node: ElementContent): void => {
    if (node.type === 'text') text += node.value;
    if (node.type !== 'element') return;
    const start = text.length;
    node.children.forEach(take);
    if (node.tagName === 'mark') mark = { start: (mark ?? { start }).start, end: text.length };
  };
  element.children.forEach(take);
  return { text, mark };
}
