import type { Terms } from './term-dictionary.ts';

/**
 * The terms of which some beginning is at most `most` edits away from `word`, each with the fewest: a letter left out,
 * added or changed, or two neighbours swapped (optimal string alignment). `most` is 0 to 9; 0 asks for terms that begin
 * with the word.
 */
export function* termsWithin(terms: Terms, word: string, most: number): Iterable<readonly [id: number, edits: number]> {
  if (most === 0) {
    for (const id of terms.findPrefix(word, Number.POSITIVE_INFINITY)) yield [id, 0];
    return;
  }
  const rows = new EditRows(word, word.length + most);
  const ids = terms.sortedIds();
  let before = '';
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? 0;
    const term = terms.termAt(id);
    const edits = rows.read(term, sharedLength(before, term));
    if (edits <= most) yield [id, edits];
    before = term;
  }
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** One row for each letter of a term; terms in order share the rows of the letters that they begin with. */
class EditRows {
  readonly #word: string;
  readonly #depth: number;
  readonly #width: number;
  readonly #rows: Uint16Array;
  /** By row, the fewest edits of all beginnings up to it. */
  readonly #best: Uint16Array;

  /** No more than `depth` letters of a term are read. */
  constructor(word: string, depth: number) {
    this.#word = word;
    this.#depth = depth;
    this.#width = word.length + 1;
    this.#rows = new Uint16Array((depth + 1) * this.#width);
    this.#best = new Uint16Array(depth + 1);
    for (let column = 0; column < this.#width; column++) this.#rows[column] = column;
    this.#best[0] = word.length;
  }

  /** `known`: how many letters the term shares with the one before. */
  read(term: string, known: number): number {
    const last = Math.min(term.length, this.#depth);
    for (let row = Math.min(known, last) + 1; row <= last; row++) {
      this.#fill(term, row);
      this.#best[row] = Math.min(this.#best[row - 1] ?? 0, this.#rows[row * this.#width + this.#width - 1] ?? 0);
    }
    return this.#best[last] ?? 0;
  }

  #fill(term: string, row: number): void {
    const [rows, width, word] = [this.#rows, this.#width, this.#word];
    const [at, above] = [row * width, (row - 1) * width];
    const unit = term.charCodeAt(row - 1);
    const unitBefore = row > 1 ? term.charCodeAt(row - 2) : -1;
    rows[at] = row;
    for (let column = 1; column < width; column++) {
      const wanted = word.charCodeAt(column - 1);
      const changed = (rows[above + column - 1] ?? 0) + (unit === wanted ? 0 : 1);
      let least = Math.min(changed, (rows[above + column] ?? 0) + 1, (rows[at + column - 1] ?? 0) + 1);
      if (column > 1 && unitBefore === wanted && unit === word.charCodeAt(column - 2)) {
        least = Math.min(least, (rows[above - width + column - 2] ?? 0) + 1);
      }
      rows[at + column] = least;
    }
  }
}
