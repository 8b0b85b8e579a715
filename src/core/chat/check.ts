import type { Span } from '../items/item.ts';
import type { CheckedSentence, Citation, Passage } from './answer.ts';
import { contradicts, type Facts, factsOf, mostLike, sameQuantity } from './contradictions.ts';
import { dateHolds, type FoundDate } from './dates.ts';
import type { Quantity } from './facts.ts';
import { plainSentence } from './plain.ts';
import { sentenceSpans } from './sentences.ts';

/** What the check asks for; tuned on the odd half of `tests/fixtures/citations` (`bench/answers.ts`). */
export interface CheckBar {
  /** Share of the sentence's content words that its span and the headings above must hold. */
  readonly coverage: number;
  /** The same for sentences of at most four words, in which each weighs more. */
  readonly shortCoverage: number;
}

export const CHECK_BAR: CheckBar = { coverage: 0.7, shortCoverage: 0.75 };

interface Evidence {
  readonly passage: Passage;
  readonly span: Span;
  readonly facts: Facts;
  /** Words of the title and the headings above. */
  readonly above: Facts;
}

/** Passages made ready for checking many sentences against them. */
export interface EvidenceBase {
  readonly evidence: readonly Evidence[];
}

const MAX_EVIDENCE = 600;

export function readEvidence(passages: readonly Passage[]): EvidenceBase {
  const evidence: Evidence[] = [];
  const each = Math.ceil(MAX_EVIDENCE / Math.max(1, passages.length));
  for (const passage of passages) {
    let heading = '';
    for (const sentence of sentenceSpans(passage.text).slice(0, each)) {
      const text = plainSentence(passage.text.slice(sentence.start, sentence.end));
      if (sentence.kind === 'heading') heading = text;
      const span = { start: passage.span.start + sentence.start, end: passage.span.start + sentence.end };
      const above = factsOf(`${passage.title}. ${passage.heading}. ${heading}`, passage.language);
      evidence.push({ passage, span, facts: factsOf(text, passage.language), above });
    }
  }
  return { evidence };
}

/** The sentences of a text that a model wrote, each checked. */
export function checkProse(
  text: string,
  language: string,
  base: EvidenceBase,
  bar: CheckBar = CHECK_BAR,
): CheckedSentence[] {
  return sentenceSpans(text)
    .filter(({ kind }) => kind !== 'heading')
    .map(({ start, end }) => checkSentence(plainSentence(text.slice(start, end)), language, base, bar));
}

const NO_CLAIM =
  /\?$|^(?:sure|yes|no|of course|certainly|here (?:is|are)|i (?:don['’]t|do not|cannot|can['’]t) |sorry|i['’]m |ja|nein|gern|natürlich|leider|ich (?:weiß|kann))[^.]{0,40}[.!:]?$/iu;

/**
 * Whether a passage supports a written sentence. Supported: one sentence of a passage, or two that follow one another, hold
 * enough of its words and all of its numbers, dates and names, and do not deny, reverse or contradict it.
 */
export function checkSentence(
  sentence: string,
  language: string,
  { evidence }: EvidenceBase,
  bar: CheckBar = CHECK_BAR,
): CheckedSentence {
  const claim = factsOf(sentence, language);
  if (claim.words.length < 2 && claim.quantities.length + claim.dates.length === 0) return noClaim(sentence);
  if (NO_CLAIM.test(sentence.trim())) return noClaim(sentence);
  const windows = evidence.flatMap((first, at) => windowsFrom(first, evidence[at + 1]));
  const judged = windows.map((window) => compare(claim, window, bar)).sort((a, b) => b.rank - a.rank);
  const best = judged.find(({ holds }) => holds) ?? judged[0];
  if (!best) return { text: sentence, support: 'unsupported', coverage: 0, citations: [], unfounded: factSpans(claim) };
  return {
    text: sentence,
    support: best.holds ? 'supported' : 'unsupported',
    coverage: best.coverage,
    citations: best.holds ? citationsOf(best.window) : [],
    unfounded: best.unfounded,
  };
}

const noClaim = (text: string): CheckedSentence => ({
  text,
  support: 'no-claim',
  coverage: 1,
  citations: [],
  unfounded: [],
});

const windowsFrom = (first: Evidence, next: Evidence | undefined): (readonly Evidence[])[] =>
  next?.passage === first.passage ? [[first], [first, next]] : [[first]];

const factSpans = ({ dates, quantities, names }: Facts): Span[] =>
  [...dates, ...quantities, ...names.filter(({ sure }) => sure)]
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);

interface Comparison {
  readonly window: readonly Evidence[];
  readonly coverage: number;
  readonly unfounded: readonly Span[];
  readonly holds: boolean;
  readonly rank: number;
}

function compare(claim: Facts, window: readonly Evidence[], bar: CheckBar): Comparison {
  const coverage = coverageOf(claim, window);
  const unfounded = unfoundedIn(claim, window);
  const contradicted = contradicts(
    claim,
    window.map(({ facts }) => facts),
  );
  const least = claim.words.length <= 4 ? bar.shortCoverage : bar.coverage;
  const holds = coverage >= least && unfounded.length === 0 && !contradicted;
  const rank = coverage - 0.3 * unfounded.length - (contradicted ? 0.3 : 0) - 0.05 * (window.length - 1);
  return { window, coverage, unfounded, holds, rank };
}

function coverageOf(claim: Facts, window: readonly Evidence[]): number {
  const plain = claim.words.filter(({ term }) => !/\d/.test(term));
  if (plain.length === 0) return 1;
  const held = plain.map((word) => {
    const own = mostLike(
      word,
      window.flatMap(({ facts }) => facts.words),
    );
    return Math.max(own, 0.8 * mostLike(word, window[0]?.above.words ?? []));
  });
  return held.reduce((a, b) => a + b, 0) / plain.length;
}

/** Numbers, dates and names of the claim that the window does not hold. */
function unfoundedIn(claim: Facts, window: readonly Evidence[]): Span[] {
  const texts = [...window.map(({ facts }) => facts), ...(window[0] ? [window[0].above] : [])];
  const dates = claim.dates.filter((date) => !dateStands(date, texts));
  const quantities = claim.quantities.filter((quantity) => !quantityStands(quantity, texts));
  const words = texts.flatMap((text) => text.words);
  const names = claim.names.filter(
    ({ start, end, sure }) =>
      sure && claim.words.some((word) => word.start >= start && word.end <= end && mostLike(word, words) < 0.7),
  );
  return [...dates, ...quantities, ...names]
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
}

/** A date stands where one span says all of it, or where its parts stand together: `3 March` below a heading `2025`. */
function dateStands(date: FoundDate, texts: readonly Facts[]): boolean {
  const all = texts.flatMap(({ dates }) => dates);
  if (all.some((there) => dateHolds(date, there))) return true;
  if (date.year === null) return false;
  const rest = { ...date, year: null };
  const parts = all.some((there) => there.year === null && dateHolds(rest, there));
  return parts && all.some((there) => there.year === date.year);
}

function quantityStands(quantity: Quantity, texts: readonly Facts[]): boolean {
  return texts.some(
    ({ quantities, dates }) =>
      quantities.some((there) => sameQuantity(quantity, there)) ||
      dates.some(({ year, day }) => quantity.unit === '' && (quantity.value === year || quantity.value === day)),
  );
}

function citationsOf(window: readonly Evidence[]): Citation[] {
  const [first] = window;
  const last = window.at(-1);
  if (!first || !last) return [];
  const { passage } = first;
  const span = { start: first.span.start, end: last.span.end };
  const quote = plainSentence(passage.text.slice(span.start - passage.span.start, span.end - passage.span.start));
  return [{ passage: passage.number, itemId: passage.itemId, span, quote }];
}
