import type { Span } from '../items/item.ts';
import { type Facts, mostLike } from './contradictions.ts';
import type { Word } from './words.ts';

/** A sentence of a passage among those around it. */
interface Placed {
  readonly facts: Facts;
  /** Position in the passage. */
  readonly at: number;
}

const STANDS = 0.75;
const STANDS_NEARLY = 0.6;

const POINTS_BACK =
  /(?<![\p{L}])(?:it|its|he|him|his|she|her|hers|they|them|their|this|that|these|those|the former|the latter|er|ihn|ihm|sie|es|ihr\p{L}*|sein\p{L}*|dies\p{L}*|dort|da(?:rin|ran|mit|von|für|nach))(?![\p{L}])/iu;
const JOINED = /[;]|,?\s(?:and|but|while|whereas|und|aber|während)\s/giu;

/**
 * Whether a claim says of one thing what the passage says of another: a word of it is missing in the sentence that holds most
 * of it, which has another word there, and stands in a sentence beside. "The bill hangs behind the clock", where the key
 * hangs there and the bill lies on the piano. What a pronoun of the sentence may mean is not missing.
 */
export function isMisplaced(claim: Facts, window: readonly Placed[], around: readonly Placed[], above: Facts): boolean {
  return partsOf(claim).some((words) => {
    const best = window.reduce((most, sentence) => (heldBy(sentence, words) >= heldBy(most, words) ? sentence : most));
    const { facts } = best;
    const missing = words.filter((word) => mostLike(word, [...facts.words, ...above.words]) < STANDS_NEARLY);
    if (missing.length === 0 || !hasAnother(facts, claim)) return false;
    const pointsBack = POINTS_BACK.test(facts.text);
    const namesAnother = facts.names.some((name) => isOnlyIn(name, facts, claim));
    return missing.some((word) => {
      const mayBeMeant = pointsBack && !(namesAnother && isInName(word, claim));
      const beside = around.filter(({ at }) => (mayBeMeant ? at > best.at : at !== best.at));
      return beside.some((other) => mostLike(word, other.facts.words) >= STANDS);
    });
  });
}

const isInName = (word: Word, { names }: Facts): boolean =>
  names.some(({ start, end }) => word.start >= start && word.end <= end);

const isOnlyIn = (name: Span, { words }: Facts, claim: Facts): boolean =>
  words.some(({ start, end }) => start >= name.start && end <= name.end) &&
  words
    .filter(({ start, end }) => start >= name.start && end <= name.end)
    .every((word) => mostLike(word, claim.words) < STANDS_NEARLY);

const heldBy = ({ facts }: Placed, words: readonly Word[]): number =>
  words.reduce((sum, word) => sum + mostLike(word, facts.words), 0);

/** A word that the claim does not have: what may have been exchanged. */
const hasAnother = (facts: Facts, claim: Facts): boolean =>
  facts.words.some((word) => mostLike(word, claim.words) < STANDS_NEARLY);

/** The words of what is joined by "and" apart, where each part says something; numbers are looked at elsewhere. */
function partsOf({ text, words }: Facts): (readonly Word[])[] {
  const plain = words.filter(({ term }) => !/\d/.test(term));
  const ends = [...Array.from(text.matchAll(JOINED), ({ index }) => index), text.length];
  const parts = ends.map((end, i) => plain.filter(({ start }) => start >= (ends[i - 1] ?? 0) && start < end));
  return parts.every((part) => part.length >= 2) ? parts : [plain];
}
