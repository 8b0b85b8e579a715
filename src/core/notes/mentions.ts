import { parseFrontMatter } from '../items/front-matter.ts';
import type { ItemLink, Span } from '../items/item.ts';
import { inlineCode, scanLines } from '../items/scan-markdown.ts';
import { linksIn } from './note-links.ts';

/** Names shorter than this are met in too many words to be meant. */
export const MIN_NAME = 3;

/**
 * Where a text says one of the names, whatever their case, as words of their own, and not in a link, in code, in a tag or
 * in its front matter. In order, not overlapping; of names that begin alike the longest.
 */
export function findMentions(text: string, names: readonly string[]): readonly Span[] {
  const pattern = patternOf(names);
  if (pattern === null) return [];
  const links = linksIn(text);
  const found: Span[] = [];
  for (const { kind, start, end } of scanLines(text, parseFrontMatter(text).end)) {
    if (kind === 'blank' || kind === 'code' || kind === 'fence') continue;
    const line = text.slice(start, end);
    const matches = [...line.matchAll(pattern)];
    if (matches.length === 0) continue;
    const taken = [...inlineCode(line).map((span) => moved(span, start)), ...within(links, start, end)];
    for (const match of matches) {
      const span = { start: start + match.index, end: start + match.index + match[0].length };
      if (!taken.some((other) => other.start < span.end && span.start < other.end)) found.push(span);
    }
  }
  return found;
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const within = (links: readonly ItemLink[], start: number, end: number): readonly Span[] =>
  links.filter(({ span }) => span.start < end && start < span.end).map(({ span }) => span);

/** A name in brackets may be the label of a link that leads elsewhere; behind `#` or `@` it is no name, nor before `:` and `//`. */
function patternOf(names: readonly string[]): RegExp | null {
  const wanted = [...new Set(names.map((name) => name.trim()))].filter((name) => name.length >= MIN_NAME);
  if (wanted.length === 0) return null;
  const alternatives = wanted
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.split(/\s+/).map(escaped).join('[ \\t]+'));
  return new RegExp(`(?<![\\p{L}\\p{N}_#@[/-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_\\]/-])`, 'giu');
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
