import type { SeededQuery } from './passages.ts';

/** Something that searches by words and by meaning: answers with the ids of its best, in whatever order it fuses them. */
export interface Searcher {
  search(query: SeededQuery): Promise<unknown>;
}
