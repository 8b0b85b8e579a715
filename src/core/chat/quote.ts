import type { Span } from '../items/item.ts';
import type { AnswerNote, Passage, Quote } from './answer.ts';
import { plainSentence } from './plain.ts';
import { answerSpans, isFirmShape, type Question } from './question.ts';
import { type SentenceKind, sentenceSpans } from './sentences.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** A sentence of a passage, scored as an answer. */
export interface Candidate {
  /** The passage's number. */
  readonly passage: number;
  /** Position of the sentence in its passage. */
  readonly index: number;
  /** Range in the item's text. */
  readonly span: Span;
  /** Plain text. */
  readonly text: string;
  readonly kind: SentenceKind;
  /** Share of the question's weighted words that it or what stands above it holds, 0 to 1. */
  readonly coverage: number;
  readonly score: number;
  /** Ranges in `text` that have the shape of the answer. */
  readonly answers: readonly Span[];
  /** Ranges in `text` of words of the question. */
  readonly matched: readonly Span[];
}

export interface Quoting {
  readonly quotes: readonly Quote[];
  /** Best first; what the model may reorder. */
  readonly candidates: readonly Candidate[];
  readonly note: AnswerNote | null;
}

/** Weights of what a sentence earns; tuned on the odd half of `tests/fixtures/questions` (`bench/answers.ts`). */
export interface QuoteWeights {
  /** A question word in the title or headings, in a neighbouring sentence, elsewhere in the passage; 1 is in the sentence. */
  readonly inHeading: number;
  readonly nearby: number;
  readonly inPassage: number;
  readonly shape: number;
  readonly firmShapeMissing: number;
  readonly closeness: number;
  readonly retrieval: number;
  readonly position: number;
  /** Below this share of the question's words nothing was found. */
  readonly leastCoverage: number;
  /** Further quotes need this share of the best one's score. */
  readonly furtherShare: number;
}

export const QUOTE_WEIGHTS: QuoteWeights = {
  inHeading: 0.6,
  nearby: 0.4,
  inPassage: 0.25,
  shape: 0.22,
  firmShapeMissing: 0.15,
  closeness: 0.1,
  retrieval: 0.15,
  position: 0.03,
  leastCoverage: 0.42,
  furtherShare: 0.6,
};

const MAX_QUOTES = 3;
const MAX_CANDIDATES = 24;
/** Sentences looked at, over all passages: a bound on the time that a hostile text can take. */
const MAX_SENTENCES = 1500;

interface Line {
  readonly passage: Passage;
  readonly index: number;
  readonly span: Span;
  readonly text: string;
  readonly kind: SentenceKind;
  readonly words: readonly Word[];
  /** For each word of the question: how well this sentence holds it, 0 to 1. */
  readonly held: readonly number[];
}

/** The one to three sentences of the passages that answer best, at once and without a model. */
export function quoteAnswer(
  question: Question,
  passages: readonly Passage[],
  weights: QuoteWeights = QUOTE_WEIGHTS,
): Quoting {
  const candidates = rankSentences(question, passages, weights);
  const quotes = chooseQuotes(candidates, weights);
  return { quotes, candidates, note: quotes.length === 0 ? 'nothing-found' : null };
}

/** All sentences that may answer, best first. */
export function rankSentences(
  question: Question,
  passages: readonly Passage[],
  weights: QuoteWeights = QUOTE_WEIGHTS,
): Candidate[] {
  const groups = passages.map((passage) => linesOf(passage, question));
  limitLines(groups);
  const importance = wordImportance(question.words, groups, passages);
  const best = Math.max(1e-9, ...passages.map(({ score }) => score));
  return groups
    .flatMap((lines, at) => {
      const passage = passages[at];
      return passage ? scoreLines(question, passage, lines, importance, passage.score / best, weights) : [];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES);
}

function linesOf(passage: Passage, question: Question): Line[] {
  return sentenceSpans(passage.text).map((sentence, index) => {
    const text = plainSentence(passage.text.slice(sentence.start, sentence.end));
    const words = contentWords(text);
    const span = { start: passage.span.start + sentence.start, end: passage.span.start + sentence.end };
    return { passage, index, span, text, kind: sentence.kind, words, held: heldBy(question.words, words) };
  });
}

function limitLines(groups: Line[][]): void {
  const each = Math.ceil(MAX_SENTENCES / Math.max(1, groups.length));
  for (const lines of groups) lines.splice(each);
}

const heldBy = (asked: readonly Word[], words: readonly Word[]): number[] =>
  asked.map((word) => words.reduce((most, other) => (most === 1 ? 1 : Math.max(most, likeness(word, other))), 0));

/** Inverse document frequency over the sentences at hand; a word that none has weighs most. Sums to 1. */
function wordImportance(
  asked: readonly Word[],
  groups: readonly (readonly Line[])[],
  passages: readonly Passage[],
): number[] {
  const total = groups.reduce((sum, lines) => sum + lines.length, 0);
  const raw = asked.map((word, i) => {
    let frequency = 0;
    for (const lines of groups) for (const line of lines) if ((line.held[i] ?? 0) >= 0.75) frequency++;
    const named = passages.some(({ title }) => heldBy([word], contentWords(title))[0] === 1);
    const base = Math.log(1 + (total + 1) / (frequency + 1));
    return base * (/\d/.test(word.term) ? 1.25 : 1) * (named ? 1.1 : 1);
  });
  const sum = raw.reduce((a, b) => a + b, 0) || 1;
  return raw.map((weight) => weight / sum);
}

function scoreLines(
  question: Question,
  passage: Passage,
  lines: readonly Line[],
  importance: readonly number[],
  retrieval: number,
  weights: QuoteWeights,
): Candidate[] {
  const above = heldBy(question.words, contentWords(`${passage.title} ${passage.heading}`));
  const whole = question.words.map((_, i) => lines.reduce((most, line) => Math.max(most, line.held[i] ?? 0), 0));
  const underHeading = headingsAbove(lines);
  const candidates: Candidate[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'heading' || line.text.length < 3) continue;
    const near = [lines[at - 1], lines[at + 1]];
    const heading = underHeading[at];
    const parts = question.words.map((_, i) =>
      Math.max(
        line.held[i] ?? 0,
        weights.inHeading * Math.max(above[i] ?? 0, heading?.held[i] ?? 0),
        weights.nearby * Math.max(...near.map((other) => other?.held[i] ?? 0)),
        weights.inPassage * (whole[i] ?? 0),
      ),
    );
    const coverage = dot(parts, importance);
    const own = dot(line.held, importance);
    candidates.push(candidateOf(question, line, { coverage, own, retrieval, position: at / lines.length }, weights));
  }
  return candidates;
}

function headingsAbove(lines: readonly Line[]): (Line | undefined)[] {
  let last: Line | undefined;
  return lines.map((line) => {
    if (line.kind === 'heading') last = line;
    return last;
  });
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

interface Earned {
  readonly coverage: number;
  /** Of the sentence alone. */
  readonly own: number;
  readonly retrieval: number;
  readonly position: number;
}

function candidateOf(question: Question, line: Line, earned: Earned, weights: QuoteWeights): Candidate {
  const matched = matchedSpans(question, line);
  const asked = (span: Span): boolean => matched.some((word) => word.start <= span.start && word.end >= span.end);
  const answers = answerSpans(question.shape, line.text, question.language).filter((span) => !asked(span));
  let score = earned.coverage + 0.35 * earned.own + weights.retrieval * earned.retrieval;
  score += weights.closeness * closenessOf(matched) - weights.position * earned.position;
  if (answers.length > 0) score += weights.shape * (earned.own > 0 ? 1 : 0.5);
  else if (isFirmShape(question.shape)) score -= weights.firmShapeMissing;
  if (line.text.endsWith('?')) score -= 0.3;
  if (line.kind === 'code') score -= 0.1;
  const { passage, index, span, text, kind } = line;
  return { passage: passage.number, index, span, text, kind, coverage: earned.coverage, score, answers, matched };
}

function matchedSpans(question: Question, line: Line): Span[] {
  return line.words
    .filter((word) => question.words.some((asked) => likeness(asked, word) >= 0.6))
    .map(({ start, end }) => ({ start, end }));
}

/** 1 where two matched words stand side by side, towards 0 where they are far apart. */
function closenessOf(matched: readonly Span[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [i, span] of matched.entries()) {
    const next = matched[i + 1];
    if (next) least = Math.min(least, next.start - span.end);
  }
  return 1 / (1 + least / 12);
}

/** The best candidates as quotes: the first, and up to two more that come near it and say something else. */
export function chooseQuotes(candidates: readonly Candidate[], weights: QuoteWeights = QUOTE_WEIGHTS): Quote[] {
  const [first] = candidates;
  const reach = Math.max(0, ...candidates.map(({ coverage }) => coverage));
  if (!first || reach < weights.leastCoverage) return [];
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length === MAX_QUOTES || candidate.score < first.score * weights.furtherShare) break;
    if (!chosen.some((other) => other.text === candidate.text)) chosen.push(candidate);
  }
  return chosen.map(quoteOf);
}

function quoteOf({ passage, span, text, answers, matched, score }: Candidate): Quote {
  const strong = answers.length > 0 ? answers : matched;
  return { passage, span, text, strong: joinSpans(strong), score };
}

function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end + 1)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
