import type { Span } from '../items/item.ts';
import type { CheckedSentence, Citation, Passage } from './answer.ts';
import { dateHolds, type FoundDate, findDates } from './dates.ts';
import { findNames, findNegations, findQuantities, type Quantity } from './facts.ts';
import { isOpposed } from './opposites.ts';
import { plainSentence } from './plain.ts';
import { sentenceSpans } from './sentences.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** What the check asks for; tuned on the odd half of `tests/fixtures/citations` (`bench/answers.ts`). */
export interface CheckBar {
  /** Share of the sentence's content words that its span and the headings above must hold. */
  readonly coverage: number;
}

export const CHECK_BAR: CheckBar = { coverage: 0.6 };

/** What a text states: the words, and the facts that must not be changed. */
interface Facts {
  readonly text: string;
  readonly words: readonly Word[];
  readonly dates: readonly FoundDate[];
  readonly quantities: readonly Quantity[];
  readonly names: readonly Span[];
  readonly negations: readonly Span[];
}

interface Evidence {
  readonly passage: Passage;
  readonly span: Span;
  readonly facts: Facts;
  /** Words of the title and the headings above. */
  readonly above: Facts;
}

function factsOf(text: string, language: string): Facts {
  return {
    text,
    words: contentWords(text),
    dates: findDates(text),
    quantities: findQuantities(text),
    names: findNames(text, language).filter(({ sure }) => sure),
    negations: findNegations(text),
  };
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
  [...dates, ...quantities, ...names].map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);

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
  const contradicted =
    deniedBy(claim, window) || crossed(claim, window) || reversed(claim, window) || opposed(claim, window);
  const holds = coverage >= bar.coverage && unfounded.length === 0 && !contradicted;
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

const mostLike = (word: Word, words: readonly Word[]): number =>
  words.reduce((most, other) => Math.max(most, likeness(word, other)), 0);

/** Numbers, dates and names of the claim that the window does not hold. */
function unfoundedIn(claim: Facts, window: readonly Evidence[]): Span[] {
  const texts = [...window.map(({ facts }) => facts), ...(window[0] ? [window[0].above] : [])];
  const dates = claim.dates.filter((date) => !dateStands(date, texts));
  const quantities = claim.quantities.filter((quantity) => !quantityStands(quantity, texts));
  const words = texts.flatMap((text) => text.words);
  const names = claim.names.filter(({ start, end }) =>
    claim.words.some((word) => word.start >= start && word.end <= end && mostLike(word, words) < 0.7),
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

const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'eur',
  eur: 'eur',
  euro: 'eur',
  euros: 'eur',
  '£': 'gbp',
  gbp: 'gbp',
  pound: 'gbp',
  pounds: 'gbp',
  $: 'usd',
  usd: 'usd',
  dollar: 'usd',
  dollars: 'usd',
  chf: 'chf',
  franken: 'chf',
};

function sameQuantity(a: Quantity, b: Quantity): boolean {
  if (Math.abs(a.value - b.value) > 1e-9) return false;
  if (a.money && b.money) return CURRENCIES[a.unit] === CURRENCIES[b.unit];
  const measured = /^(?:%|°.*|kg|g|km|m|cm|mm|l|ml|kwh|bar|mb|gb)$/;
  return !(measured.test(a.unit) && measured.test(b.unit) && a.unit.replace(/\s/g, '') !== b.unit.replace(/\s/g, ''));
}

/** One says no where the other does not. */
function deniedBy(claim: Facts, window: readonly Evidence[]): boolean {
  const said = window.filter(({ facts }) => facts.words.some((word) => mostLike(word, claim.words) >= 0.75));
  const claimed = claim.negations.length > 0;
  if (said.length === 0) return false;
  const denied = said.some(({ facts }) => facts.negations.some((negation) => isNearMatch(negation, facts, claim)));
  return claimed !== denied;
}

/** Whether the negation stands in a clause that the claim is about. */
function isNearMatch(negation: Span, facts: Facts, claim: Facts): boolean {
  const clauseStart = Math.max(
    ...[',', ';', ':', ' but ', ' aber ', ' · '].map((mark) => facts.text.lastIndexOf(mark, negation.start)),
  );
  const ends = [',', ';', ' but ', ' aber ', ' · ']
    .map((mark) => facts.text.indexOf(mark, negation.end))
    .filter((at) => at >= 0);
  const clauseEnd = Math.min(facts.text.length, ...ends);
  const clause = facts.words.filter(({ start, end }) => start >= clauseStart && end <= clauseEnd);
  const matched = clause.filter((word) => mostLike(word, claim.words) >= 0.75).length;
  return clause.length > 0 && matched >= Math.max(1, clause.length / 2);
}

/** A number of the claim stands in a sentence that has another date, or in a clause nearer to another one, than claimed. */
function crossed(claim: Facts, window: readonly Evidence[]): boolean {
  if (claim.dates.length === 0 || claim.quantities.length === 0) return false;
  return claim.quantities.some((quantity) =>
    window.some(({ facts }) => {
      const there = facts.quantities.find((other) => sameQuantity(quantity, other));
      if (!there || facts.dates.length === 0) return false;
      return !claim.dates.some((date) =>
        facts.dates.some((other) => other === nearest(there, facts) && compatible(date, other)),
      );
    }),
  );
}

function nearest(to: Span, { dates, text }: Facts): FoundDate | undefined {
  const distance = (date: Span): number => {
    const between = text.slice(Math.min(date.end, to.end), Math.max(date.start, to.start));
    return between.length + 15 * (between.match(/[,;]| and | und | while | während /g)?.length ?? 0);
  };
  return dates.toSorted((a, b) => distance(a) - distance(b))[0];
}

const compatible = (a: FoundDate, b: FoundDate): boolean =>
  (a.year === null || b.year === null || a.year === b.year) &&
  (a.month === null || b.month === null || a.month === b.month) &&
  (a.day === null || b.day === null || a.day === b.day);

const PASSIVE = /(?<![\p{L}])(?:by|was|were|been|von|wurde|wurden|worden)(?![\p{L}])/iu;

/** The claim has two names of one sentence in the other order, around the same word, and neither is in the passive. */
function reversed(claim: Facts, window: readonly Evidence[]): boolean {
  return window.some(({ facts }) => {
    if (PASSIVE.test(claim.text) !== PASSIVE.test(facts.text)) return false;
    for (const [i, verb] of claim.words.entries()) {
      const left = claim.words[i - 1];
      const right = claim.words.slice(i + 1).find((word) => isNamed(word, claim));
      if (!left || !right || isNamed(verb, claim) || !isNamed(left, claim)) continue;
      const at = placeOf(verb, facts);
      const [leftAt, rightAt] = [placeOf(left, facts), placeOf(right, facts)];
      if (at >= 0 && leftAt >= 0 && rightAt >= 0 && rightAt < at && at < leftAt) return true;
    }
    return false;
  });
}

const isNamed = (word: Word, facts: Facts): boolean => /^\p{Lu}/u.test(facts.text.slice(word.start, word.end));
const placeOf = (word: Word, facts: Facts): number => facts.words.findIndex((other) => likeness(word, other) >= 1);

/** The claim has a word where the window has its opposite and not the word itself. */
function opposed(claim: Facts, window: readonly Evidence[]): boolean {
  const words = window.flatMap(({ facts }) => facts.text.toLowerCase().match(/\p{L}+/gu) ?? []);
  return (claim.text.toLowerCase().match(/\p{L}+/gu) ?? []).some(
    (word) => !words.includes(word) && words.some((other) => isOpposed(word, other)),
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
