import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import type { DrillReport } from '../../core/backup/restore-report.ts';
import type { AbortFlag, BlobStore, Clock, OnProgress } from '../../core/ports.ts';
import type { Migration } from '../migrate.ts';
import type { Store } from '../store.ts';
import { originalsOf } from './originals-of.ts';
import { finishRestore, migrationsFor, restoreBackup } from './restore-backup.ts';

/** A restore that is tried: all of it, into a store that is thrown away. */

export interface ScratchStore {
  readonly store: Store;
  /** Closes it and removes its files. */
  remove(): Promise<void>;
}

export interface DrillOptions {
  readonly files: BackupFiles;
  readonly originals: Pick<BlobStore, 'list'>;
  readonly manifest: BackupManifest;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** An empty store that was brought up with these migrations, beside all others. */
  readonly openScratch: (migrations: readonly Migration[]) => Promise<ScratchStore>;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortFlag | undefined;
}

/** Rejects as `restoreBackup` does, and with `version-mismatch`; the scratch store is removed in any case. */
export async function drillBackup(options: DrillOptions): Promise<DrillReport> {
  const { files, manifest, migrations, clock } = options;
  const startedMs = clock.nowMs();
  const scratch = await options.openScratch(migrationsFor(manifest, migrations));
  try {
    const { onProgress, signal } = options;
    const tables = await restoreBackup({ files, manifest, store: scratch.store, onProgress, signal });
    await finishRestore({ store: scratch.store, migrations, clock });
    const wanted = await originalsOf(files, manifest);
    const there = new Set(await options.originals.list());
    return {
      backupId: manifest.id,
      backupMs: manifest.madeMs,
      startedMs,
      elapsedMs: clock.nowMs() - startedMs,
      bytes: manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0),
      tables,
      originals: { count: wanted.length, missing: wanted.filter((hash) => !there.has(hash)).length },
    };
  } finally {
    await scratch.remove();
  }
}
