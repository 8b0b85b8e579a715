import type { IndexState } from './index-state.ts';

export interface ScoredDoc {
  readonly doc: number;
  readonly score: number;
}

/** The best documents so far, `limit` of them: a heap with the least good one on top. */
export class BestDocs {
  readonly #heap: ScoredDoc[] = [];
  readonly #limit: number;
  readonly #worse: (a: ScoredDoc, b: ScoredDoc) => boolean;

  constructor(limit: number, worse: (a: ScoredDoc, b: ScoredDoc) => boolean) {
    this.#limit = limit;
    this.#worse = worse;
  }

  offer(doc: number, score: number): void {
    const heap = this.#heap;
    const least = heap[0];
    if (least !== undefined && heap.length === this.#limit && score < least.score) return;
    const entry = { doc, score };
    if (heap.length < this.#limit) {
      heap.push(entry);
      this.#rise(heap.length - 1);
    } else if (least !== undefined && this.#worse(least, entry)) {
      heap[0] = entry;
      this.#sink();
    }
  }

  /** Best first. */
  take(): ScoredDoc[] {
    return this.#heap.splice(0).sort((a, b) => (this.#worse(a, b) ? 1 : this.#worse(b, a) ? -1 : 0));
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfWorse(at, parent)) return;
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0, child = 1; child < this.#heap.length; child = 2 * at + 1) {
      const [left, right] = [this.#heap[child], this.#heap[child + 1]];
      if (left !== undefined && right !== undefined && this.#worse(right, left)) child++;
      if (!this.#swapIfWorse(child, at)) return;
      at = child;
    }
  }

  /** Swaps the entries where the one at `lower` is worse than the one at `upper`. */
  #swapIfWorse(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower], this.#heap[upper]];
    if (a === undefined || b === undefined || !this.#worse(a, b)) return false;
    this.#heap[lower] = b;
    this.#heap[upper] = a;
    return true;
  }
}

/** Lower score; at the same score, the greater id, then the later chunk: the same in every layout of the index. */
export function worseIn(state: IndexState): (a: ScoredDoc, b: ScoredDoc) => boolean {
  const idOf = (doc: number): string => state.slotAt(state.docSlots[doc] ?? -1)?.item.itemId ?? '';
  return (a, b) => {
    if (a.score !== b.score) return a.score < b.score;
    const [left, right] = [idOf(a.doc), idOf(b.doc)];
    return left === right ? a.doc > b.doc : left > right;
  };
}
