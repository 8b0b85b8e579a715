import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { OutsideBackup } from '../../core/backup/outside.ts';

/**
 * Backups outside of the browser, locked in the age format: in a folder that the user gave, or as single files. What is
 * brought in lies among the backups of this browser afterwards and is restored like those.
 */
export interface OutsideCalls {
  /**
   * Backups go to this folder from now on. A key is made and put there, locked with the passphrase; where one is there
   * already, the passphrase must open it, and it is used. Rejects with `wrong-passphrase`, and `storage-denied` where
   * the browser does not let Hearth write there; then nothing has changed.
   */
  readonly 'outside-give': {
    readonly input: { readonly folder: FileSystemDirectoryHandle; readonly passphrase: string };
    readonly output: GivenFolder;
  };
  /** The key stays, under another passphrase. Rejects with `wrong-passphrase`. */
  readonly 'outside-change-passphrase': {
    readonly input: { readonly passphrase: string; readonly next: string };
    readonly output: null;
  };
  /**
   * Writes the backups of this browser that are not in the folder, then thins what this browser wrote by the rule for keeping.
   * Progress is in parts. Rejects with `storage-denied`, `not-found`, `storage-full`; what was written whole stays.
   */
  readonly 'outside-write': { readonly input: null; readonly output: WrittenOutside };
  /** The newest first. `null` for the folder that was given. */
  readonly 'outside-list': {
    readonly input: { readonly folder: FileSystemDirectoryHandle | null };
    readonly output: readonly OutsideBackup[];
  };
  /** Rejects with `wrong-passphrase`, `backup-damaged`, `version-mismatch`, `storage-full`; then it is not here. */
  readonly 'outside-bring-in': {
    readonly input: { readonly from: OutsideSource; readonly passphrase: string };
    readonly output: BackupSummary;
  };
  /** One of this browser's backups as one file with all original files, locked with the passphrase. */
  readonly 'outside-save': {
    readonly input: { readonly id: string; readonly passphrase: string };
    readonly output: SavedBackup;
  };
  readonly 'outside-remove': { readonly input: { readonly id: string }; readonly output: null };
  /** Hearth writes there no more. What is in the folder stays. */
  readonly 'outside-forget': { readonly input: null; readonly output: null };
}

export type OutsideSource =
  | { readonly folder: FileSystemDirectoryHandle | null; readonly fileName: string }
  | { readonly file: File };

export interface GivenFolder {
  readonly name: string;
  /** Backups that were there already and open with the same passphrase. */
  readonly backups: number;
}

export interface WrittenOutside {
  readonly backups: number;
  readonly bytes: number;
}

export interface SavedBackup {
  readonly name: string;
  readonly file: File;
}
