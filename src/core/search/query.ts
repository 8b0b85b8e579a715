import { ITEM_KINDS, type ItemKind } from '../items/item.ts';
import { foldTerm, tokenize } from './analyze.ts';
import type { SearchFilters, SearchNote } from './search-index.ts';

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
  readonly notes: readonly SearchNote[];
}

/** An operator's value, a phrase or a word, with its minus; a `"` without its fellow reaches to the end. */
const PIECE = /(-?)(?:(kind|tag|in|after|before):)?(?:"([^"]*)("|$)|([^\s"]+))/giu;

/** Reads `words "a phrase" prefix* -not kind:note tag:house in:folder after:2025-03 before:2025`. Dates are in UTC. */
export function parseQuery(query: string): ParsedQuery {
  const reader = new QueryReader();
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

interface MutableFilters {
  kinds?: ItemKind[];
  tags?: string[];
  folder?: string;
  updatedFromMs?: number;
  updatedToMs?: number;
}

class QueryReader {
  readonly #clauses: QueryClause[] = [];
  readonly #not: QueryClause[] = [];
  readonly #filters: MutableFilters = {};
  readonly #notes = new Set<SearchNote>();
  readonly #seen = new Set<string>();
  #words = 0;

  note(note: SearchNote): void {
    this.#notes.add(note);
  }

  read(piece: RegExpExecArray, atEnd: boolean): void {
    const [, minus = '', operator, quoted, close, bare = ''] = piece;
    if (quoted !== undefined && close === '') this.note('unclosed-quote');
    if (operator !== undefined && minus === '') this.#readFilter(operator.toLowerCase(), quoted ?? bare);
    else if (operator !== undefined) this.note('bad-filter');
    else if (quoted !== undefined) this.#readPhrase(quoted, minus !== '');
    else this.#readWords(bare, minus !== '', atEnd);
  }

  finish(text: string): ParsedQuery {
    if (this.#clauses.length === 0) this.note(/\S/.test(text) ? 'only-operators' : 'empty');
    return { clauses: this.#clauses, not: this.#not, filters: this.#filters, notes: [...this.#notes] };
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

  #readFilter(operator: string, value: string): void {
    const filters = this.#filters;
    const text = value.trim();
    if (text === '') {
      this.note('bad-filter');
      return;
    }
    if (operator === 'kind') {
      this.#readKind(foldTerm(text));
      return;
    }
    if (operator === 'tag') filters.tags = [...(filters.tags ?? []), text.replace(/^#/, '')];
    else if (operator === 'in') filters.folder = text.replace(/^\/+|\/+$/g, '');
    else this.#readDate(operator, text);
  }

  #readKind(text: string): void {
    const kind = ITEM_KINDS.find((known) => known === text || `${known}s` === text);
    if (kind === undefined) {
      this.note('bad-filter');
      return;
    }
    this.#filters.kinds = [...(this.#filters.kinds ?? []), kind];
  }

  #readDate(operator: string, text: string): void {
    const startMs = startOfDate(text);
    if (startMs === null) {
      this.note('bad-filter');
      return;
    }
    if (operator === 'after') this.#filters.updatedFromMs = startMs;
    else this.#filters.updatedToMs = startMs - 1;
  }
}

function phraseOf(text: string): PhraseWord[] {
  const tokens = tokenize(text).filter((token) => token.role === 'part');
  const first = tokens[0]?.position ?? 0;
  return tokens.map(({ term, position }) => ({ term, offset: position - first }));
}

const isSingleCjk = (term: string): boolean =>
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]$/u.test(term);

/** The first instant of a UTC year, month or day (`2025`, `2025-03`, `2025-03-09`), or null where there is no such date. */
function startOfDate(text: string): number | null {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const startMs = Date.UTC(year, month - 1, day);
  const date = new Date(startMs);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year
    ? startMs
    : null;
}
