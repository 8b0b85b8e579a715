import type { Span } from '../items/item.ts';
import { isStopword } from '../search/stopwords.ts';
import { dateHolds, type FoundDate, findDates } from './dates.ts';
import { type FoundName, findNames, findNegations, findQuantities, type Quantity } from './facts.ts';
import { isOpposed } from './opposites.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** What a text states: the words, and the facts that must not be changed. */
export interface Facts {
  readonly text: string;
  readonly language: string;
  readonly words: readonly Word[];
  readonly dates: readonly FoundDate[];
  readonly quantities: readonly Quantity[];
  readonly names: readonly FoundName[];
  readonly negations: readonly Span[];
}

export function factsOf(text: string, language: string): Facts {
  return {
    text,
    language,
    words: contentWords(text),
    dates: findDates(text),
    quantities: findQuantities(text),
    names: findNames(text, language),
    negations: findNegations(text),
  };
}

export const mostLike = (word: Word, words: readonly Word[]): number =>
  words.reduce((most, other) => Math.max(most, likeness(word, other)), 0);

/** Whether the sentences that stand behind a claim say something else: deny it, or say it of another number, name or date. */
export function contradicts(claim: Facts, evidence: readonly Facts[]): boolean {
  const checks = [
    denied,
    crossedDates,
    exchangedQuantity,
    exchangedDate,
    exchangedName,
    exchangedSubject,
    reversedNames,
    reversedComparison,
    reversedRange,
  ];
  return checks.some((check) => check(claim, evidence)) || opposed(claim, evidence);
}

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  '€:eur eur:eur euro:eur euros:eur £:gbp gbp:gbp pound:gbp pounds:gbp $:usd usd:usd dollar:usd dollars:usd chf:chf franken:chf'
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([sign = '', code = '']) => [sign, code] as const),
);
const MEASURE = /^(?:%|°.*|kg|g|km|m|cm|mm|l|ml|kwh|bar|mb|gb)$/;

/** The same value, and not in another currency or measure. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  if (Math.abs(a.value - b.value) > 1e-9) return false;
  if (a.money && b.money) return CURRENCIES.get(a.unit) === CURRENCIES.get(b.unit);
  return !(MEASURE.test(a.unit) && MEASURE.test(b.unit) && a.unit.replace(/\s/g, '') !== b.unit.replace(/\s/g, ''));
}

/** One says no where the other does not. */
function denied(claim: Facts, evidence: readonly Facts[]): boolean {
  const said = evidence.filter(({ words }) => words.some((word) => mostLike(word, claim.words) >= 0.75));
  if (said.length === 0) return false;
  const there = said.some((facts) =>
    facts.negations.some((negation) => isAboutClaim(clauseAt(facts, negation), claim)),
  );
  return claim.negations.length > 0 !== there;
}

function isAboutClaim(clause: Clause, claim: Facts): boolean {
  const matched = clause.words.filter((word) => mostLike(word, claim.words) >= 0.75).length;
  return matched > clause.words.length / 2;
}

interface Clause extends Span {
  readonly words: readonly Word[];
}

const CLAUSE_END = /[,;:](?!\d)|[.!?](?=\s)| · | (?:but|while|whereas|against|and|aber|während|gegen|und) /giu;

export function clausesOf(facts: Facts): Clause[] {
  const ends = [...Array.from(facts.text.matchAll(CLAUSE_END), ({ index }) => index + 1), facts.text.length];
  return ends.map((end, i) => {
    const start = ends[i - 1] ?? 0;
    return { start, end, words: facts.words.filter((word) => word.start >= start && word.end <= end) };
  });
}

const wholeOf = ({ text, words }: Facts): Clause[] => [{ start: 0, end: text.length, words }];

const clauseAt = (facts: Facts, at: Span): Clause =>
  clausesOf(facts).find(({ start, end }) => at.start >= start && at.start < end) ?? { start: 0, end: 0, words: [] };

/** How many words of the claim, numbers and names apart, a clause holds. */
function heldIn(clause: Clause, claim: Facts, apart: Span): number {
  const plain = claim.words.filter(
    (word) => !/\d/.test(word.term) && (word.end <= apart.start || word.start >= apart.end),
  );
  return plain.filter((word) => mostLike(word, clause.words) >= 0.75).length;
}

/**
 * The clause that says most of what the claim says has another fact of the same kind, and the claim's own stands in a clause
 * that says less of it.
 */
function exchanged<F extends Span>(
  claim: Facts,
  evidence: readonly Facts[],
  fact: F,
  factsIn: (facts: Facts) => readonly F[],
  fits: (claimed: F, there: F) => 'same' | 'rival' | 'other',
): boolean {
  const exchangedBetween = (cut: (facts: Facts) => readonly Clause[]): boolean => {
    const places = evidence.flatMap((facts) =>
      cut(facts).map((clause) => {
        const inside = factsIn(facts).filter(({ start }) => start >= clause.start && start < clause.end);
        const kinds = inside.map((there) => fits(fact, there));
        return { held: heldIn(clause, claim, fact), same: kinds.includes('same'), rival: kinds.includes('rival') };
      }),
    );
    const own = Math.max(-1, ...places.filter(({ same }) => same).map(({ held }) => held));
    const best = places.reduce((most, place) => (place.held > most.held ? place : most), {
      held: 0,
      same: false,
      rival: false,
    });
    return own >= 0 && best.held > own && best.rival && !best.same;
  };
  return [clausesOf, wholeOf].some(exchangedBetween);
}

function exchangedQuantity(claim: Facts, evidence: readonly Facts[]): boolean {
  const fits = (claimed: Quantity, there: Quantity) => {
    if (sameQuantity(claimed, there)) return 'same';
    return claimed.money === there.money && (claimed.money || unitOf(claimed) === unitOf(there)) ? 'rival' : 'other';
  };
  return claim.quantities.some((quantity) =>
    exchanged(claim, evidence, quantity, ({ quantities }) => quantities, fits),
  );
}

const unitOf = ({ unit }: Quantity): string => (isStopword(unit) ? '' : unit);

function exchangedDate(claim: Facts, evidence: readonly Facts[]): boolean {
  const fits = (claimed: FoundDate, there: FoundDate) => {
    if (dateHolds(claimed, there) || compatible(claimed, there)) return 'same';
    return there.year === null ? 'other' : 'rival';
  };
  return claim.dates.some((date) => exchanged(claim, evidence, date, ({ dates }) => dates, fits));
}

const PRONOUN = /^[\s,;:]*(?:and |und )?(?:it|he|she|they|this|that|these|er|sie|es|dies|diese|which|who)(?![\p{L}])/iu;

/**
 * What the claim says of its first word stands in a clause that says it of another word, while the claim's own stands
 * elsewhere: "Baden ist erlaubt" against "Angeln ist erlaubt, Baden ist verboten".
 */
function exchangedSubject(claim: Facts, evidence: readonly Facts[]): boolean {
  const [subject, ...rest] = claim.words;
  if (!subject || rest.length === 0 || PASSIVE.test(claim.text)) return false;
  const clauses = evidence.flatMap((facts) => clausesOf(facts).map((clause) => ({ ...clause, facts })));
  const held = clauses.map(({ words }) => rest.filter((word) => mostLike(word, words) >= 0.75).length);
  const best = clauses[held.indexOf(Math.max(...held))];
  if (!best || Math.max(...held) < Math.max(1, rest.length / 2)) return false;
  if (mostLike(subject, best.words) >= 0.6 || PRONOUN.test(best.facts.text.slice(best.start))) return false;
  const [first] = best.words;
  const elsewhere = clauses.some(({ words }) => mostLike(subject, words) >= 0.75);
  return elsewhere && first !== undefined && mostLike(first, claim.words) < 0.6;
}

/** In German every noun looks like a name: there only the sure ones count. */
const namesOf = ({ names, language }: Facts): readonly FoundName[] =>
  language === 'de' ? names.filter(({ sure }) => sure) : names;

function exchangedName(claim: Facts, evidence: readonly Facts[]): boolean {
  const texts = new Map<Span, string>();
  for (const facts of [claim, ...evidence]) {
    for (const name of facts.names) texts.set(name, facts.text.slice(name.start, name.end).toLowerCase());
  }
  const known = claim.names.map((name) => texts.get(name) ?? '');
  const parts = (text: string): string[] =>
    text
      .split(/\s+/)
      .map((part) => part.replace(/['’]s$/, ''))
      .filter((part) => part.length > 2);
  const shares = (a: string, b: string): boolean => parts(a).some((part) => parts(b).includes(part));
  const fits = (claimed: FoundName, there: FoundName) => {
    const other = texts.get(there) ?? '';
    if (shares(texts.get(claimed) ?? '', other)) return 'same';
    return known.some((name) => shares(name, other)) || claim.text.toLowerCase().includes(other) ? 'other' : 'rival';
  };
  return namesOf(claim).some((name) => exchanged(claim, evidence, name, namesOf, fits));
}

const PASSIVE = /(?<![\p{L}])(?:by|was|were|been|von|wurde|wurden|worden)(?![\p{L}])/iu;

/** The claim has two names of one sentence in the other order, and both are in the active voice. */
function reversedNames(claim: Facts, evidence: readonly Facts[]): boolean {
  if (PASSIVE.test(claim.text)) return false;
  const names = namesOf(claim).map(({ start, end }) =>
    claim.words.filter((word) => word.start >= start && word.end <= end),
  );
  return evidence.some((facts) => {
    if (PASSIVE.test(facts.text)) return false;
    const places = names.map((words) =>
      facts.words.findIndex((word) => words.some((own) => likeness(own, word) === 1)),
    );
    const [first, second] = places.filter((place) => place >= 0);
    return first !== undefined && second !== undefined && first > second;
  });
}

/** "A is better than B" against a sentence in which B is the better one. */
function reversedComparison(claim: Facts, evidence: readonly Facts[]): boolean {
  const than = /(?<![\p{L}])(?:than|als)\s+(?:the |a |der |die |das |den |dem )?(\p{L}+)/iu.exec(claim.text);
  const compared = claim.words.findLast(({ end }) => than !== null && end <= than.index);
  const other = claim.words.find(({ start }) => than !== null && start > than.index);
  if (!compared || !other) return false;
  return evidence.some(({ words }) => {
    const at = words.findIndex((word) => likeness(word, compared) === 1);
    const place = words.findIndex((word) => likeness(word, other) === 1);
    return place >= 0 && at > place;
  });
}

/** "From 20 to 190" against "from 190 to 20". */
function reversedRange(claim: Facts, evidence: readonly Facts[]): boolean {
  const [from, to] = claim.quantities;
  if (!from || !to || !/(?<![\p{L}])(?:from|von)\s/iu.test(claim.text.slice(0, from.start))) return false;
  return evidence.some(({ quantities }) => {
    const first = quantities.findIndex((there) => sameQuantity(there, from));
    const second = quantities.findIndex((there) => sameQuantity(there, to));
    return first >= 0 && second >= 0 && second < first;
  });
}

/** A number of the claim stands nearer to another date than to the claimed one. */
function crossedDates(claim: Facts, evidence: readonly Facts[]): boolean {
  if (claim.dates.length === 0) return false;
  return claim.quantities.some((quantity) =>
    evidence.some((facts) => {
      const there = facts.quantities.find((other) => sameQuantity(quantity, other));
      const date = there && nearestDate(there, facts);
      return date !== undefined && !claim.dates.some((claimed) => compatible(claimed, date));
    }),
  );
}

function nearestDate(to: Span, { dates, text }: Facts): FoundDate | undefined {
  const distance = (date: Span): number => {
    const between = text.slice(Math.min(date.end, to.end), Math.max(date.start, to.start));
    return between.length + 15 * (between.match(/[,;]| and | und | while | während /g)?.length ?? 0);
  };
  return dates.toSorted((a, b) => distance(a) - distance(b))[0];
}

function compatible(a: FoundDate, b: FoundDate): boolean {
  const bare = {
    year: b.year === null ? null : a.year,
    month: b.month === null ? null : a.month,
    day: b.day === null ? null : a.day,
  };
  return dateHolds(bare, b);
}

const lowerWords = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** The claim has a word where the evidence has its opposite and not the word itself. */
function opposed(claim: Facts, evidence: readonly Facts[]): boolean {
  const words = evidence.flatMap(({ text }) => lowerWords(text));
  return lowerWords(claim.text).some((word) => !words.includes(word) && words.some((other) => isOpposed(word, other)));
}
