import type { Span } from '../items/item.ts';
import type { AnswerNote, Passage, Quote } from './answer.ts';
import { beginningsOf } from './overview.ts';
import type { Question } from './question.ts';
import { type Candidate, rankSentences } from './score-sentences.ts';

export interface Quoting {
  readonly quotes: readonly Quote[];
  /** Best first; what the model may reorder. */
  readonly candidates: readonly Candidate[];
  readonly note: AnswerNote | null;
}

/** When something is quoted; tuned on the odd half of `tests/fixtures/questions` (`bench/answers.ts`). */
export interface QuoteBar {
  /** Below this share of the question's words nothing was found. */
  readonly leastCoverage: number;
  /** Further sentences need this share of the best one's score. */
  readonly furtherShare: number;
}

export const QUOTE_BAR: QuoteBar = { leastCoverage: 0.42, furtherShare: 0.6 };

/** Sentences that are quoted at most. */
export const MAX_SENTENCES = 3;

/** The one to three sentences of the passages that answer best, at once and without a model. */
export function quoteAnswer(question: Question, passages: readonly Passage[], bar: QuoteBar = QUOTE_BAR): Quoting {
  const candidates = question.asksForItems
    ? beginningsOf(passages.filter(({ inTime }) => inTime))
    : rankSentences(question, passages);
  const quotes = chooseQuotes(candidates, bar);
  return { quotes, candidates, note: quotes.length === 0 ? 'nothing-found' : null };
}

/** The best candidates as quotes: the first, and up to two more that come near it and say something else. */
export function chooseQuotes(candidates: readonly Candidate[], bar: QuoteBar = QUOTE_BAR): Quote[] {
  const [first] = candidates;
  const reach = Math.max(0, ...candidates.map(({ coverage }) => coverage));
  if (!first || reach < bar.leastCoverage) return [];
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length === MAX_SENTENCES || candidate.score < first.score * bar.furtherShare) break;
    if (!chosen.some((other) => other.text === candidate.text)) chosen.push(candidate);
  }
  return joinNeighbours(chosen.map(quotedOf)).map(({ quote }) => quote);
}

/** A quote while it may still be joined with its neighbour: the positions of its sentences, -1 where it stands alone. */
interface Quoted {
  readonly quote: Quote;
  readonly first: number;
  readonly last: number;
}

function quotedOf({ passage, span, text, answers, matched, score, index, kind }: Candidate): Quoted {
  const strong = joinSpans(answers.length > 0 ? answers : matched);
  const at = kind === 'prose' ? index : -1;
  return { quote: { passage, span, text, strong, score }, first: at, last: at };
}

/** Sentences that follow one another in a paragraph become one quote, in the place of the better one. */
function joinNeighbours(quoted: readonly Quoted[]): Quoted[] {
  const joined: Quoted[] = [];
  for (const next of quoted) {
    const at = joined.findIndex(
      (other) =>
        other.quote.passage === next.quote.passage &&
        other.first >= 0 &&
        next.first >= 0 &&
        (other.last + 1 === next.first || next.last + 1 === other.first),
    );
    const other = joined[at];
    if (other) joined[at] = other.last + 1 === next.first ? join(other, next) : join(next, other);
    else joined.push(next);
  }
  return joined;
}

function join(before: Quoted, after: Quoted): Quoted {
  const shift = before.quote.text.length + 1;
  const moved = after.quote.strong.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
  const quote: Quote = {
    passage: before.quote.passage,
    span: { start: before.quote.span.start, end: after.quote.span.end },
    text: `${before.quote.text} ${after.quote.text}`,
    strong: [...before.quote.strong, ...moved],
    score: Math.max(before.quote.score, after.quote.score),
  };
  return { quote, first: before.first, last: after.last };
}

function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end + 1) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}
