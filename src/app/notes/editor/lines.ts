import type { Input } from '@lezer/common';

/** So much is looked at in one go. */
const STEP = 256;

/** Where the lines of what a parser reads begin and end. */
export class Lines {
  readonly input: Input;

  constructor(input: Input) {
    this.input = input;
  }

  /** Of the line that the position is in. */
  start(position: number): number {
    for (let to = position; to > 0; to -= STEP) {
      const from = Math.max(0, to - STEP);
      const found = this.input.read(from, to).lastIndexOf('\n');
      if (found >= 0) return from + found + 1;
    }
    return 0;
  }

  /** The beginning of the line below; behind the end of the text where there is none. */
  next(position: number): number {
    const { length } = this.input;
    for (let from = position; from < length; from += STEP) {
      const found = this.input.read(from, Math.min(length, from + STEP)).indexOf('\n');
      if (found >= 0) return from + found + 1;
    }
    return length + 1;
  }

  /** The first beginning of a line that is not before the position; the end of the text where there is none. */
  after(position: number): number {
    const { length } = this.input;
    if (position >= length) return length;
    return this.start(position) === position ? position : Math.min(length, this.next(position));
  }

  /** Whether the line above this beginning of a line has nothing in it but white space; so it is before the first line. */
  isEmptyBefore(start: number): boolean {
    return start === 0 || this.input.read(this.start(start - 1), start).trim() === '';
  }
}
