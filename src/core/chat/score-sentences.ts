import type { Span } from '../items/item.ts';
import type { Passage } from './answer.ts';
import { isDateWithin } from './asked-time.ts';
import { type Constraints, readConstraints, weighConstraints } from './constraints.ts';
import { dateHolds, findDates } from './dates.ts';
import { plainSentence } from './plain.ts';
import { answerSpans, isFirmShape, type Question } from './question.ts';
import { withRecency } from './recency.ts';
import { type SentenceKind, sentenceSpans } from './sentences.ts';
import { contentWords, type KeyCache, likeness, type Word } from './words.ts';

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

/** What a sentence earns; tuned on the odd half of `tests/fixtures/questions` (`bench/answers.ts`). */
export interface ScoreWeights {
  /** A question word in the title or headings; 1 is in the sentence. */
  readonly inHeading: number;
  /** In a neighbouring sentence; in the one before a sentence that begins with a pronoun; elsewhere in the passage. */
  readonly nearby: number;
  readonly antecedent: number;
  readonly inPassage: number;
  /** For words that stand in the sentence itself. */
  readonly own: number;
  readonly shape: number;
  readonly firmShapeMissing: number;
  readonly closeness: number;
  readonly retrieval: number;
  readonly position: number;
  /** It has dates, and none of the year that is asked for. */
  readonly otherYear: number;
  /** It names a date within the time that is asked for by the day of asking ("last week"); not tuned. */
  readonly inTime: number;
  /** All its words are the question's: it says nothing new. */
  readonly nothingNew: number;
}

export const SCORE_WEIGHTS: ScoreWeights = {
  inHeading: 0.65,
  nearby: 0.45,
  antecedent: 0.75,
  inPassage: 0.25,
  own: 0.35,
  shape: 0.25,
  firmShapeMissing: 0.15,
  closeness: 0.1,
  retrieval: 0.15,
  position: 0.03,
  otherYear: 0.15,
  inTime: 0.15,
  nothingNew: 0.3,
};

const MAX_CANDIDATES = 24;
/** Sentences looked at, over all passages: a bound on the time that a hostile text can take. */
const MAX_SENTENCES = 1500;

interface Line {
  readonly index: number;
  readonly span: Span;
  readonly text: string;
  readonly kind: SentenceKind;
  readonly words: readonly Word[];
  /** For each word of the question: how well this sentence holds it, 0 to 1. */
  readonly held: readonly number[];
}

/** How well words of the question are held by words of the texts, each pair compared once. */
interface Reader {
  readonly question: Question;
  readonly constraints: Constraints;
  words(text: string): Word[];
  held(words: readonly Word[]): number[];
}

function createReader(asked: Question): Reader {
  const constraints = readConstraints(asked.text.slice(0, 2000));
  const question = withoutRanges(asked, constraints);
  const keys: KeyCache = new Map();
  const known = new Map<string, readonly number[]>();
  const likenesses = (word: Word): readonly number[] => {
    const before = known.get(word.term);
    if (before) return before;
    const found = question.words.map((asked) => likeness(asked, word));
    known.set(word.term, found);
    return found;
  };
  return {
    question,
    constraints,
    words: (text) => contentWords(text, false, keys),
    held(words) {
      const most = question.words.map(() => 0);
      for (const word of words) {
        for (const [i, value] of likenesses(word).entries()) if (value > (most[i] ?? 0)) most[i] = value;
      }
      return most;
    },
  };
}

/** The ends of a range are no words that an answer holds. */
function withoutRanges(question: Question, { ranges }: Constraints): Question {
  const words = question.words.filter(({ start, end }) => !ranges.some((at) => at.start <= start && end <= at.end));
  return words.length === 0 ? question : { ...question, words };
}

/** The sentences that may answer, best first, at most 24. */
export function rankSentences(
  question: Question,
  passages: readonly Passage[],
  weights: ScoreWeights = SCORE_WEIGHTS,
): Candidate[] {
  const reader = createReader(question);
  const each = Math.ceil(MAX_SENTENCES / Math.max(1, passages.length));
  const groups = passages.map((passage) => linesOf(passage, reader, each));
  const importance = wordImportance(reader.question.words, groups);
  const best = Math.max(1e-9, ...passages.map(({ score }) => score));
  return passages
    .flatMap((passage, at) =>
      scorePassage(reader, passage, groups[at] ?? [], importance, passage.score / best, weights),
    )
    .map((candidate, _at, all) => withRecency(question, candidate, all))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES);
}

function linesOf(passage: Passage, reader: Reader, most: number): Line[] {
  return sentenceSpans(passage.text)
    .slice(0, most)
    .map((sentence, index) => {
      const text = plainSentence(passage.text.slice(sentence.start, sentence.end));
      const words = reader.words(text);
      const span = { start: passage.span.start + sentence.start, end: passage.span.start + sentence.end };
      return { index, span, text, kind: sentence.kind, words, held: withDates(reader, text, reader.held(words)) };
    });
}

/** The words of a date in the question are held by the same date in other words. */
function withDates({ question }: Reader, text: string, held: number[]): number[] {
  if (question.dates.length === 0 || !/\d/.test(text)) return held;
  const there = findDates(text);
  for (const asked of question.dates) {
    if (!there.some((date) => dateHolds(asked, date))) continue;
    for (const [i, word] of question.words.entries())
      if (word.start >= asked.start && word.end <= asked.end) held[i] = 1;
  }
  return held;
}

/** What is of the time that is asked for says so as a heading does. */
function withTime({ words, time }: Question, { inTime }: Passage, held: number[]): number[] {
  if (time === null || inTime !== true) return held;
  return held.map((most, i) => ((words[i]?.start ?? -1) >= time.start && (words[i]?.end ?? 0) <= time.end ? 1 : most));
}

/** Inverse document frequency over the sentences at hand; a word that none has weighs most. Sums to 1. */
function wordImportance(asked: readonly Word[], groups: readonly (readonly Line[])[]): number[] {
  const total = groups.reduce((sum, lines) => sum + lines.length, 0);
  const raw = asked.map((word, i) => {
    const frequency = groups.reduce((sum, lines) => sum + lines.filter(({ held }) => (held[i] ?? 0) >= 0.75).length, 0);
    return Math.log(1 + (total + 1) / (frequency + 1)) * (/\d/.test(word.term) ? 1.25 : 1);
  });
  const sum = raw.reduce((a, b) => a + b, 0) || 1;
  return raw.map((weight) => weight / sum);
}

function scorePassage(
  reader: Reader,
  passage: Passage,
  lines: readonly Line[],
  importance: readonly number[],
  retrieval: number,
  weights: ScoreWeights,
): Candidate[] {
  const { question } = reader;
  const above = withTime(question, passage, reader.held(reader.words(`${passage.title} ${passage.heading}`)));
  const whole = question.words.map((_, i) => lines.reduce((most, line) => Math.max(most, line.held[i] ?? 0), 0));
  const tops = topsOf(lines);
  return lines.flatMap((line, at) => {
    // Who asks does not answer.
    if (line.kind === 'heading' || line.text.length < 3 || line.text.trimEnd().endsWith('?')) return [];
    const back = BEGINS_WITH_PRONOUN.test(line.text) ? weights.antecedent : weights.nearby;
    const near = [
      [lines[at - 1], back],
      [lines[at - 2], weights.nearby * 0.75],
      [lines[at + 1], weights.nearby],
      [tops[at]?.heading, weights.inHeading],
      [tops[at]?.row, weights.inHeading],
    ] as const;
    const parts = question.words.map((_, i) =>
      near.reduce(
        (most, [other, weight]) => Math.max(most, weight * (other?.held[i] ?? 0)),
        Math.max(line.held[i] ?? 0, weights.inHeading * (above[i] ?? 0), weights.inPassage * (whole[i] ?? 0)),
      ),
    );
    const constraints = weighConstraints(reader.constraints, line.text);
    const earned = { own: dot(line.held, importance), retrieval, position: at / lines.length, constraints };
    return candidateOf(question, passage, line, { ...earned, parts, importance }, weights);
  });
}

const BEGINS_WITH_PRONOUN =
  /^(?:it|its|he|his|she|her|they|their|this|these|that|the former|er|sie|es|ihr|ihre|sein|seine|dies|diese|dieser|dort|there|here)(?![\p{L}])/iu;

/** For each line the heading and the first row of the table above it. */
function topsOf(lines: readonly Line[]): { readonly heading: Line | undefined; readonly row: Line | undefined }[] {
  let heading: Line | undefined;
  let row: Line | undefined;
  return lines.map((line) => {
    if (line.kind === 'heading') heading = line;
    if (line.kind !== 'row') row = undefined;
    const tops = { heading, row };
    if (line.kind === 'row') row ??= line;
    return tops;
  });
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

interface Earned {
  /** For each word of the question, how well the sentence and what is around it hold it. */
  readonly parts: readonly number[];
  readonly importance: readonly number[];
  /** Share of the question's words in the sentence alone. */
  readonly own: number;
  readonly retrieval: number;
  readonly position: number;
  readonly constraints: number;
}

/** Words of a question that an amount of money, or a number in the right unit, answers by being there. */
const MEASURING =
  /^(?:cost|costs|price|pay|paid|bill|charge|spend|spent|fee|worth|weigh|weighs|weight|high|tall|deep|wide|heavy|hot|temperature|kostet|kosten|gekostet|bezahlt|preis|wiegt|schwer|hoch|tief|breit|temperatur)$/;

function candidateOf(
  question: Question,
  passage: Passage,
  line: Line,
  earned: Earned,
  weights: ScoreWeights,
): Candidate {
  const matched = line.words.filter((word) => question.words.some((asked) => likeness(asked, word) >= 0.6)).map(spanOf);
  const asked = (span: Span): boolean => matched.some((word) => word.start <= span.start && word.end >= span.end);
  const answers = answerSpans(question, line.text).filter((span) => !asked(span));
  const measured = answers.length > 0 && (question.shape === 'money' || question.unit !== null);
  const parts = earned.parts.map((part, i) =>
    measured && MEASURING.test(question.words[i]?.term ?? '') ? Math.max(part, 0.8) : part,
  );
  const coverage = dot(parts, earned.importance);
  let score = coverage + earned.constraints + weights.own * earned.own + weights.retrieval * earned.retrieval;
  score += weights.closeness * closenessOf(matched, answers) - weights.position * earned.position;
  if (answers.length > 0) score += weights.shape * (earned.own > 0 ? 1 : 0.6);
  else if (isFirmShape(question.shape)) score -= weights.firmShapeMissing;
  score -= penaltyOf(question, line, matched, weights);
  if (namesAskedTime(question, line)) score += weights.inTime;
  const { index, span, text, kind } = line;
  return { passage: passage.number, index, span, text, kind, coverage, score, answers, matched };
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

function penaltyOf(question: Question, line: Line, matched: readonly Span[], weights: ScoreWeights): number {
  let penalty = 0;
  if (line.text.endsWith('?')) penalty += 0.3;
  if (line.kind === 'matter') penalty += 0.4;
  if (line.kind === 'code') penalty += 0.1;
  if (matched.length >= line.words.length) penalty += weights.nothingNew;
  const years = question.dates.flatMap(({ year }) => year ?? []);
  if (years.length > 0) {
    const there = findDates(line.text).flatMap(({ year }) => year ?? []);
    if (there.length > 0 && !there.some((year) => years.includes(year))) penalty += weights.otherYear;
  }
  return penalty;
}

const namesAskedTime = ({ time }: Question, { text }: Line): boolean =>
  time?.relative === true && findDates(text).some((date) => isDateWithin(time, date));

/** 1 where a matched word and the answer, or two matched words, stand side by side; towards 0 where they are far apart. */
function closenessOf(matched: readonly Span[], answers: readonly Span[]): number {
  const others = answers.length > 0 ? answers : matched;
  let least = Number.POSITIVE_INFINITY;
  for (const span of matched) {
    for (const other of others) {
      if (other === span) continue;
      least = Math.min(least, Math.max(other.start - span.end, span.start - other.end, 0));
    }
  }
  return 1 / (1 + least / 12);
}
