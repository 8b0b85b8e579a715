import { z } from 'zod';
import type { Id } from './ids.ts';
import type { Item, Span } from './items/item.ts';
import type { SourcePlace } from './items/source-place.ts';
import { COMPLETED_FIELDS } from './search/search-index.ts';
import { storableText } from './storable-text.ts';

/** What Find asks beside its search. */

export const findQuerySchemas = {
  titles: z.strictObject({ typed: storableText.max(500), limit: z.number().int().min(1).max(50).default(5) }),
  'complete-filter': z.strictObject({
    field: z.enum(COMPLETED_FIELDS),
    typed: storableText.max(500),
    limit: z.number().int().min(1).max(50).default(8),
  }),
  similar: z.strictObject({ itemId: z.uuid(), limit: z.number().int().min(1).max(50).default(5) }),
  searches: z.strictObject({}),
  /** Where in their originals passages stand: as many as a search gives. */
  'hit-places': z.strictObject({
    hits: z.array(z.strictObject({ itemId: z.uuid(), at: z.number().int().min(0).max(2_000_000_000) })).max(200),
  }),
} as const;

export interface SimilarThing {
  readonly item: Item;
  /** Words that both hold. */
  readonly terms: readonly string[];
}

/** A range of an item's text, and where its original has it. */
export interface HitPlace extends Span {
  readonly place: SourcePlace;
}

export interface SavedSearch {
  readonly id: Id;
  readonly name: string;
  readonly query: string;
  readonly createdMs: number;
}
