import { ahead } from '../../adapters/export/ahead.ts';
import type { DraftFile } from '../../adapters/export/draft-files.ts';
import { sumFile } from '../../adapters/export/sums.ts';
import { createZipWriter, type Written, type ZipWriter } from '../../adapters/export/zip-writer.ts';
import { throwIfAborted, toAppError } from '../../core/errors.ts';
import { EXPORT_GUIDE } from '../../core/export/guide.ts';
import {
  EXPORT_FORMAT,
  type ExportedFile,
  type ExportedTable,
  type ExportManifest,
  GUIDE_PATH,
  MANIFEST_PATH,
  tablePath,
} from '../../core/export/manifest.ts';
import { noteMarkdown } from '../../core/export/note-markdown.ts';
import { createSafePaths, type SafePaths, splitExtension } from '../../core/export/safe-paths.ts';
import type { AbortFlag, OnProgress } from '../../core/ports.ts';
import { type ExportedOriginal, exportedNotes, exportedOriginals } from '../../db/export/exported-files.ts';
import { countRows, tableLines } from '../../db/export/table-lines.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import type { KernelContext } from './context.ts';

/** Everything as one ZIP. */

export interface ExportCall {
  readonly signal?: AbortFlag | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface MadeArchive {
  readonly bytes: Blob;
  readonly manifest: ExportManifest;
}

type Context = Pick<KernelContext, 'store' | 'db' | 'clock' | 'blobs' | 'schemaVersion'> & {
  readonly writer: Pick<KernelContext['writer'], 'exclusive'>;
  readonly originals: Pick<KernelContext['originals'], 'whileCopying'>;
};

/**
 * Writes wait while rows are read, so that the tables fit each other; originals are read afterwards, which nothing changes.
 * Rejects with `storage-full` or `cancelled`; the draft is the caller's.
 */
export function makeArchive(
  context: Context,
  draft: DraftFile,
  appVersion: string,
  call: ExportCall,
): Promise<MadeArchive> {
  return context.originals.whileCopying(async () => {
    const madeMs = context.clock.nowMs();
    const zip = await createZipWriter(draft, madeMs);
    const paths = createSafePaths();
    await zip.stream(GUIDE_PATH, [encoder.encode(EXPORT_GUIDE)]);
    const { tables, notes, named } = await context.writer.exclusive(async () => ({
      tables: await addTables(context, zip, call),
      notes: await addNotes(context, zip, paths, call),
      named: await exportedOriginals(context.db),
    }));
    const { originals, missing } = await addOriginals(context, zip, paths, named, call);
    const manifest: ExportManifest = {
      format: EXPORT_FORMAT,
      schemaVersion: context.schemaVersion,
      appVersion,
      engine: `${context.store.capabilities.name} ${context.store.capabilities.version}`,
      madeMs,
      tables,
      originals,
      notes,
      missing,
    };
    await zip.stream(MANIFEST_PATH, [encoder.encode(JSON.stringify(manifest))]);
    return { bytes: await zip.finish(), manifest };
  });
}

const encoder = new TextEncoder();

async function addTables(
  { store }: Context,
  zip: ZipWriter,
  { signal, onProgress }: ExportCall,
): Promise<ExportedTable[]> {
  const shapes = await readShapes(store);
  const total = await countRows(store, shapes);
  const tables: ExportedTable[] = [];
  let done = 0;
  for (const shape of shapes) {
    let rows = 0;
    const onRows = (count: number) => {
      rows += count;
      done += count;
      onProgress?.({ done, total, note: 'tables' });
    };
    const path = tablePath(shape.name);
    const written = await zip.stream(path, tableLines(store, shape, { signal, onRows }));
    tables.push({ name: shape.name, path, columns: [...shape.columns], rows, ...written });
  }
  return tables;
}

async function addNotes(
  { db }: Context,
  zip: ZipWriter,
  paths: SafePaths,
  { signal }: ExportCall,
): Promise<ExportedFile[]> {
  const notes: ExportedFile[] = [];
  for await (const note of exportedNotes(db)) {
    throwIfAborted(signal);
    const path = paths.take('notes', note.folder, note.title, '.md');
    notes.push(listed(path, await zip.stream(path, [encoder.encode(noteMarkdown(note))])));
  }
  return notes;
}

interface AddedOriginals {
  readonly originals: ExportedFile[];
  readonly missing: string[];
}

async function addOriginals(
  { blobs }: Context,
  zip: ZipWriter,
  paths: SafePaths,
  named: readonly ExportedOriginal[],
  { signal, onProgress }: ExportCall,
): Promise<AddedOriginals> {
  const originals: ExportedFile[] = [];
  const missing: string[] = [];
  const read = async (original: ExportedOriginal) => {
    const bytes = await originalBytes(blobs, original.hash);
    return { original, bytes, sum: bytes === null ? null : await sumFile(bytes, signal) };
  };
  for await (const { original, bytes, sum } of ahead(named, FILES_AT_ONCE, read)) {
    throwIfAborted(signal);
    onProgress?.({ done: originals.length + missing.length, total: named.length, note: 'originals' });
    // What is not what its name says would be refused when it is brought in.
    if (bytes === null || sum?.sha256 !== original.hash) missing.push(original.hash);
    else {
      const path = pathOf(paths, original);
      zip.file(path, bytes, sum);
      originals.push(listed(path, sum));
    }
  }
  return { originals, missing };
}

/** One is hashed by the browser while others are read. */
const FILES_AT_ONCE = 3;

const listed = (path: string, { sizeBytes, sha256 }: Written): ExportedFile => ({ path, sizeBytes, sha256 });

async function originalBytes(blobs: Context['blobs'], hash: string): Promise<Blob | null> {
  try {
    // Both blob stores keep blobs; the port asks for less.
    return (await blobs.get(hash)) as Blob;
  } catch (thrown) {
    if (toAppError(thrown).code === 'not-found') return null;
    throw thrown;
  }
}

function pathOf(paths: SafePaths, { hash, folder, fileName }: ExportedOriginal): string {
  if (fileName === null) return paths.take('originals', 'earlier', hash);
  const [name, extension] = splitExtension(fileName);
  return paths.take('originals', folder, name, extension);
}
