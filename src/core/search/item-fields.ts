import { stemLanguages, tokenize } from './analyze.ts';
import type { IndexItem } from './search-index.ts';
import { lowerBound, TermDictionary } from './term-dictionary.ts';

/** What one occurrence adds to the counts of a term in an item: titles count below, tags from here on. */
const IN_TITLE = 1;
const IN_TAGS = 2 ** 20;

/** Titles and tags of all items: they change without the chunks, so they are indexed by item and not by chunk. */
export class ItemFields extends TermDictionary {
  /** By term: slot and counts by turns, in order of the slots. */
  readonly #postings: number[][] = [];
  readonly #titles: (readonly string[])[] = [];
  readonly #titleLengths: number[] = [];
  /** Words of all titles together. */
  titleWords = 0;

  put(slot: number, item: IndexItem): void {
    const languages = stemLanguages(item.language);
    const title: string[] = [];
    for (const token of tokenize(item.title)) {
      const term = this.add(token.term, token.role === 'part' ? languages : 0);
      this.#count(term, slot, IN_TITLE);
      if (token.role !== 'code') title.push(this.termAt(term));
    }
    for (const token of item.tags.flatMap(tokenize)) {
      this.#count(this.add(token.term, token.role === 'part' ? languages : 0), slot, IN_TAGS);
    }
    this.#titles[slot] = title;
    this.#titleLengths[slot] = title.length;
    this.titleWords += title.length;
  }

  /** `item` as it was put. */
  remove(slot: number, item: IndexItem): void {
    for (const token of [item.title, ...item.tags].flatMap(tokenize)) {
      const list = this.#postings[this.findTerm(token.term)] ?? [];
      const at = placeOf(list, slot);
      if (list[at] === slot) list.splice(at, 2);
    }
    this.titleWords -= this.titleOf(slot).length;
    this.#titles[slot] = [];
    this.#titleLengths[slot] = 0;
  }

  /** Tells of each item with the term in its title or tags, and how often. */
  visit(term: number, visit: (slot: number, inTitle: number, inTags: number) => void): void {
    const list = this.#postings[term] ?? [];
    for (let at = 0; at < list.length; at += 2) {
      const counts = list[at + 1] ?? 0;
      visit(list[at] ?? 0, counts % IN_TAGS, Math.floor(counts / IN_TAGS));
    }
  }

  /** The title's words in order. */
  titleOf(slot: number): readonly string[] {
    return this.#titles[slot] ?? [];
  }

  /** Of the title in words; apart from them, because each score reads it. */
  titleLength(slot: number): number {
    return this.#titleLengths[slot] ?? 0;
  }

  #count(term: number, slot: number, step: number): void {
    let list = this.#postings[term];
    if (list === undefined) {
      list = [];
      this.#postings[term] = list;
    }
    const at = placeOf(list, slot);
    if (list[at] === slot) list[at + 1] = (list[at + 1] ?? 0) + step;
    else if (at === list.length) list.push(slot, step);
    else list.splice(at, 0, slot, step);
  }
}

/** Where the slot's entry is, or would be. */
function placeOf(list: readonly number[], slot: number): number {
  if ((list[list.length - 2] ?? -1) < slot) return list.length;
  return 2 * lowerBound(list.length / 2, (entry) => (list[2 * entry] ?? 0) < slot);
}
