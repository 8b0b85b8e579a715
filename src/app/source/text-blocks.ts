import type { Span } from '../../core/items/item.ts';
import { type TextPart, textParts } from './text-parts.ts';

export interface Block extends Span {
  readonly kind: 'heading' | 'paragraph';
}

/** Paragraphs between empty lines; a line that starts with `#`s is a heading, without them. */
export function textBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const found of text.matchAll(/[^\n](?:.|\n(?!\s*\n))*/g)) {
    if (found[0].trim() === '') continue;
    const heading = /^#{1,6} +(?=\S)/.exec(found[0]);
    const oneLine = !found[0].trim().includes('\n');
    const start = found.index + (heading !== null && oneLine ? heading[0].length : 0);
    blocks.push({
      kind: heading !== null && oneLine ? 'heading' : 'paragraph',
      start,
      end: found.index + found[0].length,
    });
  }
  return blocks;
}

/** A block's text, cut where the span starts and ends; `start` is where the block's text stands. */
export function markedParts(text: string, start: number, span: Span | null): readonly TextPart[] {
  if (span === null) return textParts(text, []);
  const inside = { start: Math.max(0, span.start - start), end: Math.max(0, span.end - start) };
  return textParts(text, inside.end > 0 && inside.start < text.length ? [inside] : []);
}
