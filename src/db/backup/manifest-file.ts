import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { BACKUP_FORMAT, type BackupManifest, manifestSchema } from '../../core/backup/manifest.ts';
import { AppError } from '../../core/errors.ts';
import { sha256OfText, unpackBytes } from './segment-bytes.ts';

/** A manifest as a file: a line with its SHA-256, and its JSON. */

export async function encodeManifest(manifest: BackupManifest): Promise<string> {
  const body = JSON.stringify(manifest);
  return `${await sha256OfText(body)}\n${body}`;
}

/** Rejects with `backup-damaged` for one that is cut off or altered, and with `version-mismatch` for one of a newer Hearth. */
export async function decodeManifest(text: string): Promise<BackupManifest> {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== (await sha256OfText(body))) throw damaged('it is cut off or was altered');
  const value: unknown = JSON.parse(body);
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > BACKUP_FORMAT) throw newerFormat(format);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw damaged(`${parsed.error.issues[0]?.path.join('.') ?? 'it'} is not as it should be`);
  return parsed.data;
}

const damaged = (why: string) =>
  new AppError('backup-damaged', `The list of what this backup holds cannot be used: ${why}.`);

const newerFormat = (format: number) =>
  new AppError(
    'version-mismatch',
    'This backup was made by a newer version of Hearth. Reload to get that version, then restore it.',
    { details: { format, known: BACKUP_FORMAT } },
  );

/** Rejects with `not-found`, and as `decodeManifest` does. */
export async function readManifest(files: BackupFiles, id: string): Promise<BackupManifest> {
  const text = await files.getManifest(id);
  if (text === null) throw new AppError('not-found', 'This backup is not here any more.', { details: { id } });
  return decodeManifest(text);
}

export interface ListedBackups {
  /** The newest first. */
  readonly backups: readonly BackupManifest[];
  /** Those whose manifests cannot be used, and why. Their segments are not known, so none is swept while they are here. */
  readonly unreadable: readonly { readonly id: string; readonly error: AppError }[];
}

export async function listBackups(files: BackupFiles): Promise<ListedBackups> {
  const backups: BackupManifest[] = [];
  const unreadable: { id: string; error: AppError }[] = [];
  for (const id of await files.listManifests()) {
    try {
      backups.push(await readManifest(files, id));
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !REFUSALS.has(thrown.code)) throw thrown;
      if (thrown.code !== 'not-found') unreadable.push({ id, error: thrown });
    }
  }
  backups.sort((one, other) => other.madeMs - one.madeMs || (one.id < other.id ? 1 : -1));
  return { backups, unreadable };
}

const REFUSALS: ReadonlySet<string> = new Set(['backup-damaged', 'version-mismatch', 'not-found']);

/** The manifest goes first: what is left of a removal that was cut off is no backup, and is swept. */
export async function removeBackup(files: BackupFiles, id: string): Promise<void> {
  await files.removeManifest(id);
  await sweepSegments(files);
}

/** Removes what no backup names: of backups that were removed, and of those that were cut off. Not while one is being made. */
export async function sweepSegments(files: BackupFiles): Promise<number> {
  const { backups, unreadable } = await listBackups(files);
  if (unreadable.length > 0) return 0;
  const named = new Set(backups.flatMap(segmentsOf));
  const unnamed = (await files.listSegments()).filter((sha256) => !named.has(sha256));
  for (const sha256 of unnamed) await files.removeSegment(sha256);
  return unnamed.length;
}

export const segmentsOf = ({ tables }: BackupManifest): string[] =>
  tables.flatMap(({ segments }) => segments.map(({ sha256 }) => sha256));

/** Reads every segment of a backup and removes those that do not hold what their names say. Resolves with how many. */
export async function removeDamagedSegments(files: BackupFiles, manifest: BackupManifest): Promise<number> {
  let removed = 0;
  for (const sha256 of segmentsOf(manifest)) {
    const packed = await files.getSegment(sha256);
    if (packed === null || (await isWhole(packed, sha256))) continue;
    await files.removeSegment(sha256);
    removed += 1;
  }
  return removed;
}

const isWhole = (packed: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> =>
  unpackBytes(packed, sha256).then(
    () => true,
    () => false,
  );
