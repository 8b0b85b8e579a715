/** What is told of a restore: before it, what would be different; after a drill, whether it worked. */

export interface ItemSample {
  readonly count: number;
  /** The titles of some of them. */
  readonly titles: readonly string[];
}

/** A backup beside what is here now. What lies in the bin counts as not there. */
export interface BackupComparison {
  readonly backupId: string;
  readonly madeMs: number;
  readonly kinds: readonly { readonly kind: string; readonly inBackup: number; readonly here: number }[];
  readonly conversations: { readonly inBackup: number; readonly here: number };
  readonly onlyInBackup: ItemSample;
  readonly onlyHere: ItemSample;
  readonly newerHere: ItemSample;
  readonly newerInBackup: ItemSample;
  readonly same: number;
}

export interface DrilledTable {
  readonly name: string;
  readonly rows: number;
  /** Whether what was restored is what was backed up, by its digest. */
  readonly isSame: boolean;
}

/** A restore that was tried, and undone. */
export interface DrillReport {
  readonly backupId: string;
  readonly backupMs: number;
  readonly startedMs: number;
  readonly elapsedMs: number;
  readonly bytes: number;
  readonly tables: readonly DrilledTable[];
  /** Original files that the backup refers to; and how many of them are not here. */
  readonly originals: { readonly count: number; readonly missing: number };
}

export const isDrillGood = ({ tables, originals }: DrillReport): boolean =>
  originals.missing === 0 && tables.every(({ isSame }) => isSame);
