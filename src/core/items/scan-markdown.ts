import type { ItemLink, Span } from './item.ts';

/** What a line of markdown belongs to. */
export type LineKind = 'blank' | 'heading' | 'fence' | 'code' | 'table' | 'list' | 'text';

export interface MarkdownLine extends Span {
  readonly kind: LineKind;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const LIST = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;

function plainLine(line: string): Pick<MarkdownLine, 'kind' | 'level'> {
  if (line.trim() === '') return { kind: 'blank', level: 0 };
  const heading = HEADING.exec(line);
  if (heading !== null) return { kind: 'heading', level: heading[1]?.length ?? 1 };
  if (line.startsWith('|') || line.includes(' | ')) return { kind: 'table', level: 0 };
  return { kind: LIST.test(line) ? 'list' : 'text', level: 0 };
}

/** The lines from `from` on, each without its line end; of empty lines in a row only the first. A fence that is never closed runs to the end. */
export function scanLines(text: string, from = 0): readonly MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  let fence: string | null = null;
  for (let start = from; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end === start) {
      if (fence !== null || lines.at(-1)?.kind !== 'blank')
        lines.push({ start, end, kind: fence === null ? 'blank' : 'code', level: 0 });
      start = end + 1;
      continue;
    }
    const line = text.slice(start, Math.min(end, start + 2_000));
    const mark = FENCE.exec(line)?.[1] ?? null;
    if (fence !== null) {
      const closes = mark !== null && mark[0] === fence[0] && mark.length >= fence.length;
      lines.push({ start, end, kind: closes ? 'fence' : 'code', level: 0 });
      if (closes) fence = null;
    } else if (mark !== null) {
      fence = mark;
      lines.push({ start, end, kind: 'fence', level: 0 });
    } else lines.push({ start, end, ...plainLine(line) });
    start = end + 1;
  }
  return lines;
}

/** Spans of inline code in one line; both marks are inside. Linear: each run of backticks is met once by its length. */
export function inlineCode(line: string): readonly Span[] {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const nextOfSame: number[] = new Array<number>(runs.length).fill(-1);
  const seen = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i -= 1) {
    const length = runs[i]?.length ?? 0;
    nextOfSame[i] = seen.get(length) ?? -1;
    seen.set(length, i);
  }
  const spans: Span[] = [];
  for (let i = 0; i < runs.length; i += 1) {
    const open = runs[i];
    const closeIndex = nextOfSame[i] ?? -1;
    const close = runs[closeIndex];
    if (open === undefined || close === undefined) continue;
    spans.push({ start: open.at, end: close.at + close.length });
    i = closeIndex;
  }
  return spans;
}

/** The line with its code replaced by as many NUL characters, which no pattern here matches. */
function withoutCode(line: string): string {
  if (!line.includes('`')) return line;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of inlineCode(line)) {
    parts.push(line.slice(from, start), '\0'.repeat(end - start));
    from = end;
  }
  parts.push(line.slice(from));
  return parts.join('');
}

// Each label excludes its own opening bracket and each length is bounded, so that no input makes them quadratic.
const WIKI = /!?\[\[([^[\]\n|\0]{1,500})(?:\|[^[\]\n\0]{0,500})?\]\]/g;
const INLINE =
  /!?\[[^[\]\n\0]{0,1000}\]\(\s{0,3}(?:<([^<>\n\0]{1,2000})>|([^\s()<>\0]{1,2000}(?:\([^\s()\0]{0,500}\)[^\s()<>\0]{0,500})?))(?:\s{1,3}"[^"\n]{0,500}")?\s{0,3}\)/g;
const BARE = /\bhttps?:\/\/[^\s<>"'`\])}|\0]{1,2000}/g;
const TAG = /(?<=^|[\s(,;])#([\p{L}\p{N}_/-]{1,100})/gu;

const URL_SCHEME = /^[a-z][a-z0-9+.-]{1,20}:/i;

function lineLinks(line: string, at: number): readonly ItemLink[] {
  const links: ItemLink[] = [];
  const taken: Span[] = [];
  const add = (kind: ItemLink['kind'], target: string, index: number, length: number): void => {
    taken.push({ start: index, end: index + length });
    links.push({ kind, target, span: { start: at + index, end: at + index + length } });
  };
  for (const match of line.matchAll(WIKI)) add('wiki', (match[1] ?? '').trim(), match.index, match[0].length);
  for (const match of line.matchAll(INLINE)) {
    const target = match[1] ?? match[2] ?? '';
    add(URL_SCHEME.test(target) ? 'url' : 'markdown', target, match.index, match[0].length);
  }
  taken.sort((a, b) => a.start - b.start);
  let next = 0;
  for (const match of line.matchAll(BARE)) {
    while ((taken[next]?.end ?? Infinity) <= match.index) next += 1;
    if ((taken[next]?.start ?? Infinity) <= match.index) continue;
    const target = match[0].replace(/[.,;:!?*_]{1,20}$/, '');
    links.push({ kind: 'url', target, span: { start: at + match.index, end: at + match.index + target.length } });
  }
  return links;
}

export interface MarkdownMarks {
  readonly links: readonly ItemLink[];
  /** Without `#`, in the order of their first appearance, the first spelling of each. */
  readonly tags: readonly string[];
}

const isTag = (tag: string): boolean => /[^\d/_-]/.test(tag);

/** Tags without doubles, whatever their case, the first spelling of each. */
export function uniqueTags(tags: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw
      .trim()
      .replace(/^#/, '')
      .replace(/\/{1,100}$/, '');
    const key = tag.toLowerCase();
    if (isTag(tag) && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
}

/** Links and tags outside of code, in the lines of a text. Inline code counts within one line. */
export function scanMarks(text: string, lines: readonly MarkdownLine[]): MarkdownMarks {
  const links: ItemLink[] = [];
  const tags = new Set<string>();
  for (const { kind, start, end } of lines) {
    if (kind === 'blank' || kind === 'code' || kind === 'fence') continue;
    const raw = text.slice(start, end);
    if (!/[[#:]/.test(raw)) continue;
    const line = withoutCode(raw);
    links.push(...lineLinks(line, start));
    for (const match of line.matchAll(TAG)) if (tags.size < 10_000) tags.add(match[1] ?? '');
  }
  links.sort((a, b) => a.span.start - b.span.start);
  return { links, tags: uniqueTags([...tags]) };
}
