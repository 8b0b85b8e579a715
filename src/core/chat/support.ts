import type { Span } from '../items/item.ts';
import { contradicts, type Facts, mostLike, sameQuantity } from './contradictions.ts';
import { dateHolds, type FoundDate } from './dates.ts';
import type { Evidence, Window } from './evidence.ts';
import type { Quantity } from './facts.ts';
import { isMisplaced } from './misplaced.ts';

/** What the check asks for; tuned on the odd half of `tests/fixtures/citations/pairs.json` and on `tuning.json`. */
export interface CheckBar {
  /** Share of the sentence's content words that its span and the headings above must hold. */
  readonly coverage: number;
  /** The same for sentences of at most four words, in which each weighs more. */
  readonly shortCoverage: number;
  /** The share that is enough where the meaning is near. */
  readonly meantCoverage: number;
  /** Cosine from which the meaning is near. */
  readonly nearness: number;
}

export const CHECK_BAR: CheckBar = { coverage: 0.7, shortCoverage: 0.75, meantCoverage: 0.6, nearness: 0.75 };

/** How far sentences of a passage stand behind a claim. */
export interface Support {
  readonly window: Window;
  readonly coverage: number;
  /** Numbers, dates and names of the claim that stand nowhere in the window. */
  readonly unfounded: readonly Span[];
  /**
   * `words`: it holds enough of the words. `meaning`: nothing speaks against it, and it would hold if the meaning were near.
   */
  readonly by: 'words' | 'meaning' | 'nothing';
  /** Higher is better. */
  readonly rank: number;
}

/** `passage`: all the sentences of the window's passage. */
export function supportOf(claim: Facts, window: Window, passage: readonly Evidence[], bar: CheckBar): Support {
  const coverage = coverageOf(claim, window);
  const unfounded = unfoundedIn(claim, window);
  const texts = window.map(({ facts }) => facts);
  const worthLooking = coverage >= bar.meantCoverage;
  const against = contradicts(claim, texts) || (worthLooking && isMisplaced(claim, window, passage, window[0].above));
  const least = claim.words.length <= 4 ? bar.shortCoverage : bar.coverage;
  const stands = worthLooking && unfounded.length === 0 && !against;
  const by = !stands ? 'nothing' : coverage >= least ? 'words' : 'meaning';
  const rank = coverage - 0.3 * unfounded.length - (against ? 0.3 : 0) - 0.05 * (window.length - 1);
  return { window, coverage, unfounded, by, rank };
}

/** 0 where the window itself holds no word of it: a title is no evidence. */
function coverageOf(claim: Facts, window: Window): number {
  const plain = claim.words.filter(({ term }) => !/\d/.test(term));
  if (plain.length === 0) return 1;
  const words = window.flatMap(({ facts }) => facts.words);
  const own = plain.map((word) => mostLike(word, words));
  if (Math.max(...own) === 0) return 0;
  const held = plain.map((word, i) => Math.max(own[i] ?? 0, 0.8 * mostLike(word, window[0].above.words)));
  return held.reduce((a, b) => a + b, 0) / plain.length;
}

function unfoundedIn(claim: Facts, window: Window): Span[] {
  const texts = [...window.map(({ facts }) => facts), window[0].above];
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
