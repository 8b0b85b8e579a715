import type { Span } from '../../core/items/item.ts';
import { plainText, toMarkdownSpan } from '../../core/items/plain-text.ts';

/** Places that are counted; more are not gone through one by one. */
export const MAX_PLACES = 1000;

export interface FindOptions {
  readonly markdown: boolean;
  /** Whether a place counts. */
  readonly counts?: ((span: Span) => boolean) | undefined;
}

/**
 * Where the words stand in the text, in order, whatever their case, and any white space between them; in markdown also
 * across its marks. At most `MAX_PLACES`.
 */
export function findInText(text: string, words: string, { markdown, counts }: FindOptions): readonly Span[] {
  const wanted = words.trim();
  if (wanted === '') return [];
  const plain = markdown ? plainText(text) : null;
  const pattern = new RegExp(wanted.split(/\s+/).map(escaped).join('\\s+'), 'giu');
  const spans: Span[] = [];
  for (const found of (plain?.text ?? text).matchAll(pattern)) {
    if (spans.length === MAX_PLACES) break;
    const span = { start: found.index, end: found.index + found[0].length };
    const placed = plain === null ? span : toMarkdownSpan(plain, span);
    if (counts?.(placed) ?? true) spans.push(placed);
  }
  return spans;
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** The first place at or after `from`, or the first of all; -1 where there is none. */
export function placeFrom(spans: readonly Span[], from: number): number {
  const at = spans.findIndex(({ start }) => start >= from);
  return at === -1 && spans.length > 0 ? 0 : at;
}
