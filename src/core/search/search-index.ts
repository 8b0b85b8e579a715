import type { Id } from '../ids.ts';
import type { Chunk, ItemKind, Span } from '../items/item.ts';
import type { When } from './zoned-days.ts';

/** The face of the search index: pure, in typed arrays, held by the kernel. The rows are the truth, never this. */

export interface IndexItem {
  readonly itemId: Id;
  readonly workspaceId: Id;
  readonly kind: ItemKind;
  readonly title: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly updatedMs: number;
  /** ISO 639-1 or `und`: decides stemming. */
  readonly language: string;
  /** Who it is from, as `people.ts` writes them; absent where there is nobody, as are those below. */
  readonly people?: readonly string[];
  /** Who was addressed. */
  readonly recipients?: readonly string[];
  readonly hasAttachment?: boolean;
  /** Grows with each change of an item's text; what a persisted index has seen is compared by it. */
  readonly revision: number;
}

export interface SearchFilters {
  /** Any of these. */
  readonly workspaceIds?: readonly Id[];
  readonly kinds?: readonly ItemKind[];
  readonly tags?: readonly string[];
  /** A folder and all below it. */
  readonly folder?: string;
  readonly itemIds?: readonly Id[];
  /** Who it is from, any of these: words of a name, or how an address begins. */
  readonly people?: readonly string[];
  /** Who was addressed, all of these. */
  readonly recipients?: readonly string[];
  readonly hasAttachment?: boolean;
  /** Both ends are included. */
  readonly updatedFromMs?: number;
  readonly updatedToMs?: number;
}

export interface SearchRequest {
  readonly query: string;
  readonly filters?: SearchFilters;
  /** Items that pass these are not met. */
  readonly without?: SearchFilters;
  /** Hits at most, 1 to 200. Default 20. */
  readonly limit?: number;
  /** `all`: every word must occur (Find). `any`: the more the better (retrieval for a question). Default `all`, with
   * a fall-back to `any` that the reasons name. */
  readonly match?: 'all' | 'any';
  /** What dates in the query are read from; without it they are days of UTC. */
  readonly when?: When;
  /** The query's embedding, of length 1, by the model whose vectors the index holds. */
  readonly vector?: Float32Array;
  /** By words, by meaning, or both. Default `fused` with a vector, `text` without one. */
  readonly mode?: SearchMode;
}

export const SEARCH_MODES = ['text', 'vector', 'fused'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

export interface WordReason {
  /** The word of the query, as written. */
  readonly term: string;
  readonly field: 'title' | 'heading' | 'text' | 'tag';
  readonly how: 'exact' | 'stem' | 'prefix' | 'phrase';
}

/** Near to the whole query, whatever its words. */
export interface MeaningReason {
  readonly term: '';
  readonly field: 'text';
  readonly how: 'meaning';
}

export type HitReason = WordReason | MeaningReason;

export interface HitScores {
  /** BM25F; 0 where no word of the query occurs. */
  readonly text: number;
  /** Cosine; null where it was not asked for, or the passage has no vector yet. */
  readonly vector: number | null;
}

export interface SearchHit {
  readonly itemId: Id;
  readonly ordinal: number;
  /** Of the chunk in the item's text. */
  readonly span: Span;
  /** What the hits are ordered by: BM25F for `text`, the cosine for `vector`, from 0 to 1 for `fused`. */
  readonly score: number;
  readonly scores: HitScores;
  readonly reasons: readonly HitReason[];
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Chunks that matched in all. */
  readonly total: number;
  /** What was done with the query that the user should know: words left out, cut, fallen back to any word or
   * to words alone. */
  readonly notes: readonly SearchNote[];
}

export type SearchNote =
  | 'query-cut'
  | 'only-operators'
  | 'any-word'
  | 'empty'
  | 'unclosed-quote'
  | 'bad-filter'
  | 'text-only';

/** What was typed to go to an item by its title. */
export interface TitleRequest {
  readonly typed: string;
  readonly workspaceIds?: readonly Id[];
  /** Default 5. */
  readonly limit?: number;
}

export const COMPLETED_FIELDS = ['kind', 'tag', 'in', 'from', 'to'] as const;

/** What was typed behind `kind:`, `tag:`, `in:`, `from:` or `to:`. */
export interface CompletionRequest {
  readonly field: (typeof COMPLETED_FIELDS)[number];
  readonly typed: string;
  readonly workspaceIds?: readonly Id[];
  /** Default 8. */
  readonly limit?: number;
}

export interface Completion {
  readonly value: string;
  /** Items that have it. */
  readonly count: number;
}

export interface SimilarRequest {
  readonly itemId: Id;
  /** The item's text: the index does not hold it. */
  readonly text: string;
  readonly workspaceIds?: readonly Id[];
  /** Default 5. */
  readonly limit?: number;
}

export interface SimilarItem {
  readonly itemId: Id;
  readonly score: number;
  /** Words that both hold, as this item writes them. */
  readonly terms: readonly string[];
}

export interface SearchIndex {
  /** Replaces what is indexed for the item. Without chunks its title can still be found: as ordinal 0, span [0, 0). */
  put(item: IndexItem, chunks: readonly Chunk[]): void;
  /** Changes title, folder, tags, dates without the chunks being read again; nothing for an item that is not there. */
  update(item: IndexItem): void;
  remove(itemId: Id): void;
  search(request: SearchRequest): SearchResult;
  /** Items whose titles begin with what was typed, or almost so: see `title-jump.ts`. */
  titles(request: TitleRequest): readonly Id[];
  complete(request: CompletionRequest): readonly Completion[];
  /** Nothing for an item that is not there. */
  similar(request: SimilarRequest): readonly SimilarItem[];
  /** Ranges in `text` of the words that `query` matches, in order: for bold words and marked snippets. */
  highlight(query: string, text: string, language: string): readonly Span[];
  readonly itemCount: number;
  readonly chunkCount: number;
  /** The greatest revision of all items put or removed. */
  readonly revision: number;
}
