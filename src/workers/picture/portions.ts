/** So long may the lines of one frame take. */
const FRAME_MS = 14;
const FIRST = 2_000;
const FEWEST = 500;

/**
 * Lines are drawn in portions, one a frame, as many as the graphics draw in a part of it: all at once with a GPU, a
 * few thousand without. How many that are is learned from each portion.
 */
export class Portions {
  #size = FIRST;
  #count = 0;
  #drawn = 0;

  /** `count` lines are to be drawn, from the first on. */
  begin(count: number): void {
    this.#count = count;
    this.#drawn = 0;
  }

  get count(): number {
    return this.#count;
  }

  get isDone(): boolean {
    return this.#drawn === this.#count;
  }

  next(): { readonly from: number; readonly count: number } {
    return { from: this.#drawn, count: Math.min(this.#size, this.#count - this.#drawn) };
  }

  /** The portion was drawn, and took so long. A small last one tells nothing, unless it took too long. */
  drew(count: number, tookMs: number): void {
    this.#drawn += count;
    if (count < this.#size && tookMs <= FRAME_MS) return;
    const better = count * Math.min(2, Math.max(0.5, FRAME_MS / Math.max(1, tookMs)));
    this.#size = Math.max(FEWEST, Math.round(better));
  }
}
