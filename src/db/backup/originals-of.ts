import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { AppError } from '../../core/errors.ts';
import { readSegmentLines } from './restore-backup.ts';

/** The hashes of the original files that a backup refers to. Rejects with `backup-damaged`. */
export async function originalsOf(files: BackupFiles, { tables }: BackupManifest): Promise<string[]> {
  const segments = tables.find(({ name }) => name === 'blobs')?.segments ?? [];
  const hashes: string[] = [];
  for (const segment of segments) {
    for (const line of await readSegmentLines(files, 'blobs', segment)) hashes.push(hashIn(line));
  }
  return hashes;
}

function hashIn(line: string): string {
  const row: unknown = JSON.parse(line);
  const hash: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'hash') : null;
  if (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new AppError(
    'backup-damaged',
    'This backup cannot be used: its list of original files is not as it should be.',
  );
}
