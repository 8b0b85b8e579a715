import type { SearchNote, SearchResult } from './search-index.ts';

/**
 * Hits of two indexes as one list, by their scores: both score alike, each by how frequent the words are in its own. Where
 * only one of them holds all words of the query, the other, which fell back to any of them, is left out.
 */
export function mergeResults(one: SearchResult, other: SearchResult, limit: number): SearchResult {
  if (other.hits.length === 0) return one;
  if (one.hits.length === 0) return other;
  if (fellBack(one) !== fellBack(other)) return fellBack(one) ? other : one;
  const hits = [...one.hits, ...other.hits].sort((a, b) => b.score - a.score).slice(0, limit);
  const notes = new Set<SearchNote>([...one.notes, ...other.notes]);
  return { hits, total: one.total + other.total, notes: [...notes] };
}

const fellBack = ({ notes }: SearchResult) => notes.includes('any-word');
