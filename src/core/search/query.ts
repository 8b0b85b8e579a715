import { tokenize } from './analyze.ts';
import { bothFilters, isOperator, OPERATORS, type Operator, readFilter } from './read-filter.ts';
import type { SearchFilters, SearchNote } from './search-index.ts';
import type { When } from './zoned-days.ts';

/** Characters of a query that are read; the rest is cut off, with a note. */
const MAX_QUERY_LENGTH = 2000;
/** Words of a query that are searched, those of phrases counted singly. */
const MAX_QUERY_WORDS = 32;

interface QueryWord {
  /** As written. */
  readonly written: string;
  /** Folded. */
  readonly term: string;
}

export interface PhraseWord {
  readonly term: string;
  /** Words after the first of the phrase. */
  readonly offset: number;
}

export type QueryClause =
  | ({
      readonly type: 'word';
      /** The query ends in this word: the person may still be typing it. */
      readonly open: boolean;
      /** A code's parts in order (`inv`, `2025`, `03`), for texts that write it otherwise. */
      readonly parts: readonly PhraseWord[];
    } & QueryWord)
  | ({ readonly type: 'prefix' } & QueryWord)
  | { readonly type: 'phrase'; readonly written: string; readonly words: readonly PhraseWord[] };

/** A query, read and checked. What could not be understood stands in `notes`, and is left out. */
export interface ParsedQuery {
  readonly clauses: readonly QueryClause[];
  /** What must not occur in the item. */
  readonly not: readonly QueryClause[];
  readonly filters: SearchFilters;
  /** Filters whose items are left out: `-kind:mail`. */
  readonly without: readonly SearchFilters[];
  readonly notes: readonly SearchNote[];
  /** Filters whose value says nothing, as written: what the note `bad-filter` speaks of. */
  readonly unread: readonly string[];
}

/** An operator's value, a phrase or a word, with its minus; a `"` without its fellow reaches to the end. */
const PIECE = new RegExp(`(-?)(?:(${OPERATORS.join('|')}):)?(?:"([^"]*)("|$)|([^\\s"]+))`, 'giu');

/**
 * Reads `words "a phrase" prefix* -not kind:note tag:house in:folder from:anna after:2025-03 on:"last week" -in:old`.
 * Dates are days of the zone; without `when` they are days of UTC, and `yesterday` is not understood.
 */
export function parseQuery(query: string, when: When | null = null): ParsedQuery {
  const reader = new QueryReader(when);
  const cut = query.length > MAX_QUERY_LENGTH;
  if (cut) reader.note('query-cut');
  const text = readable(query.slice(0, MAX_QUERY_LENGTH));
  for (const piece of text.matchAll(PIECE)) reader.read(piece, !cut && piece.index + piece[0].length === text.length);
  return reader.finish(text);
}

/** Without control characters, direction marks and half characters; all quotation marks as `"`. */
const readable = (query: string): string =>
  query
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200B]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[“”„‟«»＂]/g, '"')
    .replace(/(?<=^|\s)[−–](?=\S)/gu, '-');

class QueryReader {
  readonly #clauses: QueryClause[] = [];
  readonly #not: QueryClause[] = [];
  #filters: SearchFilters = {};
  readonly #without: SearchFilters[] = [];
  readonly #unread: string[] = [];
  readonly #when: When | null;
  readonly #notes = new Set<SearchNote>();
  readonly #seen = new Set<string>();
  #words = 0;

  constructor(when: When | null) {
    this.#when = when;
  }

  note(note: SearchNote): void {
    this.#notes.add(note);
  }

  read(piece: RegExpExecArray, atEnd: boolean): void {
    const [, minus = '', operator, quoted, close, bare = ''] = piece;
    if (quoted !== undefined && close === '') this.note('unclosed-quote');
    const name = operator?.toLowerCase() ?? '';
    if (isOperator(name)) this.#readFilter(name, quoted ?? bare, minus !== '', piece[0]);
    else if (atEnd && isOperator(bare.slice(0, -1).toLowerCase()) && bare.endsWith(':')) return;
    else if (quoted !== undefined) this.#readPhrase(quoted, minus !== '');
    else this.#readWords(bare, minus !== '', atEnd);
  }

  finish(text: string): ParsedQuery {
    if (this.#clauses.length === 0) this.note(/\S/.test(text) ? 'only-operators' : 'empty');
    const notes = [...this.#notes];
    const [filters, without] = [this.#filters, this.#without];
    return { clauses: this.#clauses, not: this.#not, filters, without, notes, unread: this.#unread };
  }

  #readPhrase(text: string, negative: boolean): void {
    const words = phraseOf(text);
    const [first, ...others] = words;
    if (first === undefined) return;
    if (others.length === 0 && isSingleCjk(first.term)) this.#readWords(text, negative, false);
    else this.#add({ type: 'phrase', written: text.trim(), words }, words.length, negative);
  }

  #readWords(text: string, negative: boolean, atEnd: boolean): void {
    const tokens = tokenize(text).filter((token) => token.role !== 'last');
    const codes = tokens.filter((token) => token.role === 'code');
    if (negative && tokens.length > 1 && codes.length === 0) {
      this.#readPhrase(text, true);
      return;
    }
    const used = codes.length > 0 ? codes : tokens;
    const star = /[^*]\*+$/.test(text);
    for (const [i, { term, start, end, role }] of used.entries()) {
      const written = text.slice(start, end);
      const last = i === used.length - 1;
      if ((last && star) || isSingleCjk(term)) this.#add({ type: 'prefix', written, term }, 1, negative);
      else {
        const open = last && atEnd && end === text.length && !negative;
        const parts = role === 'code' ? phraseOf(written) : [];
        this.#add({ type: 'word', written, term, open, parts }, 1, negative);
      }
    }
  }

  #add(clause: QueryClause, words: number, negative: boolean): void {
    const key = `${negative ? '-' : ''}${clause.type}:${clause.type === 'phrase' ? clause.words.map((w) => w.term).join(' ') : clause.term}`;
    if (this.#seen.has(key)) return;
    if (this.#words + words > MAX_QUERY_WORDS) {
      this.note('query-cut');
      return;
    }
    this.#seen.add(key);
    this.#words += words;
    (negative ? this.#not : this.#clauses).push(clause);
  }

  #readFilter(operator: Operator, value: string, negative: boolean, written: string): void {
    const filter = readFilter(operator, value, this.#when);
    if (filter === null) {
      this.note('bad-filter');
      this.#unread.push(written);
    } else if (negative) this.#without.push(filter);
    else this.#filters = bothFilters(this.#filters, filter);
  }
}

function phraseOf(text: string): PhraseWord[] {
  const tokens = tokenize(text).filter((token) => token.role === 'part');
  const first = tokens[0]?.position ?? 0;
  return tokens.map(({ term, position }) => ({ term, offset: position - first }));
}

const isSingleCjk = (term: string): boolean =>
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]$/u.test(term);
