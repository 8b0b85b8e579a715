import type { Span } from '../items/item.ts';
import type { Judgement, JudgePrior } from '../llm/language-model.ts';
import type { Passage, Quote } from './answer.ts';
import { plainSentence } from './plain.ts';
import { readQuestion } from './question.ts';
import { chooseQuotes, MAX_SENTENCES, QUOTE_BAR, type QuoteBar } from './quote.ts';
import { type Candidate, rankSentences } from './score-sentences.ts';
import { sentenceSpans } from './sentences.ts';

/** Sentences to put before the judge, and which candidate each of them is. */
export interface JudgingPlan {
  readonly texts: readonly string[];
  /** Position in the candidates for each text. */
  readonly candidates: readonly number[];
  /** When the judge need not go on. */
  readonly prior: JudgePrior;
}

export interface ReorderWeights {
  /** What one unit of mean log-probability is worth in scores of the first stage. */
  readonly judged: number;
  /** Candidates put before the judge. */
  readonly count: number;
  /** By how much a later candidate is judged better than all before it, at most: in 98 of 100 cases of the odd half. */
  readonly reach: number;
  /** Further quotes need this share of the best one's score. */
  readonly furtherShare: number;
}

export const REORDER_WEIGHTS: ReorderWeights = { judged: 0.25, count: 10, reach: 0.35, furtherShare: 0.5 };

/** About 40 tokens of English. */
const WINDOW_LENGTH = 170;

/** The best sentences of the first stage, each with its headings and neighbours up to about 40 tokens, best first. */
export function planJudging(
  candidates: readonly Candidate[],
  passages: readonly Passage[],
  { count, judged, reach }: ReorderWeights = REORDER_WEIGHTS,
): JudgingPlan {
  const spans = new Map(passages.map((passage) => [passage.number, sentenceSpans(passage.text)]));
  const chosen = candidates.slice(0, count).flatMap((candidate, at) => {
    const passage = passages.find(({ number }) => number === candidate.passage);
    return passage ? [{ at, text: windowOf(candidate, passage, spans.get(passage.number) ?? []) }] : [];
  });
  const scores = chosen.map(({ at }) => (candidates[at]?.score ?? 0) / judged);
  return {
    texts: chosen.map(({ text }) => text),
    candidates: chosen.map(({ at }) => at),
    prior: { scores, places: MAX_SENTENCES, reach },
  };
}

/** Of each passage the part that fits the query best, as it is put before the judge. */
export function windowsOf(query: string, passages: readonly Passage[]): string[] {
  const ranked = passages.map((passage) => rankSentences(readQuestion(query), [passage])[0]);
  return passages.map((passage, at) => {
    const candidate = ranked[at];
    return candidate === undefined
      ? plainSentence(`${passage.title} ${passage.text}`.slice(0, WINDOW_LENGTH))
      : windowOf(candidate, passage, sentenceSpans(passage.text));
  });
}

function windowOf(candidate: Candidate, passage: Passage, sentences: readonly Span[]): string {
  const above = [...new Set([passage.title, ...passage.heading.split(' › ')])]
    .filter((part) => part !== '')
    .slice(-2)
    .join(', ');
  const plain = (at: number): string => {
    const sentence = sentences[at];
    return sentence ? plainSentence(passage.text.slice(sentence.start, sentence.end)) : '';
  };
  let text = candidate.text;
  for (const [at, join] of [
    [candidate.index - 1, (near: string) => `${near} ${text}`],
    [candidate.index + 1, (near: string) => `${text} ${near}`],
  ] as const) {
    const near = plain(at);
    if (near !== '' && above.length + text.length + near.length < WINDOW_LENGTH) text = join(near);
  }
  return above === '' ? text : `${above}: ${text}`;
}

export interface Reordering {
  readonly candidates: readonly Candidate[];
  readonly quotes: readonly Quote[];
}

/**
 * The candidates in a new order: their score and how likely the model finds the question after them. What was not judged
 * counts as the least likely of those that were. Judgements for texts that the plan does not have are ignored.
 */
export function reorder(
  candidates: readonly Candidate[],
  plan: JudgingPlan,
  judgements: readonly Judgement[],
  weights: ReorderWeights = REORDER_WEIGHTS,
  bar: QuoteBar = QUOTE_BAR,
): Reordering {
  const judged = new Map<number, number>();
  for (const { index, logProbability } of judgements) {
    const at = plan.candidates[index];
    if (at !== undefined && Number.isFinite(logProbability)) judged.set(at, logProbability);
  }
  const most = Math.max(...judged.values());
  const least = Math.min(...judged.values());
  const rescored = candidates.map((candidate, at): Candidate => {
    if (judged.size === 0) return candidate;
    return { ...candidate, score: candidate.score + weights.judged * ((judged.get(at) ?? least) - most) };
  });
  rescored.sort((a, b) => b.score - a.score);
  return {
    candidates: rescored,
    quotes: chooseQuotes(rescored, { ...bar, furtherShare: weights.furtherShare }),
  };
}

/** The passages with what the model thinks of each: that of its best sentence. */
export function withJudgements(
  passages: readonly Passage[],
  candidates: readonly Candidate[],
  plan: JudgingPlan,
  judgements: readonly Judgement[],
): Passage[] {
  return passages.map((passage) => {
    const own = judgements.filter(({ index }) => candidates[plan.candidates[index] ?? -1]?.passage === passage.number);
    if (own.length === 0) return passage;
    return { ...passage, judged: Math.max(...own.map(({ logProbability }) => logProbability)) };
  });
}
