import type { Progress } from '../ports.ts';
import type { OutsideBackup, OutsideFolderState } from './outside.ts';

/** Backups outside, as the interface shows them. */
export interface OutsideState {
  /** Null where no folder was given. */
  readonly folder: { readonly name: string; readonly sinceMs: number; readonly access: OutsideFolderState } | null;
  /** What was in the folder when it was last looked at, the newest first. */
  readonly backups: readonly OutsideBackup[];
  /** What is being written now, in parts. */
  readonly writing: Progress | null;
  /** Why the last attempt failed. What was missed is written when it works again. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

export const NO_OUTSIDE: OutsideState = { folder: null, backups: [], writing: null, problem: null };
