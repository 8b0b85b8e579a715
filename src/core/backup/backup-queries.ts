import { z } from 'zod';
import type { ErrorShape } from '../errors.ts';
import type { Progress } from '../ports.ts';
import type { BackupSummary } from './manifest.ts';
import type { DrillReport } from './restore-report.ts';

/** What there is to see of the backups that are kept in this browser. */

export const backupQuerySchemas = { backups: z.strictObject({}) } as const;

export interface DrillOutcome {
  readonly atMs: number;
  /** Null where it could not be carried out. */
  readonly report: DrillReport | null;
  /** Tables in which what is here now differs from the backup although nothing was written to them. */
  readonly differing: readonly string[];
  readonly error: ErrorShape | null;
  readonly isGood: boolean;
}

export interface BackupsView {
  /** False where nothing is kept, and so no backup either. */
  readonly available: boolean;
  /** The newest first. */
  readonly backups: readonly BackupSummary[];
  /** Those that cannot be used, and why. */
  readonly unreadable: readonly { readonly id: string; readonly error: ErrorShape }[];
  /** Of all of them together, without original files. */
  readonly sizeBytes: number;
  /** The one that is being made, in rows. */
  readonly making: Progress | null;
  /** The restore that is being tried, in rows. */
  readonly drilling: Progress | null;
  /** When the next one is due; null where none is. */
  readonly nextMs: number | null;
  /** Why the last attempt failed; null where it did not, or there was none since the opening. */
  readonly failure: { readonly atMs: number; readonly error: ErrorShape } | null;
  readonly drill: DrillOutcome | null;
}
