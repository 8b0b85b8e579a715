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

/** What a passage takes in the rows beside its text, with its vector, and in the search index; in bytes, measured. */
const PASSAGE_BYTES = 1_600;

/** What is freed by archiving texts of so many bytes and passages: they lie in the rows twice, and in a third of it in the archive. */
export const freedBytes = (textBytes: number, chunks: number): number =>
  Math.round(textBytes * 2 + chunks * PASSAGE_BYTES - (textBytes + chunks * 900) * 0.4);
