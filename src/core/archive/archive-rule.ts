import { z } from 'zod';
import { ITEM_KINDS } from '../items/item.ts';

/** What goes into an archive: everything of a workspace that fits all that is said here. */
export const archiveRuleSchema = z.strictObject({
  /** Changed last before this time. */
  beforeMs: z.number().min(-8.64e15).max(8.64e15).optional(),
  kinds: z.array(z.enum(ITEM_KINDS)).min(1).optional(),
  /** A folder and all below it. */
  folder: z.string().max(1000).optional(),
  itemIds: z.array(z.uuid()).min(1).max(1000).optional(),
});

export type ArchiveRule = z.output<typeof archiveRuleSchema>;

/**
 * What is freed by archiving texts of so many bytes and passages, about. Measured with 221 KB of English documentation in 365
 * passages on PostgreSQL: 1.64 MB in the rows and the search index, 0.66 MB in the archive.
 */
export const freedBytes = (textBytes: number, passages: number): number => Math.round(textBytes * 3 + passages * 870);
