import type { Span } from '../items/item.ts';
import { findDates } from './dates.ts';

/** A number in a text with what it counts. `value` is null where it is no plain number (`3/4`, `B-12`). */
export interface Quantity extends Span {
  readonly value: number;
  /** Folded unit or the currency's sign; empty where none is written. */
  readonly unit: string;
  readonly money: boolean;
}

const WORDS: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value] as const),
  ...'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'
    .split(' ')
    .map((word, value) => [word, value] as const),
  ['dozen', 12],
  ['dutzend', 12],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['hundred', 100],
  ['once', 1],
  ['twice', 2],
  ['einmal', 1],
  ['zweimal', 2],
  ['dreimal', 3],
]);

const WRITTEN = [...WORDS.keys()].toSorted((a, b) => b.length - a.length).join('|');
const AMOUNT =
  "\\d{1,2}:[0-5]\\d(?!\\d)|\\d{1,3}(?:[.,' \u00a0\u202f]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d+)?";
const CURRENCY = '€|£|\\$|CHF|EUR|USD|GBP|euros?|pounds?|dollars?|cents?|Franken';
const UNIT = '%|°\\s?[CF]?|[\\p{L}µ²³/]{1,14}';
const QUANTITY = new RegExp(
  `(?<sign>${CURRENCY})?\\s?(?<![\\p{L}\\d])(?<amount>${AMOUNT})(?:[\\s\u00a0-]?(?<unit>${CURRENCY}|${UNIT}))?|(?<![\\p{L}])(?<word>${WRITTEN})(?![\\p{L}])(?:[\\s-](?<wordUnit>\\p{L}{1,14}))?`,
  'giu',
);
const IS_CURRENCY = new RegExp(`^(?:${CURRENCY})$`, 'i');

/** The numbers of a text, written in figures or words, English or German; those inside dates are left to `findDates`. */
export function findQuantities(text: string): Quantity[] {
  const dates = findDates(text).filter(({ month, day, year }) => year === null || month !== null || day !== null);
  const found: Quantity[] = [];
  for (const match of text.matchAll(QUANTITY)) {
    const { sign, amount, unit, word, wordUnit } = match.groups ?? {};
    const lead = match[0].length - match[0].trimStart().length;
    const start = match.index + lead;
    const end = match.index + match[0].length;
    if (dates.some((date) => start < date.end && start >= date.start)) continue;
    const value = word === undefined ? parseAmount(amount ?? '') : (WORDS.get(word.toLowerCase()) ?? Number.NaN);
    if (Number.isNaN(value)) continue;
    const written = unit ?? wordUnit ?? '';
    const clock = amount?.includes(':') === true;
    const money = sign !== undefined || IS_CURRENCY.test(written);
    found.push({ start, end, value, unit: clock ? ':' : (sign ?? written).toLowerCase(), money });
  }
  return found;
}

/** `10:30` as 10.5 hours; `1,234.5`, `1.234,5`, `1 234`, `1'234`, `2,5` and `2.5` as numbers; a single group of three after a point or comma is thousands. */
export function parseAmount(text: string): number {
  if (text.includes(':')) return text.split(':').reduce((sum, part, i) => sum + Number(part) / 60 ** i, 0);
  const compact = text.replace(/[\s\u00a0\u202f']/g, '');
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  if (last < 0) return Number(compact);
  const mark = compact[last] ?? '.';
  const groups = compact.split(mark).length - 1;
  const both = compact.includes('.') && compact.includes(',');
  const thousands = !both && compact.length - last === 4 && (groups > 1 || !compact.startsWith('0'));
  if (thousands) return Number(compact.replace(/[.,]/g, ''));
  return Number(`${compact.slice(0, last).replace(/[.,]/g, '')}.${compact.slice(last + 1)}`);
}

const TIME =
  /(?<![\d:.])(?:[01]?\d|2[0-3])(?::[0-5]\d|\.[0-5]\d(?=\s*(?:Uhr|am|pm|h\b)))(?:\s*(?:Uhr|[ap]\.?m\.?))?|(?<![\d.,])\d{1,2}\s*(?:Uhr|[ap]\.?m\b\.?|o'clock)|\b(?:noon|midnight|mittags|mitternachts)\b/giu;

export const findTimes = (text: string): Span[] =>
  Array.from(text.matchAll(TIME), (match) => ({ start: match.index, end: match.index + match[0].length }));

const NAME =
  /(?<![\p{L}\d])(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Sr|Sra)\.?\s+)?(?:\p{Lu}[\p{L}'’-]+|\p{Lu}\.)(?:\s+(?:van|von|de|der|den|del|la|le|zu)(?=\s+\p{Lu}))*(?:\s+(?:\p{Lu}[\p{L}'’-]+|\p{Lu}\.(?=\s\p{Lu})|&(?=\s+\p{Lu})))*/gu;
const TITLE = /^(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Sr|Sra)\b/;
const NOT_NAMES = new Set(
  (
    'the a an this that these those it he she we they i you in on at for from to of and but or if when where what who how why no not ' +
    'all each every one two three four five our my his her their there then there’s yes after before since because with without ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september ' +
    'october november december der die das ein eine er sie es wir ihr ich im am den dem des zum zur von vom bei mit und oder aber ' +
    'nicht kein keine wenn dann als wie was wer wo montag dienstag mittwoch donnerstag freitag samstag sonntag'
  ).split(' '),
);

export interface FoundName extends Span {
  /** Has a title before it, or several words, or does not stand at a sentence's start. */
  readonly sure: boolean;
}

/** Runs of capitalised words. In German every noun is one, so only runs of two and names with a title are sure there. */
export function findNames(text: string, language: string): FoundName[] {
  const names: FoundName[] = [];
  for (const match of text.matchAll(NAME)) {
    let [start, found] = [match.index, match[0]];
    for (
      let first = /^\S+/.exec(found)?.[0] ?? '';
      NOT_NAMES.has(first.toLowerCase());
      first = /^\S+/.exec(found)?.[0] ?? ''
    ) {
      const rest = found.slice(first.length).trimStart();
      start += found.length - rest.length;
      found = rest;
    }
    if (found.length < 2) continue;
    const several = /\s/.test(found);
    const first = text.slice(0, start).trim() === '' || /[.!?:]["'”’)]*\s+$/.test(text.slice(0, start));
    names.push({
      start,
      end: start + found.length,
      sure: TITLE.test(found) || several || (language !== 'de' && !first),
    });
  }
  return names;
}

const NEGATION =
  /(?<![\p{L}])(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|hardly|\p{L}+n['’]t|nicht|kein\p{L}*|nie|niemals|ohne|niemand|nichts|weder)(?![\p{L}])/giu;

export const findNegations = (text: string): Span[] =>
  Array.from(text.matchAll(NEGATION), (match) => ({ start: match.index, end: match.index + match[0].length }));

const PLACE =
  /(?<![\p{L}])(?:in|at|on|under|behind|beside|near|from|to|into|inside|below|above|between|opposite|next to|im|am|auf|unter|hinter|neben|bei|beim|nach|aus|vom|zum|zur|an|über|zwischen)\s+(?:the|a|an|our|his|her|their|my|der|dem|den|die|das|einer|einem|unserer|unserem)?\s*(?:[\p{L}\d'’-]+)(?:\s+(?:of|the|to|and|in|left|right|von|der|des|\p{Lu}[\p{L}'’-]+|[\p{Ll}'’-]{4,}))*/gu;

/** Phrases that may say where; dates are not among them. */
export function findPlaces(text: string): Span[] {
  const dates = findDates(text);
  return Array.from(text.matchAll(PLACE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  })).filter((span) => !dates.some((date) => date.start < span.end && span.start < date.end));
}
