import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest, BackupSegment, BackupTable } from '../../core/backup/manifest.ts';
import type { DrilledTable } from '../../core/backup/restore-report.ts';
import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag, Clock, OnProgress } from '../../core/ports.ts';
import { writeLines } from '../logical/copy-rows.ts';
import type { RowLine } from '../logical/row-lines.ts';
import { readShapes, type TableShape } from '../logical/shapes.ts';
import { type Migration, migrate, schemaVersion } from '../migrate.ts';
import type { Store } from '../store.ts';
import { countRows } from './changes.ts';
import { describeTable } from './make-backup.ts';
import { segmentsOf } from './manifest-file.ts';
import { readSegments, WHOLE_TABLE } from './read-segments.ts';
import { inBackup, inBackupOrder } from './row-order.ts';
import { bytesToLines, unpackBytes } from './segment-bytes.ts';

/** A backup into an empty store beside the one in use, of either engine. The one in use is never touched. */

export interface RestoreOptions {
  readonly files: BackupFiles;
  readonly manifest: BackupManifest;
  /** With the schema of the backup (`migrationsFor`), empty; or with what an attempt that was cut off has left of the same backup. */
  readonly store: Store;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortFlag | undefined;
}

/** Those that a store is opened with to restore this backup. Throws `version-mismatch` for one of a newer Hearth. */
export function migrationsFor(manifest: BackupManifest, migrations: readonly Migration[]): readonly Migration[] {
  if (manifest.schemaVersion <= migrations.length) return migrations.slice(0, manifest.schemaVersion);
  throw new AppError(
    'version-mismatch',
    'This backup was made by a newer version of Hearth. Reload to get that version, then restore it.',
    { details: { backup: manifest.schemaVersion, code: migrations.length } },
  );
}

/**
 * Loads the rows and reads them again: resolves when all tables are what the manifest says, row for row. Begun anew it goes
 * over what is there. Rejects with `backup-damaged` naming the table, `storage-full`, or `cancelled`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<readonly DrilledTable[]> {
  const { files, manifest, store } = options;
  const tables = await tablesFor(store, manifest);
  await checkSegments(files, manifest);
  const total = 2 * manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const tell = (rows: number) => {
    throwIfAborted(options.signal);
    done += rows;
    options.onProgress?.({ done, total: Math.max(done, total) });
  };
  for (const { shape, held } of tables) await loadTable(options, shape, held, tell);
  const checked = await checkTables(store, manifest, tell);
  const wrong = checked.find(({ isSame }) => !isSame);
  if (wrong !== undefined) throw notTheSame(wrong.name);
  return checked;
}

export interface FinishOptions {
  readonly store: Store;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
}

/**
 * What makes a restored store one to go on with: the newest schema; and a device of its own, since what this device wrote
 * after the backup may be known elsewhere by the numbers that it would give again.
 */
export async function finishRestore({ store, migrations, clock }: FinishOptions): Promise<void> {
  await migrate(store, migrations, clock);
  await store.query('update devices set is_self = $1 where is_self = $2', [false, true]);
}

interface RestoredTable {
  readonly shape: TableShape;
  readonly held: BackupTable;
}

/** In an order in which rows that are referred to come first. */
async function tablesFor(store: Store, manifest: BackupManifest): Promise<RestoredTable[]> {
  const version = await schemaVersion(store);
  if (version !== manifest.schemaVersion) {
    throw new Error(`restore: the store has schema ${version}, the backup ${manifest.schemaVersion}`);
  }
  const shapes = await readShapes(store);
  const unknown = manifest.tables.find(({ name }) => !shapes.some((shape) => shape.name === name));
  if (unknown !== undefined)
    throw damaged(`It has a table “${unknown.name}” that there is no place for.`, unknown.name);
  return shapes.filter(inBackup).map((shape) => {
    const held = manifest.tables.find(({ name }) => name === shape.name);
    if (held === undefined) throw damaged(`The table “${shape.name}” is missing in it.`, shape.name);
    return { shape, held };
  });
}

/** Rejects with `backup-damaged` that names the table, before anything is written, where a file is missing. */
export async function checkSegments(files: BackupFiles, manifest: BackupManifest): Promise<void> {
  const there = new Set(await files.listSegments());
  if (segmentsOf(manifest).every((sha256) => there.has(sha256))) return;
  for (const { name, segments } of manifest.tables) {
    const missing = segments.filter(({ sha256 }) => !there.has(sha256)).length;
    if (missing === 0) continue;
    throw damaged(`Of the table “${name}” ${missing} of ${segments.length} parts are missing.`, name);
  }
}

async function loadTable(
  { files, store }: RestoreOptions,
  shape: TableShape,
  held: BackupTable,
  tell: (rows: number) => void,
): Promise<void> {
  const counts = await countRows(store, [shape.name]);
  const mode = counts.get(shape.name) === 0 ? 'new' : 'replace';
  for (const segment of held.segments) {
    tell(0);
    await writeLines(store, shape, await readSegmentLines(files, held.name, segment), mode);
    tell(segment.rows);
  }
}

/** Rejects with `backup-damaged` that names the table. */
export async function readSegmentLines(
  files: BackupFiles,
  table: string,
  { sha256 }: Pick<BackupSegment, 'sha256'>,
): Promise<RowLine[]> {
  const packed = await files.getSegment(sha256);
  if (packed === null) throw damaged(`A part of the table “${table}” is missing.`, table);
  try {
    return bytesToLines(await unpackBytes(packed, sha256));
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw damaged(`A part of the table “${table}” is cut off or was altered.`, table, cause);
  }
}

/** Reads the tables of a store again and says which of them are what the manifest says. */
export async function checkTables(
  store: Store,
  manifest: BackupManifest,
  tell: (rows: number) => void = () => undefined,
): Promise<DrilledTable[]> {
  const shapes = await readShapes(store);
  const checked: DrilledTable[] = [];
  for (const held of manifest.tables) {
    const shape = shapes.find(({ name }) => name === held.name);
    if (shape === undefined) throw damaged(`It has a table “${held.name}” that there is no place for.`, held.name);
    const table = inBackupOrder(shape, held.segmentRows);
    const segments: BackupSegment[] = [];
    for await (const { segment } of readSegments(store, table, WHOLE_TABLE)) {
      segments.push(segment);
      tell(segment.rows);
    }
    const { rows, sha256 } = await describeTable(table, segments);
    checked.push({ name: held.name, rows, isSame: sha256 === held.sha256 });
  }
  return checked;
}

const damaged = (what: string, table: string, cause?: unknown) =>
  new AppError('backup-damaged', `This backup cannot be restored. ${what}`, {
    details: { table },
    ...(cause === undefined ? {} : { cause }),
  });

const notTheSame = (table: string) =>
  new AppError('backup-damaged', `What was restored of the table “${table}” is not what the backup says.`, {
    details: { table },
  });
