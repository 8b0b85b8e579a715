import { parseFrontMatter } from '../../core/items/front-matter.ts';
import type { Span } from '../../core/items/item.ts';

export interface Section extends Span {
  /** `head`: front matter, shown as it is. */
  readonly kind: 'head' | 'body';
}

/** Code units of a section at least; it ends at the next empty line outside a code fence. */
const SECTION_UNITS = 12_000;
/** A section is cut here even without an empty line, so that none grows without bound. */
const MAX_UNITS = 4 * SECTION_UNITS;

/** Cuts a text where markdown may be cut, so that each part can be rendered by itself. In order; together the text. */
export function splitSections(text: string, units = SECTION_UNITS): readonly Section[] {
  const headEnd = parseFrontMatter(text).end;
  const sections: Section[] = headEnd > 0 ? [{ kind: 'head', start: 0, end: headEnd }] : [];
  let start = headEnd;
  while (start < text.length) {
    const end = text.length - start <= units ? text.length : sectionEnd(text, start, units);
    sections.push({ kind: 'body', start, end });
    start = end;
  }
  return sections;
}

function sectionEnd(text: string, start: number, units: number): number {
  const latest = Math.min(text.length, start + Math.max(MAX_UNITS, units * 4));
  let fence = '';
  let lineStart = start;
  while (lineStart < latest) {
    const lineEnd = nextLine(text, lineStart);
    const line = text.slice(lineStart, Math.min(lineEnd, lineStart + 200));
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = '';
    else if (mark !== '' && mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark) fence = '';
    if (fence === '' && line.trim() === '' && lineEnd - start >= units) return lineEnd;
    lineStart = lineEnd;
  }
  return keepPair(text, latest);
}

const nextLine = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
};

/** Never between the halves of a surrogate pair. */
function keepPair(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return at < text.length && unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}

/** The sections to show first: those that hold the span, and some on each side. Without a span, twice as many from the start. */
export function firstWindow(sections: readonly Span[], span: Span | null, around = 1): { from: number; to: number } {
  const start = { from: 0, to: Math.min(2 * around, sections.length) };
  if (span === null) return start;
  const first = sections.findIndex((section) => section.end > span.start);
  if (first === -1) return start;
  const last = sections.findIndex((section) => section.end >= span.end);
  const end = (last === -1 ? sections.length - 1 : last) + 1 + around;
  return { from: Math.max(0, first - around), to: Math.min(sections.length, end) };
}

/** The span inside the text, without white space at its ends; null where nothing is left of it. */
export function readableSpan(text: string, span: Span | null): Span | null {
  if (span === null) return null;
  let start = Math.max(0, Math.min(span.start, text.length));
  let end = Math.max(start, Math.min(span.end, text.length));
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return start < end ? { start, end } : null;
}
