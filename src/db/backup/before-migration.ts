import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { type AppError, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock } from '../../core/ports.ts';
import type { Store } from '../store.ts';
import { makeBackup } from './make-backup.ts';
import { listBackups } from './manifest-file.ts';

export interface BeforeMigrationOptions {
  readonly store: Store;
  readonly files: BackupFiles;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly app: string;
  /** The place of the store. */
  readonly place: string;
}

/**
 * A backup of a store as it is before its schema is changed. Resolves with why there is none where it could not be made, as on a
 * full disk: a migration is all or nothing by itself, and whoever has no room must still get at what is theirs.
 */
export async function backUpBeforeMigration(options: BeforeMigrationOptions): Promise<AppError | null> {
  try {
    const { backups } = await listBackups(options.files);
    await makeBackup({ ...options, reason: 'migration', parent: backups[0] ?? null });
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}
