import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { DrillReport } from '../../core/backup/restore-report.ts';
import type { ErrorShape } from '../../core/errors.ts';

/** Backups of this browser, where no kernel is needed: those brought in from outside (`outside.api.ts`) lie among them. */
export interface BackupCalls {
  /** The newest first; those that cannot be used apart, each with why. */
  readonly backups: { readonly input: null; readonly output: KeptBackups };
  /**
   * Restores a backup into a new place, compares it row for row with what the backup says, and leaves it there as the
   * pending place, to be taken into use (`use-place`, or the kernel's `open-place` while one runs) or dropped (`drop-restored`).
   * What an earlier restore has left is removed first. Progress is in rows. Rejects with `backup-damaged` naming the
   * table, `version-mismatch`, `storage-full`, `not-found`, and `conflict` while the store is being moved; then nothing
   * of it is left.
   */
  readonly restore: {
    readonly input: { readonly id: string; readonly kind: 'pglite' | 'sqlite' };
    readonly output: RestoredPlace;
  };
  /** Removes a restored store that was not taken into use. */
  readonly 'drop-restored': { readonly input: null; readonly output: null };
  /** Tries a restore in a store that is thrown away. Rejects as `restore` does. */
  readonly drill: { readonly input: { readonly id: string }; readonly output: DrillReport };
}

export interface KeptBackups {
  readonly backups: readonly BackupSummary[];
  readonly unreadable: readonly { readonly id: string; readonly error: ErrorShape }[];
  /** By the id of a backup of the store in use: changes that were saved after it. Others, and what nobody knows, are left out. */
  readonly later: Readonly<Record<string, number>>;
}

export interface RestoredPlace {
  /** Of the pending place with the restored store. */
  readonly placeId: string;
  readonly items: number;
  /** Original files that the backup refers to and that are not in this browser. */
  readonly missingOriginals: number;
}
