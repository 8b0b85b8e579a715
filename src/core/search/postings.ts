import type { PostingBytes } from './posting-list.ts';
import type { Terms } from './term-dictionary.ts';

/** What is kept of each chunk ("document"), by its number in the segment. */
export interface DocColumns {
  /** Words of the chunk's text, 65535 at most. */
  readonly lengths: ArrayLike<number>;
  readonly ordinals: ArrayLike<number>;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** A run of chunks with their postings: the growing tail or a sealed segment. */
export interface Postings extends Terms {
  readonly docCount: number;
  readonly columns: DocColumns;
  postings(term: number): PostingBytes;
}

export const MAX_DOC_LENGTH = 0xffff;
