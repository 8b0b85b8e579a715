import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import type { Span } from '../../core/items/item.ts';
import { placeText } from './place-text.ts';

export interface MarkSpanOptions {
  readonly markdown: string;
  /** In `markdown`; null marks nothing. */
  readonly span: Span | null;
}

/** A rehype plugin: puts the characters that stand in `span` into `<mark>`, and makes raw HTML the text that it is. */
export function rehypeMarkSpan({ markdown, span }: MarkSpanOptions): (tree: Root) => void {
  return (tree) => {
    const all: Range = { from: 0, to: markdown.length };
    tree.children = tree.children.flatMap((child) => marked(child, all, markdown, span)) as RootContent[];
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

type Node = RootContent | ElementContent;

function marked(node: Node, outer: Range, markdown: string, span: Span | null): Node[] {
  const range = rangeOf(node) ?? outer;
  if (node.type === 'element') {
    const inner = node.tagName === 'code' ? codeRange(markdown, range) : range;
    return [
      { ...node, children: node.children.flatMap((child) => marked(child, inner, markdown, span)) as ElementContent[] },
    ];
  }
  if (node.type !== 'text' && node.type !== 'raw') return [node];
  if (span === null || range.to <= span.start || range.from >= span.end) return [textNode(node.value)];
  return splitText(node.value, range, markdown, span);
}

const textNode = (value: string): Text => ({ type: 'text', value });

function rangeOf(node: Node): Range | null {
  const from = node.position?.start.offset;
  const to = node.position?.end.offset;
  return from === undefined || to === undefined ? null : { from, to };
}

/** Behind the opening line of a code fence, or the backticks of code in a line. */
function codeRange(markdown: string, { from, to }: Range): Range {
  const opening = /^(?:`{3,}[^`\n]*|~{3,}[^\n]*)\n|^`+/.exec(markdown.slice(from, Math.min(to, from + 1_000)));
  return { from: from + (opening?.[0].length ?? 0), to };
}

function splitText(value: string, range: Range, markdown: string, span: Span): Node[] {
  const places = placeText(markdown, range.from, range.to, value);
  if (places === null) return [textNode(value)];
  const start = places.findIndex((place) => place >= span.start);
  if (start === -1) return [textNode(value)];
  const after = places.findIndex((place) => place >= span.end);
  const end = after === -1 ? value.length : after;
  if (start >= end || value.slice(start, end).trim() === '') return [textNode(value)];
  const mark: Element = {
    type: 'element',
    tagName: 'mark',
    properties: {},
    children: [textNode(value.slice(start, end))],
  };
  const parts: Node[] = [textNode(value.slice(0, start)), mark, textNode(value.slice(end))];
  return parts.filter((part) => part.type !== 'text' || part.value !== '');
}
