import { queryStemKeys, stemLanguages } from './analyze.ts';
import type { IndexState, Source } from './index-state.ts';
import type { FieldCounts } from './item-fields.ts';
import { PostingCursor } from './posting-list.ts';
import type { PhraseWord, QueryClause } from './query.ts';
import type { HitReason } from './search-index.ts';
import { compareTerms, type Terms } from './term-dictionary.ts';

export type How = HitReason['how'];

/** Terms that one prefix stands for in one segment, at most. */
const MAX_EXPANSIONS = 1024;

/** Told of each living chunk that a clause matches, and how often. */
export type VisitChunk = (doc: number, inText: number, inHeading: number, how: How) => void;
/** Told of each item whose title or tags a clause matches. */
export type VisitItem = (slot: number, counts: Readonly<FieldCounts>, how: How) => void;

/** A clause of the query with its terms looked up. */
export interface Matcher {
  readonly written: string;
  readonly kind: QueryClause['type'];
  visitChunks(visit: VisitChunk): void;
  visitItems(visit: VisitItem): void;
}

interface FoundTerm {
  readonly id: number;
  readonly how: How;
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
    const keys = clause.type === 'word' ? queryStemKeys(clause.written, clause.term, stemLanguages('und')) : [];
    const prefixed = clause.type === 'prefix' || (clause.open && typing && clause.term.length > 1);
    const find = (terms: Terms): FoundTerm[] => findTerms(terms, clause.term, keys, prefixed);
    this.#found = state.sources().map((source) => ({ source, terms: find(source.postings) }));
    this.#fields = find(state.fields);
  }

  get isEmpty(): boolean {
    return this.#fields.length === 0 && this.#found.every(({ terms }) => terms.length === 0);
  }

  visitChunks(visit: VisitChunk): void {
    const slots = this.#state.docSlots;
    for (const { source, terms } of this.#found) {
      for (const { id, how } of terms) {
        const cursor = new PostingCursor(source.postings.postings(id));
        while (cursor.next()) {
          const doc = source.base + cursor.doc;
          if ((slots[doc] ?? -1) >= 0) visit(doc, cursor.inText, cursor.inHeading, how);
        }
      }
    }
  }

  visitItems(visit: VisitItem): void {
    for (const { id, how } of this.#fields) {
      for (const [slot, counts] of this.#state.fields.postings(id)) visit(slot, counts, how);
    }
  }
}

/** In an order that does not depend on how the index is cut into segments, so that sums come out the same. */
function findTerms(terms: Terms, term: string, keys: readonly string[], prefixed: boolean): FoundTerm[] {
  const found = new Map<number, How>();
  const exact = terms.findTerm(term);
  if (exact >= 0) found.set(exact, 'exact');
  const stems = keys.flatMap((key) => Array.from(terms.findStem(key)));
  stems.sort((a, b) => compareTerms(terms.termAt(a), terms.termAt(b)));
  const begun = prefixed ? terms.findPrefix(term, MAX_EXPANSIONS) : [];
  for (const id of stems) if (!found.has(id)) found.set(id, 'stem');
  for (const id of begun) if (!found.has(id)) found.set(id, 'prefix');
  return Array.from(found, ([id, how]) => ({ id, how }));
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

  visitChunks(visit: VisitChunk): void {
    for (const source of this.#state.sources()) this.#visitSource(source, visit);
  }

  visitItems(visit: VisitItem): void {
    const [first] = this.#words;
    if (first === undefined) return;
    const { fields } = this.#state;
    const id = fields.findTerm(first.term);
    if (id < 0) return;
    for (const [slot, counts] of fields.postings(id)) {
      const title = fields.titleOf(slot);
      const inTitle = title.filter((_, i) =>
        this.#words.every(({ term, offset }) => title[i + offset] === term),
      ).length;
      const inTags = this.#words.length === 1 ? counts.inTags : 0;
      if (inTitle + inTags > 0) visit(slot, { inTitle, inTags }, 'phrase');
    }
  }

  #visitSource({ postings, base }: Source, visit: VisitChunk): void {
    const ids = this.#words.map(({ term }) => postings.findTerm(term));
    if (ids.includes(-1)) return;
    const cursors = ids.map((id) => new PostingCursor(postings.postings(id)));
    for (let doc = nextCommon(cursors, 0); doc >= 0; doc = nextCommon(cursors, doc + 1)) {
      if ((this.#state.docSlots[base + doc] ?? -1) < 0) continue;
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
