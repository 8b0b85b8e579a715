import type { BackupSummary } from '../../../core/backup/manifest.ts';
import type { OutsideBackup } from '../../../core/backup/outside.ts';

/** A backup wherever it lies. */
export interface ListedBackup {
  readonly id: string;
  readonly madeMs: number;
  readonly reason: BackupSummary['reason'] | null;
  /** Things in it; null where only the passphrase could tell. */
  readonly items: number | null;
  /** What was written for it alone; null where that is not known. */
  readonly writtenBytes: number | null;
  readonly isInside: boolean;
  /** Its file in the folder outside; null where it is not there. */
  readonly fileName: string | null;
}

/** The newest first, each once. */
export function mergeBackups(inside: readonly BackupSummary[], outside: readonly OutsideBackup[]): ListedBackup[] {
  const files = new Map(outside.map((backup) => [backup.id, backup]));
  const here = inside.map(({ id, madeMs, reason, items, writtenBytes }) => ({
    ...{ id, madeMs, reason, items, writtenBytes },
    isInside: true,
    fileName: files.get(id)?.fileName ?? null,
  }));
  const known = new Set(here.map(({ id }) => id));
  const elsewhere = outside
    .filter(({ id }) => !known.has(id))
    .map(({ id, madeMs, reason, writtenBytes, fileName }) => ({
      ...{ id, madeMs, reason, writtenBytes, fileName },
      items: null,
      isInside: false,
    }));
  return [...here, ...elsewhere].sort((one, other) => other.madeMs - one.madeMs);
}
