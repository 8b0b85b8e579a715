import type { Element, ElementContent, Root, RootContent, Text } from 'hast';

const MARKER = /^\[!([\w-]{1,40})\][+-]?[ \t]*\n?/;

/** A rehype plugin: a quote that begins with `[!warning]` becomes a callout, its kind a label before the text. */
export function rehypeCallouts(): (tree: Root) => void {
  return (tree) => {
    for (const child of tree.children) label(child);
  };
}

function label(node: RootContent | ElementContent): void {
  if (node.type !== 'element') return;
  for (const child of node.children) label(child);
  const first = node.tagName === 'blockquote' ? node.children.find((child) => child.type === 'element') : undefined;
  if (first?.type !== 'element' || first.tagName !== 'p') return;
  const text = firstText(first);
  const found = text && MARKER.exec(text.value);
  if (!text || !found) return;
  text.value = text.value.slice(found[0].length);
  const kind: Element = {
    type: 'element',
    tagName: 'span',
    properties: { dataCallout: true },
    children: [{ type: 'text', value: wordsOf(found[1] ?? '') }],
  };
  node.children.unshift(kind);
}

/** Of what a mark may have been put around. */
function firstText(element: Element): Text | null {
  const first = element.children[0];
  if (first?.type === 'text') return first;
  return first?.type === 'element' && first.tagName === 'mark' ? firstText(first) : null;
}

const wordsOf = (kind: string): string =>
  kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ').toLowerCase();
