import { EITHER, queryStemKeys, stemKeys, stemLanguages, tokenize } from '../search/analyze.ts';
import { isStopword } from '../search/stopwords.ts';

/** A word that carries content, with the keys under which its forms meet. */
export interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly keys: readonly string[];
}

/** Forms that no stemmer joins: irregular English pasts and plurals, and words that questions use for one another. */
const BASE_FORMS: ReadonlyMap<string, string> = new Map(
  (
    'bought:buy paid:pay went:go gone:go saw:see seen:see made:make took:take taken:take gave:give given:give told:tell ' +
    'said:say wrote:write written:write built:build broke:break broken:break chose:choose chosen:choose drove:drive ' +
    'ate:eat eaten:eat fell:fall fallen:fall felt:feel flew:fly found:find got:get gotten:get grew:grow grown:grow ' +
    'held:hold kept:keep knew:know known:know left:leave lent:lend lost:lose met:meet ran:run sold:sell sent:send ' +
    'slept:sleep spent:spend spoke:speak stood:stand swam:swim taught:teach thought:think threw:throw thrown:throw ' +
    'wore:wear won:win began:begin begun:begin brought:bring came:come caught:catch drank:drink drew:draw led:lead ' +
    'laid:lay rose:rise shot:shoot sang:sing sank:sink stole:steal stolen:steal children:child people:person ' +
    'feet:foot teeth:tooth mice:mouse leaves:leaf shelves:shelf knives:knife loaves:loaf halves:half lives:life ' +
    'kilos:kg kilo:kg kilograms:kg kilogram:kg kilogramm:kg grams:g kilometres:km kilometers:km kilometre:km kilometer:km ' +
    'litre:liter litres:liter meter:metre centimetres:cm zentimeter:cm pence:penny older:old oldest:old bigger:big longest:long cheaper:cheap better:good best:good labelled:label worse:bad worst:bad'
  )
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([form = '', base = '']) => [form, base] as const),
);

/** Keys of words already met: stemming is most of the work, and texts repeat themselves. */
export type KeyCache = Map<string, readonly string[]>;

/** The words of a text that carry content, in order. `asked`: also under the keys that a question's spelling may miss. */
export function contentWords(text: string, asked = false, cache: KeyCache = new Map()): Word[] {
  const words: Word[] = [];
  for (const { term, start, end, role } of tokenize(text)) {
    if (role === 'last' || isStopword(term) || (term.length < 2 && !/\d/.test(term))) continue;
    const keys = cache.get(term) ?? keysOf(text.slice(start, end), term, asked);
    cache.set(term, keys);
    words.push({ term, start, end, keys });
  }
  return words;
}

function keysOf(written: string, term: string, asked: boolean): string[] {
  const base = BASE_FORMS.get(term);
  const keys = asked ? queryStemKeys(written, term, EITHER) : stemKeys(term, EITHER);
  const all = [`t:${term}`, ...keys];
  if (base !== undefined) all.push(`t:${base}`, ...stemKeys(base, EITHER));
  const participle = /^(\p{L}{0,4})ge(\p{L}{3,})(?:t|en)$/u.exec(term);
  if (participle)
    all.push(
      ...stemKeys(`${participle[1]}${participle[2]}en`, stemLanguages('de')),
      `d:${participle[1]}${participle[2]}`,
    );
  return [...new Set(all)];
}

/** How far two words are the same: 1 the same or a form of it, less where one is part of a compound, 0 otherwise. */
export function likeness(a: Word, b: Word): number {
  for (const key of a.keys) if (b.keys.includes(key)) return 1;
  const [short, long] = a.term.length <= b.term.length ? [a.term, b.term] : [b.term, a.term];
  if (short.length < 4 || /\d/.test(short)) return 0;
  if (long.startsWith(short)) return short.length >= 5 || long.length - short.length <= 3 ? 0.75 : 0.5;
  if (short.length >= 5 && long.includes(short)) return 0.6;
  return commonStart(short, long) >= Math.max(5, short.length - 2) ? 0.6 : 0;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
