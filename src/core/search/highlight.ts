import type { Span } from '../items/item.ts';
import { queryStemKeys, stemKeys, stemLanguages, type Token, tokenize } from './analyze.ts';
import { type PhraseWord, parseQuery, type QueryClause } from './query.ts';
import { isStopword } from './stopwords.ts';

/** Letters that an unfinished last word must have before words that begin with it are marked. */
const MIN_OPEN_LENGTH = 3;

/** A range of a text that a clause of the query matches. */
export interface Mark extends Span {
  /** Which clause, from 0. */
  readonly clause: number;
}

/** Ranges in `text` of the words that `query` matches, in order, without overlaps. */
export function highlight(query: string, text: string, language: string): Span[] {
  return joinSpans(markMatches(query, text, language));
}

/** Ranges in order of their start, those that overlap as one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans) {
    const last = joined.at(-1);
    if (last === undefined || start >= last.end) joined.push({ start, end });
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return joined;
}

/** Each match by itself, by start; ranges of different clauses may overlap. */
export function markMatches(query: string, text: string, language: string): Mark[] {
  const tokens = tokenize(text);
  const read: ReadText = {
    tokens,
    words: tokens.filter(({ role }) => role !== 'code'),
    keys: new Map(),
    languages: stemLanguages(language),
  };
  const marks = tellingClauses(parseQuery(query).clauses).flatMap((clause, index) => {
    return spansOf(clause, read).map((span) => ({ ...span, clause: index }));
  });
  return marks.sort((a, b) => a.start - b.start || a.end - b.end);
}

function tellingClauses(clauses: readonly QueryClause[]): readonly QueryClause[] {
  const telling = clauses.filter((clause) => clause.type !== 'word' || !isStopword(clause.term));
  return telling.length > 0 ? telling : clauses;
}

interface ReadText {
  readonly tokens: readonly Token[];
  /** With the place of each as its index. */
  readonly words: readonly Token[];
  readonly languages: number;
  /** Stem keys of the text's terms, as far as they were asked for. */
  readonly keys: Map<string, readonly string[]>;
}

function keysOf({ keys, languages }: ReadText, term: string): readonly string[] {
  let known = keys.get(term);
  if (known === undefined) {
    known = stemKeys(term, languages);
    keys.set(term, known);
  }
  return known;
}

function spansOf(clause: QueryClause, read: ReadText): Span[] {
  const { tokens, words, languages } = read;
  if (clause.type === 'phrase') return phraseSpans(clause.words, words);
  const keys = new Set(clause.type === 'word' ? queryStemKeys(clause.written, clause.term, languages) : []);
  const open = clause.type === 'prefix' || (clause.open && clause.term.length >= MIN_OPEN_LENGTH);
  const found = tokens.filter(
    ({ term }) =>
      term === clause.term ||
      (open && term.startsWith(clause.term)) ||
      (keys.size > 0 && keysOf(read, term).some((key) => keys.has(key))),
  );
  return found.length === 0 && clause.type === 'word' ? phraseSpans(clause.parts, words) : found.map(toSpan);
}

/** `words` are a text's tokens with the place of each as its index. */
function phraseSpans(phrase: readonly PhraseWord[], words: readonly Token[]): Span[] {
  const last = phrase.at(-1);
  if (last === undefined) return [];
  return words.flatMap((token, at) => {
    if (!phrase.every(({ term, offset }) => words[at + offset]?.term === term)) return [];
    return [{ start: token.start, end: words[at + last.offset]?.end ?? token.end }];
  });
}

const toSpan = ({ start, end }: Token): Span => ({ start, end });
