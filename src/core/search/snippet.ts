import type { Span } from '../items/item.ts';
import { joinSpans, type Mark, markMatches } from './highlight.ts';

const DEFAULT_LENGTH = 200;
/** A window may begin this many code units earlier or end this much earlier, to keep words whole. */
const MAX_WORD = 24;

/** The part of a text that says most about a query. */
export interface Snippet {
  readonly text: string;
  /** Of the part, in the whole text. */
  readonly span: Span;
  /** Ranges in `text` of the words that match, in order. */
  readonly marks: readonly Span[];
}

/**
 * The best window of about `length` code units: the one with the most different words of the query, then the most
 * occurrences, then the earliest. It begins and ends between words.
 */
export function createSnippet(query: string, text: string, language: string, length = DEFAULT_LENGTH): Snippet {
  const marks = markMatches(query, text, language);
  const span = windowAt(text, bestStart(marks, length), length);
  const inside = marks.filter(({ start, end }) => start >= span.start && end <= span.end);
  const shifted = inside.map(({ start, end }) => ({ start: start - span.start, end: end - span.start }));
  return { text: text.slice(span.start, span.end), span, marks: joinSpans(shifted) };
}

/** Where the best run of marks begins: 0 where there are none. */
function bestStart(marks: readonly Mark[], length: number): number {
  const counts = new Map<number, number>();
  let [first, best, bestWorth] = [0, 0, 0];
  for (const [last, mark] of marks.entries()) {
    counts.set(mark.clause, (counts.get(mark.clause) ?? 0) + 1);
    for (; first < last && mark.end - (marks[first]?.start ?? 0) > length; first++)
      drop(counts, marks[first]?.clause ?? 0);
    const worth = counts.size * 1000 + Math.min(last - first, 999);
    if (worth <= bestWorth) continue;
    const [start, slack] = [marks[first]?.start ?? 0, length - (mark.end - (marks[first]?.start ?? 0))];
    best = Math.max(0, start - Math.max(0, Math.floor(slack / 2)));
    bestWorth = worth;
  }
  return best;
}

function drop(counts: Map<number, number>, clause: number): void {
  const left = (counts.get(clause) ?? 0) - 1;
  if (left > 0) counts.set(clause, left);
  else counts.delete(clause);
}

function windowAt(text: string, from: number, length: number): Span {
  const latest = Math.max(0, text.length - length);
  const wanted = Math.min(from, latest);
  const start = wanted === 0 ? 0 : wordStart(text, wanted);
  const limit = Math.min(text.length, wanted + length);
  return { start, end: limit === text.length ? limit : wordEnd(text, limit, start) };
}

/** The start of the word at `from`, or `from` where the word is too long; never inside a surrogate pair. */
function wordStart(text: string, from: number): number {
  for (let at = from; at > 0 && from - at < MAX_WORD; at--) if (/\s/.test(text[at - 1] ?? '')) return at;
  return isInPair(text, from) ? from - 1 : from;
}

function wordEnd(text: string, from: number, start: number): number {
  for (let at = from; at > start && from - at < MAX_WORD; at--) if (/\s/.test(text[at] ?? '')) return at;
  return isInPair(text, from) ? from - 1 : from;
}

const isInPair = (text: string, at: number): boolean =>
  /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');
