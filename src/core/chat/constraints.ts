import type { Span } from '../items/item.ts';
import { findNegations, findQuantities, type Quantity } from './facts.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** What a question demands of a sentence beyond its words: likeness of meaning cannot tell these apart. */
export interface Constraints {
  /** In quotation marks, folded. */
  readonly phrases: readonly string[];
  /** Words of letters and digits, or digits with hyphens (`RX-2200`, `E47`), folded. */
  readonly codes: readonly string[];
  readonly ranges: readonly NumberRange[];
  /** What the question says is not, or is without. */
  readonly denied: readonly Word[];
}

/** `between 10 and 20 kg`: both ends included unless `open`. Its place in the question is `start` and `end`. */
export interface NumberRange extends Span {
  readonly least: number;
  readonly most: number;
  readonly open: boolean;
  /** As `unitOf` names it; empty for any. */
  readonly unit: string;
}

/** Added where a sentence meets a demand, taken away where it goes against it. */
const WEIGHT = 0.3;
/** How far from what it denies a negation stands, in UTF-16 code units. */
const REACH = 32;
const DENIED_WORDS = 3;

const QUOTED = /["“„«»”]([^"“”„«»]{2,80})["”“«»]/gu;
const CODE =
  /(?<![\p{L}\d])(?=[\p{L}\d./-]*\d)(?:\p{L}{1,6}[-./]?\d[\p{L}\d./-]*|\d+\p{L}{1,4}[-./]?\d[\p{L}\d-]*|\d+-[\p{L}\d]+(?:-[\p{L}\d]+)*)(?<![./-])(?![\p{L}\d])/gu;

export function readConstraints(text: string): Constraints {
  return {
    phrases: Array.from(text.matchAll(QUOTED), ([, phrase = '']) => fold(phrase)),
    codes: codesOf(text),
    ranges: readRanges(text),
    denied: deniedWords(text),
  };
}

/** What a sentence earns or loses by them, in scores of `rankSentences`. */
export function weighConstraints({ phrases, codes, ranges, denied }: Constraints, sentence: string): number {
  const folded = fold(sentence);
  const parts = [
    ...phrases.map((phrase) => (folded.includes(phrase) ? 1 : -0.3)),
    ...weighCodes(codes, sentence),
    ...weighRanges(ranges, sentence),
    weighDenial(denied, sentence),
  ];
  return WEIGHT * parts.reduce((sum, part) => sum + part, 0);
}

const fold = (text: string): string => text.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();

const codesOf = (text: string): string[] => Array.from(text.matchAll(CODE), ([code]) => bareCode(code));

const bareCode = (code: string): string => fold(code).replace(/[-./]/g, '');

/** Another code where one is asked for is worse than none. */
function weighCodes(codes: readonly string[], sentence: string): number[] {
  if (codes.length === 0) return [];
  const there = codesOf(sentence);
  return codes.map((code) => (there.includes(code) ? 1 : there.length > 0 ? -1 : 0));
}

const NUMBER = "(?:[€£$]\\s?)?\\d[\\d.,' ]*(?:\\s?[\\p{L}€£$%°]+)?";
const BETWEEN = new RegExp(
  `(?:between|from|zwischen|von)\\s+(${NUMBER})\\s*(?:and|to|und|bis|-|–)\\s*(${NUMBER})`,
  'giu',
);
const BOUNDS: readonly (readonly ['least' | 'most', boolean, RegExp])[] = [
  ['least', true, bound('over|above|more than|longer than|heavier than|higher than|greater than|über|mehr als')],
  ['least', false, bound('at least|no less than|mindestens|ab')],
  ['most', true, bound('under|below|less than|fewer than|cheaper than|shorter than|lighter than|unter|weniger als')],
  ['most', false, bound('at most|up to|no more than|höchstens|maximal|bis zu')],
];

function bound(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}])(?<!no )(?:${words})\\s+(${NUMBER})`, 'giu');
}

function readRanges(text: string): NumberRange[] {
  const between = Array.from(text.matchAll(BETWEEN), (match): NumberRange[] => {
    const [, from = '', to = ''] = match;
    const [low] = findQuantities(from);
    const [high] = findQuantities(to);
    if (low === undefined || high === undefined) return [];
    const [least, most] = low.value <= high.value ? [low.value, high.value] : [high.value, low.value];
    return [{ ...spanOf(match), least, most, open: false, unit: unitOf(high) || unitOf(low) }];
  }).flat();
  const oneSided = BOUNDS.flatMap(([side, open, pattern]) =>
    Array.from(text.matchAll(pattern), (match): NumberRange[] =>
      findQuantities(match[1] ?? '')
        .slice(0, 1)
        .map((quantity) => ({
          ...spanOf(match),
          least: side === 'least' ? quantity.value : Number.NEGATIVE_INFINITY,
          most: side === 'most' ? quantity.value : Number.POSITIVE_INFINITY,
          open,
          unit: unitOf(quantity),
        })),
    ).flat(),
  );
  return [...between, ...oneSided];
}

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['€', /^(?:€|eur|euros?)$/],
  ['£', /^(?:£|gbp|pounds?)$/],
  ['$', /^(?:\$|usd|dollars?)$/],
  ['kg', /^(?:kg|kilos?|kilogramm?s?)$/],
  ['g', /^(?:g|gramm?s?)$/],
  ['m', /^(?:m|met(?:re|er)s?)$/],
  ['km', /^(?:km|kilomet(?:re|er)s?)$/],
  ['cm', /^(?:cm|[cz]entimet(?:re|er)s?)$/],
  ['l', /^(?:l|lit(?:re|er)s?)$/],
  ['min', /^(?:min|mins|minutes?|minuten?)$/],
  ['h', /^(?:h|hrs?|hours?|stunden?)$/],
  ['d', /^(?:days?|tage?n?)$/],
  ['y', /^(?:years?|jahre?n?)$/],
  ['°', /^(?:°.*|degrees?|grad)$/],
  ['%', /^(?:%|percent|prozent)$/],
];

/** Empty for what is no unit: the noun that is counted. */
const unitOf = ({ unit }: Quantity): string => UNITS.find(([, pattern]) => pattern.test(unit))?.[0] ?? '';

/** Only numbers that could be meant count: of the same unit, and not those inside codes. */
function weighRanges(ranges: readonly NumberRange[], sentence: string): number[] {
  if (ranges.length === 0) return [];
  const there = findQuantities(sentence.replace(CODE, ' '));
  return ranges.map(({ least, most, open, unit }) => {
    const meant = there.filter((quantity) => unit === '' || unitOf(quantity) === unit);
    if (meant.length === 0) return 0;
    const within = meant.some(({ value }) => (open ? value > least && value < most : value >= least && value <= most));
    return within ? 1 : -1;
  });
}

/** The words right after a negation, up to the next comma. */
function deniedWords(text: string): Word[] {
  return findNegations(text).flatMap(({ end }) => {
    const rest = text.slice(end);
    const clause = rest.slice(0, /[,;:.?!]|\b(?:and|but|und|aber)\b/iu.exec(rest)?.index ?? rest.length);
    return contentWords(clause, true).slice(0, DENIED_WORDS);
  });
}

const FREE = /^[\s-]*(?:free|less|frei|los)(?![\p{L}])/iu;

/** 1 where the sentence denies it too, -1 where it says it, 0 where it speaks of something else. */
function weighDenial(denied: readonly Word[], sentence: string): number {
  if (denied.length === 0) return 0;
  const negations = findNegations(sentence);
  const held = contentWords(sentence).filter((word) => denied.some((asked) => likeness(asked, word) >= 0.6));
  if (held.length === 0) return negations.length > 0 ? 0.3 : 0;
  const deniesIt = held.some(
    ({ start, end }) =>
      FREE.test(sentence.slice(end)) ||
      /(?:free|less|frei|los)$/iu.test(sentence.slice(start, end)) ||
      negations.some((negation) => near(sentence, negation.end, start) || near(sentence, end, negation.start)),
  );
  return deniesIt ? 1 : -1;
}

/** No clause ends between them, and little stands there. */
const near = (sentence: string, from: number, to: number): boolean =>
  to >= from && to - from <= REACH && !/[,;.]/.test(sentence.slice(from, to));
