import { stemGerman } from './stem-de.ts';
import { stemEnglish } from './stem-en.ts';

/** One indexed form in a text. */
export interface Token {
  /** Folded, not stemmed. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** Of the word in the text, from 0. A code and its first part share one. */
  readonly position: number;
  /**
   * `part`: a word, or a part of a code. `code`: a number or code as a whole, beside its parts (`inv-2025-03`).
   * `last`: the last character of a CJK run, beside the pair that ends in it, so that every single one can be found.
   */
  readonly role: 'part' | 'code' | 'last';
}

/** Longer terms are cut: nobody types them, and they would fill the dictionary. */
const MAX_TERM_LENGTH = 64;

const CJK = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Bopomofo}';
/** Format characters that may stand inside a word: soft hyphen, joiners, direction marks. */
const INVISIBLE = '\\u00AD\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF';
/** A run of words with single joiners between, so that codes are seen whole. */
const RUN = new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}${INVISIBLE}]|[-._/:,@+'’](?=[\\p{L}\\p{N}]))*`, 'gu');
const CJK_RUN = new RegExp(`(?:(?=[\\p{L}\\p{N}])[${CJK}][\\p{M}ﾞﾟ]*)+`, 'gu');
const CJK_ANY = new RegExp(`[${CJK}]`, 'u');
const CLUSTER = /[\s\S][\p{M}ﾞﾟ]*/gu;
const ASCII_WORD = /^[A-Za-z0-9]+$/;
const PART = new RegExp(`[\\p{L}\\p{N}\\p{M}${INVISIBLE}]+`, 'gu');

/** The words of a text in order, each with its place. Linear in the length of the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (const run of text.matchAll(RUN)) position = pushRun(tokens, run[0], run.index, position);
  return tokens;
}

function pushRun(tokens: Token[], run: string, start: number, position: number): number {
  if (ASCII_WORD.test(run)) {
    tokens.push({ term: foldTerm(run), start, end: start + run.length, position, role: 'part' });
    return position + 1;
  }
  if (CJK_ANY.test(run)) return pushMixed(tokens, run, start, position);
  return pushWords(tokens, run, start, position);
}

function pushMixed(tokens: Token[], run: string, start: number, position: number): number {
  let done = 0;
  let next = position;
  for (const found of run.matchAll(CJK_RUN)) {
    next = pushWords(tokens, run.slice(done, found.index), start + done, next);
    next = pushPairs(tokens, found[0], start + found.index, next);
    done = found.index + found[0].length;
  }
  return pushWords(tokens, run.slice(done), start + done, next);
}

function pushWords(tokens: Token[], run: string, start: number, position: number): number {
  let next = position;
  const parts = [...run.matchAll(PART)];
  if (parts.length > 1 && /\p{N}/u.test(run)) pushCode(tokens, run, start, position);
  for (const [i, part] of parts.entries()) {
    if (i > 0 && part[0].length === 1 && isPossessive(run, part)) continue;
    const term = foldTerm(part[0]);
    if (term === '') continue;
    const from = start + part.index;
    tokens.push({ term, start: from, end: from + part[0].length, position: next++, role: 'part' });
  }
  return next;
}

const isPossessive = (run: string, part: RegExpExecArray): boolean =>
  (part[0] === 's' || part[0] === 'S') && /['’]/.test(run[part.index - 1] ?? '');

function pushCode(tokens: Token[], run: string, start: number, position: number): void {
  if (run.length > 2 * MAX_TERM_LENGTH) return;
  const from = run.search(/[\p{L}\p{N}]/u);
  const end = run.length - (/[^\p{L}\p{N}]*$/u.exec(run)?.[0].length ?? 0);
  if (end - from > MAX_TERM_LENGTH) return;
  const term = foldTerm(run.slice(from, end));
  tokens.push({ term, start: start + from, end: start + end, position, role: 'code' });
}

function pushPairs(tokens: Token[], run: string, start: number, position: number): number {
  const clusters = [...run.matchAll(CLUSTER)];
  let next = position;
  for (const [i, cluster] of clusters.entries()) {
    const after = clusters[i + 1];
    const source = cluster[0] + (after?.[0] ?? '');
    const from = start + cluster.index;
    const role = after === undefined && i > 0 ? 'last' : 'part';
    tokens.push({ term: foldTerm(source), start: from, end: from + source.length, position: next++, role });
  }
  return next;
}

/** Accents, and the points of Hebrew and Arabic. */
const POINTS = /(?=\p{M})(?:[\u0300-\u036F]|[\u0591-\u05C7]|[\u0610-\u061A]|[\u064B-\u065F]|\u0670)/gu;
const PLAIN = /^[a-z0-9]*$/;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/**
 * One spelling for what a person would search as one: NFKC, lower case, without accents (Latin, Greek, Cyrillic, Arabic
 * and Hebrew points; the marks of Indic scripts and kana carry meaning and stay), `ß` as `ss`.
 */
export function foldTerm(word: string): string {
  // Cut first: ordering the marks of an endless word takes more than linear time.
  const lower = word.slice(0, 4 * MAX_TERM_LENGTH).toLowerCase();
  if (PLAIN.test(lower)) return lower.slice(0, MAX_TERM_LENGTH);
  return lower
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Cf}/gu, '')
    .replace(POINTS, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter] ?? letter)
    .slice(0, MAX_TERM_LENGTH);
}

/** Languages that are stemmed, as bits; a text of unknown language is taken for either. */
const ENGLISH = 1;
const GERMAN = 2;
export const EITHER = ENGLISH | GERMAN;

export function stemLanguages(language: string): number {
  if (language === 'en') return ENGLISH;
  if (language === 'de') return GERMAN;
  return language === 'und' ? EITHER : 0;
}

/** Keys under which the forms of one word meet: `e:boil` for boil, boils, boiled; `d:` for German. */
export function stemKeys(term: string, languages: number): string[] {
  if (languages === 0 || term.length < 3 || !/^[a-z]+$/.test(term)) return [];
  const keys: string[] = [];
  if (languages & ENGLISH) keys.push(`e:${stemEnglish(term)}`);
  if (languages & GERMAN) keys.push(`d:${stemGerman(term)}`);
  return keys;
}

/** The language, as a bit, of a key that `stemKeys` made. */
export const languageOfKey = (key: string): number => (key.startsWith('e') ? ENGLISH : GERMAN);

/** Stem keys for a word of a query: also as if `ae`, `oe`, `ue` stood for umlauts, or umlauts had been written so. */
export function queryStemKeys(written: string, term: string, languages: number): string[] {
  const keys = stemKeys(term, languages);
  if (!(languages & GERMAN)) return keys;
  const joined = term.replace(/([aou])e/g, '$1');
  if (joined !== term) keys.push(...stemKeys(joined, GERMAN));
  const spelled = foldTerm(
    written
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöü]/g, (letter) => `${letter}e`),
  );
  if (spelled !== term) keys.push(...stemKeys(spelled, GERMAN));
  return keys;
}
