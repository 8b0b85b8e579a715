import { ahead } from '../../adapters/export/ahead.ts';
import { checkEntry, entryBlob, readEntry, readZipEntries, type ZipEntry } from '../../adapters/export/zip-reader.ts';
import { AppError, type ErrorCode, throwIfAborted, toAppError } from '../../core/errors.ts';
import {
  checkListing,
  checkTables,
  damagedEntry,
  type ExportedTable,
  type ExportManifest,
  GUIDE_PATH,
  MANIFEST_PATH,
  MAX_MANIFEST_BYTES,
  readManifest,
} from '../../core/export/manifest.ts';
import type { BlobStore } from '../../core/ports.ts';
import { loadLines } from '../../db/export/load-lines.ts';
import { digestTable } from '../../db/logical/digest.ts';
import { readShapes, type TableShape } from '../../db/logical/shapes.ts';
import type { Store } from '../../db/store.ts';
import type { ExportCall } from './export-files.ts';

/** Reads an export that may have been cut off, changed or made to harm. */

export interface CheckedArchive {
  readonly manifest: ExportManifest;
  /** Of what the manifest names. */
  readonly entry: (path: string) => ZipEntry;
  readonly file: Blob;
}

/**
 * Reads all of it once and changes nothing. Rejects with `backup-damaged` naming the entry, with `version-mismatch`, or with
 * `cancelled`.
 */
export async function checkArchive(file: Blob, schemaVersion: number, call: ExportCall = {}): Promise<CheckedArchive> {
  const entries = await readZipEntries(file);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const entry = (path: string): ZipEntry => {
    const found = byName.get(path);
    if (found === undefined) throw damagedEntry(path, `“${path}” is missing`);
    return found;
  };
  const manifest = readManifest(await readManifestText(file, entry(MANIFEST_PATH)), schemaVersion);
  checkListing(manifest, entries);
  await checkSums({ file, entry, manifest }, byName.has(GUIDE_PATH), call);
  return { manifest, entry, file };
}

async function readManifestText(file: Blob, entry: ZipEntry): Promise<string> {
  if (entry.sizeBytes > MAX_MANIFEST_BYTES) throw damagedEntry(entry.name, 'its list of contents is too long');
  await checkEntry(file, entry);
  return (await entryBlob(file, entry)).text();
}

async function checkSums(
  { file, entry, manifest: { tables, originals, notes } }: CheckedArchive,
  hasGuide: boolean,
  { signal, onProgress }: ExportCall,
): Promise<void> {
  const listed = [...tables, ...originals, ...notes];
  const total = listed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let done = 0;
  if (hasGuide) await checkEntry(file, entry(GUIDE_PATH), signal);
  const check = async ({ path, sha256, sizeBytes }: (typeof listed)[number]) => {
    if ((await checkEntry(file, entry(path), signal)) !== sha256) {
      throw damagedEntry(path, `“${path}” does not match its checksum`);
    }
    return sizeBytes;
  };
  for await (const sizeBytes of ahead(listed, ENTRIES_AT_ONCE, check)) {
    done += sizeBytes;
    onProgress?.({ done, total, note: 'checking' });
    throwIfAborted(signal);
  }
}

/**
 * Fills an empty store of the archive's version and reads it to its end: each table is what the archive says it is. Rejects
 * with `backup-damaged` naming the table, `storage-full`, `store-busy` or `cancelled`; what was written so far stays.
 */
export async function loadTables(store: Store, archive: CheckedArchive, call: ExportCall = {}): Promise<void> {
  const shapes = await readShapes(store);
  checkTables(archive.manifest, shapes);
  const total = archive.manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const shape of shapes) {
    const table = archive.manifest.tables.find(({ name }) => name === shape.name);
    if (table === undefined) continue; // `checkTables` has refused it
    await loadTable(store, shape, table, archive, (rows) => {
      throwIfAborted(call.signal);
      done += rows;
      call.onProgress?.({ done, total, note: 'loading' });
    });
  }
}

async function loadTable(
  store: Store,
  shape: TableShape,
  table: ExportedTable,
  { file, entry }: CheckedArchive,
  onRows: (rows: number) => void,
): Promise<void> {
  try {
    await loadLines(store, shape, readEntry(file, entry(table.path)), onRows);
  } catch (thrown) {
    const error = toAppError(thrown);
    throw ROWS_AT_FAULT.has(error.code) ? wrongRows(table, error) : error;
  }
  const { rows, sha256 } = await digestTable(store, shape);
  if (rows !== table.rows || sha256 !== table.sha256) throw wrongRows(table);
}

/** What a store says of rows that it cannot hold. */
const ROWS_AT_FAULT: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['conflict', 'internal', 'bad-input']);

const wrongRows = ({ name, path }: ExportedTable, cause?: AppError) =>
  damagedEntry(path, `the table “${name}” has rows that cannot be taken over`, cause);

/** Puts the originals where those of all stores lie. Each is there as a whole or not at all. */
export async function loadOriginals(blobs: BlobStore, archive: CheckedArchive, call: ExportCall = {}): Promise<void> {
  const { originals } = archive.manifest;
  const put = async ({ path, sha256 }: (typeof originals)[number]) => {
    throwIfAborted(call.signal);
    const { hash } = await blobs.put(await entryBlob(archive.file, archive.entry(path)), call.signal);
    if (hash !== sha256)
      throw new AppError('backup-damaged', 'The export was changed while it was read.', { details: { path } });
  };
  let done = 0;
  for await (const _ of ahead(originals, ENTRIES_AT_ONCE, put)) {
    call.onProgress?.({ done: ++done, total: originals.length, note: 'originals' });
    throwIfAborted(call.signal);
  }
}

/** One is hashed or written by the browser while others are read. */
const ENTRIES_AT_ONCE = 3;
