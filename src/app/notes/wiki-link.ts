export interface WikiLink {
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

/** The `[[target#heading|words]]` in a line that holds the column, or null. */
export function wikiLinkAt(line: string, column: number): WikiLink | null {
  for (const found of line.matchAll(/\[\[([^[\]\n]{1,500})\]\]/g)) {
    const end = found.index + found[0].length;
    if (column < found.index || column > end) continue;
    const target = (found[1] ?? '').split('|')[0]?.split('#')[0]?.trim() ?? '';
    return target === '' ? null : { target, start: found.index, end };
  }
  return null;
}

/** The title that is being typed after `[[`, and where it starts in the line; null elsewhere. */
export function openWikiLink(line: string, column: number): { readonly typed: string; readonly start: number } | null {
  const found = /\[\[([^[\]|#\n]{0,200})$/.exec(line.slice(0, column));
  return found === null ? null : { typed: found[1] ?? '', start: found.index + 2 };
}
