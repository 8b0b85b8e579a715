import { z } from 'zod';
import { ITEM_SORTS } from './item-sorts.ts';
import { ITEM_KINDS } from './items/item.ts';
import { storableText } from './storable-text.ts';

/** What the library asks, and does with many things at once. */

const timeMs = z.number().min(-8.64e15).max(8.64e15);
const id = z.uuid();

const itemFilter = {
  /** Of these alone. */
  itemIds: z.array(id).max(100).optional(),
  /** Words that the title must hold. */
  title: storableText.max(500).optional(),
  kinds: z.array(z.enum(ITEM_KINDS)).optional(),
  folder: storableText.max(1000).optional(),
  tag: storableText.max(100).optional(),
  /** What belongs to this one alone, as far as it is seen. */
  workspaceId: id.optional(),
  /** Changed last within; both ends are included. */
  updatedFromMs: timeMs.optional(),
  updatedToMs: timeMs.optional(),
  deleted: z.boolean().default(false),
  sort: z.enum(ITEM_SORTS).default('updated'),
  /** The other way round than usual: times and sizes begin with the greatest, names with A. */
  reverse: z.boolean().default(false),
} as const;

/** So many are selected at once. */
export const MOST_SELECTED = 100_000;

export const libraryQuerySchemas = {
  items: z.strictObject({
    ...itemFilter,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  /** Of all of them, in their order, at most `MOST_SELECTED`. */
  'item-ids': z.strictObject(itemFilter),
} as const;

const itemIds = z.array(id).min(1).max(1000);
const tag = storableText
  .min(1)
  .max(100)
  .regex(/^[^\s#,]+$/u, 'A tag is one word, without # and commas.');
const place = storableText.max(1000).regex(/^(?:[^/]+(?:\/[^/]+)*)?$/u, 'A folder is names with / between them.');

/** Each is one command, and taken back by one undo. */
export const libraryCommandSchemas = {
  'tag-items': z.strictObject({
    itemIds,
    add: z.array(tag).max(20).default([]),
    remove: z.array(tag).max(20).default([]),
  }),
  'move-items': z.strictObject({ itemIds, folder: place }),
  'delete-items': z.strictObject({ itemIds }),
  'restore-items': z.strictObject({ itemIds }),
} as const;
