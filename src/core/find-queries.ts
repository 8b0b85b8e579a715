import { z } from 'zod';
import { storableText } from './commands.ts';
import type { Id } from './ids.ts';
import type { Item } from './items/item.ts';
import { COMPLETED_FIELDS } from './search/search-index.ts';
import { isZone } from './search/zoned-days.ts';

/** What Find asks beside its search. */

/** Where the person's days begin: an IANA name. */
export const zoneSchema = z.string().max(100).refine(isZone, 'That is no time zone.');

export const findQuerySchemas = {
  titles: z.strictObject({ typed: storableText.max(500), limit: z.number().int().min(1).max(50).default(5) }),
  'complete-filter': z.strictObject({
    field: z.enum(COMPLETED_FIELDS),
    typed: storableText.max(500),
    limit: z.number().int().min(1).max(50).default(8),
  }),
  similar: z.strictObject({ itemId: z.uuid(), limit: z.number().int().min(1).max(50).default(5) }),
  searches: z.strictObject({}),
} as const;

export interface SimilarThing {
  readonly item: Item;
  /** Words that both hold. */
  readonly terms: readonly string[];
}

export interface SavedSearch {
  readonly id: Id;
  readonly name: string;
  readonly query: string;
  readonly createdMs: number;
}
