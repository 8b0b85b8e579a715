import type { ParsedDocument, SourceRange, Span } from './item.ts';

/**
 * Writes a document's text piece by piece and remembers where each piece came from.
 * A range whose two lengths are equal is a copy, character by character (a line end may be written differently).
 */
export interface MappedText {
  /** Copies `source.slice(from, to)`. */
  copy(from: number, to: number): void;
  /** Copies `source.slice(from, to)` and writes `\n` for the carriage return that stands there. */
  copyLine(from: number, to: number): void;
  /** Writes `text` that stands for `source.slice(from, to)`. An empty range marks text that the source does not have. */
  put(text: string, from: number, to: number): void;
  /** Code units written so far. */
  length(): number;
  finish(): { readonly text: string; readonly sourceMap: readonly SourceRange[] };
}

interface MutableRange {
  start: number;
  end: number;
  sourceStart: number;
  sourceEnd: number;
  line: number;
}

/** 1-based line of an offset, by binary search. */
export function createLineFinder(source: string): (offset: number) => number {
  const starts = [0];
  for (let i = 0; i < source.length; i += 1) {
    const code = source.charCodeAt(i);
    if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

export function createMappedText(source: string): MappedText {
  const pieces: string[] = [];
  const ranges: MutableRange[] = [];
  const lineOf = createLineFinder(source);
  let length = 0;
  let lastIsCopy = false;
  const add = (text: string, from: number, to: number, isCopied: boolean): void => {
    if (text.length === 0) return;
    const last = ranges.at(-1);
    const end = length + text.length;
    if (isCopied && lastIsCopy && last !== undefined && last.sourceEnd === from) {
      last.end = end;
      last.sourceEnd = to;
    } else ranges.push({ start: length, end, sourceStart: from, sourceEnd: to, line: lineOf(from) });
    pieces.push(text);
    length = end;
    lastIsCopy = isCopied;
  };
  return {
    copy: (from, to) => add(source.slice(from, to), from, to, true),
    copyLine: (from, to) => add(`${source.slice(from, to)}\n`, from, to + 1, true),
    put: (text, from, to) => add(text, from, to, false),
    length: () => length,
    finish: () => ({ text: pieces.join(''), sourceMap: ranges }),
  };
}

/** The source as text: without a byte order mark, every line end as `\n`. */
export function normalizeNewlines(source: string): {
  readonly text: string;
  readonly sourceMap: readonly SourceRange[];
} {
  const out = createMappedText(source);
  let from = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = source.indexOf('\r', from); at !== -1; at = source.indexOf('\r', from)) {
    out.copyLine(from, at);
    from = source.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  out.copy(from, source.length);
  return out.finish();
}

/** The last range that starts at or before `offset`; -1 where none does. */
function rangeIndexAt(sourceMap: readonly SourceRange[], offset: number): number {
  let low = -1;
  let high = sourceMap.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sourceMap[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

const isCopy = (range: SourceRange): boolean => range.end - range.start === range.sourceEnd - range.sourceStart;

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * Where a span of the text stands in the source. Exact inside what was copied; elsewhere (an entity, folded white space)
 * the smallest source range that is known to hold it. Null where the map is empty.
 */
export function locate(document: Pick<ParsedDocument, 'text' | 'sourceMap'>, span: Span): SourceRange | null {
  const { text, sourceMap } = document;
  const first = sourceMap[Math.max(0, rangeIndexAt(sourceMap, span.start))];
  const last = sourceMap[Math.max(0, rangeIndexAt(sourceMap, Math.max(span.start, span.end - 1)))];
  if (first === undefined || last === undefined) return null;
  const inFirst = Math.min(Math.max(0, span.start - first.start), first.end - first.start);
  const inLast = Math.min(Math.max(0, span.end - last.start), last.end - last.start);
  const sourceStart = isCopy(first) ? first.sourceStart + inFirst : first.sourceStart;
  const sourceEnd = isCopy(last) ? last.sourceStart + inLast : last.sourceEnd;
  const line = first.line + (isCopy(first) ? countNewlines(text, first.start, first.start + inFirst) : 0);
  return { start: span.start, end: span.end, sourceStart, sourceEnd: Math.max(sourceStart, sourceEnd), line };
}
