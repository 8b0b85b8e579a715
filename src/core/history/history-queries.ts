import { z } from 'zod';
import type { Hlc } from '../changes.ts';
import type { TextComparison } from '../items/compare-texts.ts';
import type { VersionActor } from './group-versions.ts';
import type { ItemChange } from './item-changes.ts';

/** What can be asked of an item's past. */

const itemId = z.uuid();
/** A version, as `item-history` names it. */
export const versionClock = z.string().min(1).max(100);

export const historyQuerySchemas = {
  'item-history': z.strictObject({ itemId }),
  'item-version': z.strictObject({
    itemId,
    hlc: versionClock,
    /** What it is set beside: the version before it, or what the item is now. */
    against: z.enum(['before', 'now']).default('before'),
  }),
} as const;

export interface VersionView {
  /** Names the version. */
  readonly hlc: Hlc;
  readonly atMs: number;
  /** In few words; empty where the device is not known by name. */
  readonly device: string;
  /** It is the device that is asked. */
  readonly here: boolean;
  readonly actor: VersionActor;
  readonly how: 'change' | 'undo' | 'restore';
  /** Empty for a version that stands for a day or a week of which the single edits are gone. */
  readonly changes: readonly ItemChange[];
  readonly thinned: boolean;
}

export interface ItemHistory {
  /** Newest first; the first is what the item is now. */
  readonly versions: readonly VersionView[];
  /** Single edits reach back to here; null where all of them are there. */
  readonly wholeFromMs: number | null;
}

export interface ItemVersionView {
  readonly hlc: Hlc;
  readonly title: string;
  /** Null where it is not known any more. */
  readonly folder: string | null;
  readonly tags: readonly string[] | null;
  /** Null where it is not known: the original of then is gone, or cannot be read. */
  readonly text: string | null;
  /** From the other to this one, or from this one to what is now; null where one of both texts is not known. */
  readonly compared: TextComparison | null;
  readonly isNow: boolean;
}
