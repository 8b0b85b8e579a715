import type { Span } from './item.ts';

/** Markdown as a reader sees it, each code unit with the offset that it came from. */
export interface PlainText {
  readonly text: string;
  /** `offsets[i]` is where `text[i]` stands in the markdown; one more than `text` has, the last is where it ends. */
  readonly offsets: Uint32Array;
}

// One alternative for each mark that disappears; the groups are what stays. Every length is bounded.
const MARKS = new RegExp(
  [
    '^[ \\t]{0,40}(?:`{3,}|~{3,})[^\\n]{0,200}$', // a fence's line
    '^[ \\t]{0,40}(?:>[ \\t]?){1,20}\\[![\\w-]{1,40}\\][+-]?[ \\t]*', // a callout's kind
    '^[ \\t]{0,40}(?:#{1,6}[ \\t]+|(?:>[ \\t]?){1,20}|(?:[-*+]|\\d{1,9}[.)])[ \\t]+(?:\\[[ xX]\\][ \\t]+)?)', // line marks
    '!?\\[\\[(?:[^\\[\\]\\n|]{1,500}\\|)?(?<wiki>[^\\[\\]\\n|]{1,500})\\]\\]',
    '!?\\[(?<label>[^\\[\\]\\n]{0,1000})\\]\\([^()\\n]{0,2000}\\)',
    '(?<ticks>`{1,3})(?<code>[^`\\n]{1,1000})\\k<ticks>',
    '\\*{1,3}|~~|==',
    '(?<![\\p{L}\\p{N}])_{1,3}|_{1,3}(?![\\p{L}\\p{N}])',
    '\\\\(?<escaped>[!-/:-@[-`{-~])',
  ].join('|'),
  'gmu',
);

/** An asterisk that stands alone between spaces, or between digits, multiplies; it emphasises nothing. */
const isOperator = (markdown: string, at: number, length: number): boolean =>
  markdown[at] === '*' &&
  length === 1 &&
  /[\s\d]/.test(markdown[at - 1] ?? ' ') &&
  /[\s\d]/.test(markdown[at + 1] ?? ' ');

/** Drops emphasis, list, quote and heading marks, and turns links into their labels. */
export function plainText(markdown: string): PlainText {
  const kept: Span[] = [];
  let from = 0;
  for (const match of markdown.matchAll(MARKS)) {
    const { index } = match;
    if (isOperator(markdown, index, match[0].length)) continue;
    kept.push({ start: from, end: index });
    const { wiki, label, code, escaped, ticks } = match.groups ?? {};
    const inner = wiki ?? label ?? code ?? escaped;
    if (inner !== undefined) {
      const at = innerOffset(match[0], inner, { wiki, label, ticks });
      kept.push({ start: index + at, end: index + at + inner.length });
    }
    from = index + match[0].length;
  }
  kept.push({ start: from, end: markdown.length });
  return collect(markdown, kept);
}

type Inner = Readonly<Record<'wiki' | 'label' | 'ticks', string | undefined>>;

function innerOffset(whole: string, inner: string, groups: Inner): number {
  if (groups.wiki !== undefined) return whole.length - 2 - inner.length;
  if (groups.label !== undefined) return whole.indexOf('[') + 1;
  return groups.ticks?.length ?? 1;
}

function collect(markdown: string, kept: readonly Span[]): PlainText {
  const text = kept.map(({ start, end }) => markdown.slice(start, end)).join('');
  const offsets = new Uint32Array(text.length + 1);
  let at = 0;
  for (const { start, end } of kept) for (let i = start; i < end; i += 1) offsets[at++] = i;
  offsets[text.length] = text.length === 0 ? 0 : (offsets[text.length - 1] ?? 0) + 1;
  return { text, offsets };
}

/** Where a span of the plain text stands in the markdown: from its first code unit to behind its last. */
export function toMarkdownSpan(plain: PlainText, span: Span): Span {
  const start = plain.offsets[Math.min(span.start, plain.text.length)] ?? 0;
  if (span.end <= span.start) return { start, end: start };
  return { start, end: (plain.offsets[Math.min(span.end, plain.text.length) - 1] ?? start) + 1 };
}
