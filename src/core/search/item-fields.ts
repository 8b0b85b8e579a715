import { stemLanguages, tokenize } from './analyze.ts';
import type { IndexItem } from './search-index.ts';
import { TermDictionary } from './term-dictionary.ts';

/** How often a term occurs in an item's title and in its tags. */
export interface FieldCounts {
  inTitle: number;
  inTags: number;
}

/** Titles and tags of all items: they change without the chunks, so they are indexed by item and not by chunk. */
export class ItemFields extends TermDictionary {
  readonly #postings: Map<number, FieldCounts>[] = [];
  readonly #titles = new Map<number, readonly string[]>();
  /** Words of all titles together. */
  titleWords = 0;

  put(slot: number, item: IndexItem): void {
    const languages = stemLanguages(item.language);
    const title: string[] = [];
    for (const token of tokenize(item.title)) {
      this.#counts(this.add(token.term, token.role === 'part' ? languages : 0), slot).inTitle++;
      if (token.role !== 'code') title.push(token.term);
    }
    for (const token of item.tags.flatMap(tokenize)) {
      this.#counts(this.add(token.term, token.role === 'part' ? languages : 0), slot).inTags++;
    }
    this.#titles.set(slot, title);
    this.titleWords += title.length;
  }

  /** `item` as it was put. */
  remove(slot: number, item: IndexItem): void {
    for (const token of [item.title, ...item.tags].flatMap(tokenize)) {
      this.#postings[this.findTerm(token.term)]?.delete(slot);
    }
    this.titleWords -= this.titleOf(slot).length;
    this.#titles.delete(slot);
  }

  postings(term: number): ReadonlyMap<number, FieldCounts> {
    return this.#postings[term] ?? new Map();
  }

  /** The title's words in order. */
  titleOf(slot: number): readonly string[] {
    return this.#titles.get(slot) ?? [];
  }

  #counts(term: number, slot: number): FieldCounts {
    let slots = this.#postings[term];
    if (slots === undefined) {
      slots = new Map();
      this.#postings[term] = slots;
    }
    let counts = slots.get(slot);
    if (counts === undefined) {
      counts = { inTitle: 0, inTags: 0 };
      slots.set(slot, counts);
    }
    return counts;
  }
}
