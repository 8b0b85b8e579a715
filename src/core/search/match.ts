import { EITHER, languageOfKey, queryStemKeys } from './analyze.ts';
import type { IndexState, Source } from './index-state.ts';
import { PostingCursor } from './posting-list.ts';
import type { PhraseWord, QueryClause } from './query.ts';
import type { WordReason } from './search-index.ts';
import { compareTerms, type Terms } from './term-dictionary.ts';

export type How = WordReason['how'];

/** Terms that one prefix stands for in one segment, at most. */
const MAX_EXPANSIONS = 1024;

/** Told of each living chunk that a clause matches, and how often. */
type VisitChunk = (doc: number, inText: number, inHeading: number, how: How) => void;
/** Told of each item whose title or tags a clause matches. */
type VisitItem = (slot: number, inTitle: number, inTags: number, how: How) => void;

/** A clause of the query with its terms looked up. */
export interface Matcher {
  readonly written: string;
  readonly kind: QueryClause['type'];
  /** `only`: 1 for the documents that are of interest; without it all are. */
  visitChunks(visit: VisitChunk, only?: Uint8Array): void;
  visitItems(visit: VisitItem): void;
}

interface FoundTerm {
  readonly id: number;
  readonly how: How;
  /** Languages in which it is a form of the word, where `how` is `stem`. */
  readonly languages: number;
  /** It also begins like the word: in other languages it is found as that. */
  readonly begins: boolean;
}

/** `typing`: a word that the query ends in also stands for words that begin with it. */
export function createMatcher(state: IndexState, clause: QueryClause, typing: boolean): Matcher {
  if (clause.type === 'phrase') return new PhraseMatcher(state, clause.written, clause.words);
  const terms = new TermMatcher(state, clause, typing);
  if (clause.type === 'word' && clause.parts.length > 1 && terms.isEmpty) {
    return new PhraseMatcher(state, clause.written, clause.parts);
  }
  return terms;
}

class TermMatcher implements Matcher {
  readonly written: string;
  readonly kind: 'word' | 'prefix';
  readonly #state: IndexState;
  readonly #found: readonly { readonly source: Source; readonly terms: readonly FoundTerm[] }[];
  readonly #fields: readonly FoundTerm[];

  constructor(state: IndexState, clause: Exclude<QueryClause, { type: 'phrase' }>, typing: boolean) {
    this.written = clause.written;
    this.kind = clause.type;
    this.#state = state;
    const keys = clause.type === 'word' ? queryStemKeys(clause.written, clause.term, EITHER) : [];
    const prefixed = clause.type === 'prefix' || (clause.open && typing && clause.term.length > 1);
    const find = (terms: Terms): FoundTerm[] => findTerms(terms, clause.term, keys, prefixed);
    this.#found = state.sources().map((source) => ({ source, terms: find(source.postings) }));
    this.#fields = find(state.fields);
  }

  /** Whether nothing that lives matches. */
  get isEmpty(): boolean {
    let empty = true;
    const see = (): void => {
      empty = false;
    };
    this.visitItems(see);
    this.visitChunks(see);
    return empty;
  }

  visitChunks(visit: VisitChunk, only?: Uint8Array): void {
    const slots = this.#state.docSlots;
    for (const { source, terms } of this.#found) {
      for (const term of terms) {
        const cursor = new PostingCursor(source.postings.postings(term.id));
        while (cursor.next()) {
          const doc = source.base + cursor.doc;
          if (only !== undefined && only[doc] !== 1) continue;
          const slot = slots[doc] ?? -1;
          const how = slot < 0 ? null : this.#howIn(slot, term);
          if (how !== null) visit(doc, cursor.inText, cursor.inHeading, how);
        }
      }
    }
  }

  visitItems(visit: VisitItem): void {
    for (const term of this.#fields) {
      this.#state.fields.visit(term.id, (slot, inTitle, inTags) => {
        const how = this.#howIn(slot, term);
        if (how !== null) visit(slot, inTitle, inTags, how);
      });
    }
  }

  /** A form of a word counts as one only in texts of its language. */
  #howIn(slot: number, { how, languages, begins }: FoundTerm): How | null {
    if (how !== 'stem' || this.#state.languagesOf(slot) & languages) return how;
    return begins ? 'prefix' : null;
  }
}

/** In order of the terms, however the index is cut into segments, so that sums come out the same. */
function findTerms(terms: Terms, term: string, keys: readonly string[], prefixed: boolean): FoundTerm[] {
  const exact = terms.findTerm(term);
  const languages = new Map<number, number>();
  for (const key of keys) {
    const stems = terms.findStem(key);
    for (let i = 0; i < stems.length; i++) {
      const id = stems[i] ?? 0;
      languages.set(id, (languages.get(id) ?? 0) | languageOfKey(key));
    }
  }
  const begun = new Set(prefixed ? terms.findPrefix(term, MAX_EXPANSIONS) : []);
  const others = [...new Set([...languages.keys(), ...begun])].filter((id) => id !== exact);
  others.sort((a, b) => compareTerms(terms.termAt(a), terms.termAt(b)));
  const found = others.map((id): FoundTerm => {
    const stemmed = languages.get(id) ?? 0;
    return { id, how: stemmed === 0 ? 'prefix' : 'stem', languages: stemmed, begins: begun.has(id) };
  });
  return exact < 0 ? found : [{ id: exact, how: 'exact', languages: 0, begins: false }, ...found];
}

/** Words in exactly this order, in exactly this form. */
class PhraseMatcher implements Matcher {
  readonly kind = 'phrase';
  readonly written: string;
  readonly #state: IndexState;
  readonly #words: readonly PhraseWord[];

  constructor(state: IndexState, written: string, words: readonly PhraseWord[]) {
    this.#state = state;
    this.written = written;
    this.#words = words;
  }

  visitChunks(visit: VisitChunk, only?: Uint8Array): void {
    for (const source of this.#state.sources()) this.#visitSource(source, visit, only);
  }

  visitItems(visit: VisitItem): void {
    const [first] = this.#words;
    if (first === undefined) return;
    const { fields } = this.#state;
    const id = fields.findTerm(first.term);
    if (id < 0) return;
    fields.visit(id, (slot, _, firstInTags) => {
      const title = fields.titleOf(slot);
      const inTitle = title.filter((_, i) =>
        this.#words.every(({ term, offset }) => title[i + offset] === term),
      ).length;
      const inTags = this.#words.length === 1 ? firstInTags : 0;
      if (inTitle + inTags > 0) visit(slot, inTitle, inTags, 'phrase');
    });
  }

  #visitSource({ postings, base }: Source, visit: VisitChunk, only?: Uint8Array): void {
    const ids = this.#words.map(({ term }) => postings.findTerm(term));
    if (ids.includes(-1)) return;
    const cursors = ids.map((id) => new PostingCursor(postings.postings(id)));
    for (let doc = nextCommon(cursors, 0); doc >= 0; doc = nextCommon(cursors, doc + 1)) {
      if ((this.#state.docSlots[base + doc] ?? -1) < 0 || (only !== undefined && only[base + doc] !== 1)) continue;
      const inHeading = cursors[0]?.inHeading ?? 0;
      const starts = this.#starts(cursors);
      if (starts.length === 0) continue;
      const early = starts.filter((index) => index < inHeading).length;
      visit(base + doc, starts.length - early, early, 'phrase');
    }
  }

  /** Which occurrences of the first word begin the phrase. */
  #starts(cursors: readonly PostingCursor[]): number[] {
    const [first = [], ...others] = cursors.map((cursor) => cursor.places());
    const sets = others.map((places) => new Set(places));
    return first.flatMap((place, index) => {
      return sets.every((set, i) => set.has(place + (this.#words[i + 1]?.offset ?? 0))) ? [index] : [];
    });
  }
}

/** Moves all cursors to the first document from `from` on that they share; -1 where there is none. */
function nextCommon(cursors: readonly PostingCursor[], from: number): number {
  let target = from;
  for (let agreed = 0; agreed < cursors.length; ) {
    agreed = 0;
    for (const cursor of cursors) {
      while (cursor.doc < target) if (!cursor.next()) return -1;
      if (cursor.doc === target) agreed++;
      else target = cursor.doc;
    }
  }
  return cursors.length === 0 ? -1 : target;
}
