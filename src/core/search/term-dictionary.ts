import { stemKeys } from './analyze.ts';

/** Terms by number, found whole, by stem or by their beginning. Terms are compared by UTF-16 code units. */
export interface Terms {
  readonly termCount: number;
  termAt(id: number): string;
  /** Its number, or -1. */
  findTerm(term: string): number;
  findStem(key: string): ArrayLike<number>;
  /** In order of the terms, `limit` at most. */
  findPrefix(prefix: string, limit: number): readonly number[];
  /** All numbers, in order of the terms. */
  sortedIds(): ArrayLike<number>;
  stemEntries(): Iterable<readonly [string, ArrayLike<number>]>;
}

export const compareTerms = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A dictionary that grows. */
export class TermDictionary implements Terms {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #languages: number[] = [];
  readonly #stems = new Map<string, number[]>();
  #sorted: number[] = [];

  get termCount(): number {
    return this.#terms.length;
  }

  /** The term's number, a new one where it is new. `languages` as in `stemLanguages`. */
  add(term: string, languages: number): number {
    let id = this.#ids.get(term);
    if (id === undefined) {
      id = this.#terms.length;
      this.#ids.set(term, id);
      this.#terms.push(term);
      this.#languages.push(0);
    }
    const known = this.#languages[id] ?? 0;
    if (languages & ~known) {
      this.#languages[id] = known | languages;
      for (const key of stemKeys(term, languages & ~known)) this.#addStem(key, id);
    }
    return id;
  }

  termAt(id: number): string {
    return this.#terms[id] ?? '';
  }

  findTerm(term: string): number {
    return this.#ids.get(term) ?? -1;
  }

  findStem(key: string): readonly number[] {
    return this.#stems.get(key) ?? [];
  }

  findPrefix(prefix: string, limit: number): readonly number[] {
    return prefixRange(this.sortedIds(), (id) => this.termAt(id), prefix, limit);
  }

  sortedIds(): readonly number[] {
    const known = this.#sorted.length;
    // Without a function to compare by, because that takes five times as long; the order is that of `compareTerms`.
    const added = this.#terms.slice(known).sort();
    if (added.length > 0) this.#sorted = this.#merged(this.#sorted, added);
    return this.#sorted;
  }

  stemEntries(): Iterable<readonly [string, readonly number[]]> {
    return this.#stems;
  }

  #merged(sorted: readonly number[], added: readonly string[]): number[] {
    const merged: number[] = [];
    let from = 0;
    for (const term of added) {
      for (; from < sorted.length && this.termAt(sorted[from] ?? 0) < term; from++) merged.push(sorted[from] ?? 0);
      merged.push(this.findTerm(term));
    }
    for (; from < sorted.length; from++) merged.push(sorted[from] ?? 0);
    return merged;
  }

  #addStem(key: string, id: number): void {
    const ids = this.#stems.get(key);
    if (ids === undefined) this.#stems.set(key, [id]);
    else ids.push(id);
  }
}

/** The first index in `[0, count)` for which `below` no longer holds. */
export function lowerBound(count: number, below: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (below(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function prefixRange(
  sorted: ArrayLike<number>,
  termAt: (id: number) => string,
  prefix: string,
  limit: number,
): number[] {
  const found: number[] = [];
  const at = (index: number): string => termAt(sorted[index] ?? 0);
  for (
    let i = lowerBound(sorted.length, (index) => at(index) < prefix);
    i < sorted.length && found.length < limit;
    i++
  ) {
    if (!at(i).startsWith(prefix)) break;
    found.push(sorted[i] ?? 0);
  }
  return found;
}
