import { ahead } from '../../adapters/export/ahead.ts';
import { sumFile } from '../../adapters/export/sums.ts';
import type { Written, ZipWriter } from '../../adapters/export/zip-writer.ts';
import { throwIfAborted, toAppError } from '../../core/errors.ts';
import type { ExportedFile } from '../../core/export/manifest.ts';
import { type ExportedNote, noteMarkdown } from '../../core/export/note-markdown.ts';
import { type SafePaths, splitExtension } from '../../core/export/safe-paths.ts';
import type { AbortFlag, OnProgress } from '../../core/ports.ts';
import type { ExportedOriginal } from '../../db/export/exported-files.ts';
import type { KernelContext } from './context.ts';

/** Notes and originals, as files of a ZIP. */

export interface ExportCall {
  readonly signal?: AbortFlag | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Where files go: the archive, the names that are taken in it, and the folder that they stand in. */
export interface FilesInto {
  readonly zip: ZipWriter;
  readonly paths: SafePaths;
  readonly top: string;
}

export async function addNotes(
  { zip, paths, top }: FilesInto,
  notes: AsyncIterable<ExportedNote>,
  { signal }: ExportCall,
): Promise<ExportedFile[]> {
  const added: ExportedFile[] = [];
  for await (const note of notes) {
    throwIfAborted(signal);
    const path = paths.take(top, note.folder, note.title, '.md');
    added.push(listed(path, await zip.stream(path, [encoder.encode(noteMarkdown(note))])));
  }
  return added;
}

export interface AddedOriginals {
  readonly originals: ExportedFile[];
  /** Hashes of those that are not here, or are not what their name says. */
  readonly missing: string[];
}

export async function addOriginals(
  blobs: KernelContext['blobs'],
  { zip, paths, top }: FilesInto,
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
      const path = pathOf(paths, top, original);
      zip.file(path, bytes, sum);
      originals.push(listed(path, sum));
    }
  }
  return { originals, missing };
}

/** One is hashed by the browser while others are read. */
const FILES_AT_ONCE = 3;

const encoder = new TextEncoder();

const listed = (path: string, { sizeBytes, sha256 }: Written): ExportedFile => ({ path, sizeBytes, sha256 });

async function originalBytes(blobs: KernelContext['blobs'], hash: string): Promise<Blob | null> {
  try {
    // Both blob stores keep blobs; the port asks for less.
    return (await blobs.get(hash)) as Blob;
  } catch (thrown) {
    if (toAppError(thrown).code === 'not-found') return null;
    throw thrown;
  }
}

function pathOf(paths: SafePaths, top: string, { hash, folder, fileName }: ExportedOriginal): string {
  if (fileName === null) return paths.take(top, 'earlier', hash);
  const [name, extension] = splitExtension(fileName);
  return paths.take(top, folder, name, extension);
}
