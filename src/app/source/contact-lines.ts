import type { Span } from '../../core/items/item.ts';

export interface ContactLine {
  readonly label: Span;
  readonly value: Span;
  /** Where it leads: an address of mail or of the web; else null. */
  readonly href: string | null;
}

/** The lines of a card with a name each, and where what was noted begins. */
export function contactLines(text: string): { readonly lines: readonly ContactLine[]; readonly rest: number } {
  const lines: ContactLine[] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end);
    const found = /^([\p{L} ]{1,30}): (?=\S)/u.exec(line);
    if (found === null) break;
    const start = at + found[0].length;
    const [label = ''] = found.slice(1);
    lines.push({
      label: { start: at, end: at + label.length },
      value: { start, end },
      href: hrefOf(label, text.slice(start, end)),
    });
    at = end + 1;
  }
  return { lines, rest: Math.min(at, text.length) };
}

function hrefOf(label: string, value: string): string | null {
  if (label === 'Mail') return `mailto:${value.replace(/ \(.*\)$/, '')}`;
  return label === 'Web' ? value : null;
}
