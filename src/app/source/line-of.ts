import type { SourceRange } from '../../core/items/item.ts';

/** The 1-based line of the original where an offset of the item's text stands; null where that is not known. */
export function lineOf(text: string, sourceMap: readonly SourceRange[], offset: number): number | null {
  const range = sourceMap.findLast(({ start }) => start <= offset);
  if (range === undefined) return null;
  let line = range.line;
  const end = Math.min(offset, range.end);
  for (let at = text.indexOf('\n', range.start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
