import { AppError } from '../../../core/errors.ts';
import { documentTypeOf, unsupportedMessage } from '../../../core/items/document-type.ts';
import { DEFAULT_IMPORT_LIMITS } from '../../../core/items/import-limits.ts';
import { isHidden } from '../../../core/items/import-plan.ts';
import { readImportPath } from '../../../core/items/path.ts';
import type { EmbeddedFile } from '../parse.api.ts';
import { isNotionExport, notionPaths } from './notion.ts';
import { decodeBytes } from './read-text.ts';
import type { FileToRead, Reading } from './reader.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Files and unpacked bytes of one batch. */
const BATCH_FILES = 64;
const BATCH_BYTES = 16 * 1024 * 1024;

type Refusal = Reading['refused'][number];

/** How the files of an archive are named, and what is changed in them. */
interface Layout {
  /** Null for a file that is left out without a word: it only repeats another one, or serves the program that wrote it. */
  pathOf(path: string): string | null;
  rewrite(path: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

const asWritten: Layout = { pathOf: (path) => path, rewrite: (_, bytes) => bytes };

function notionLayout(paths: readonly string[]): Layout {
  const notion = notionPaths(paths);
  return {
    pathOf: notion.pathOf,
    rewrite: (path, bytes) =>
      /\.(?:md|html)$/.test(path) ? new TextEncoder().encode(notion.rewrite(path, decodeBytes(bytes))) : bytes,
  };
}

const LOGSEQ = /(?:^|\/)logseq\/config\.edn$/;

/** Leaves out what Logseq keeps for itself: settings, and older versions of pages. */
function logseqLayout(settings: string): Layout {
  const own = settings.slice(0, -'config.edn'.length);
  return { ...asWritten, pathOf: (path) => (path.startsWith(own) ? null : path) };
}

/** ChatGPT writes every conversation twice: as data, and as one page. */
const chatGptLayout: Layout = { ...asWritten, pathOf: (path) => (/(?:^|\/)chat\.html$/.test(path) ? null : path) };

function layoutOf(paths: readonly string[]): Layout {
  const settings = paths.find((path) => LOGSEQ.test(path));
  if (settings !== undefined) return logseqLayout(settings);
  if (isNotionExport(paths)) return notionLayout(paths);
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return names.has('conversations.json') && names.has('chat.html') ? chatGptLayout : asWritten;
}

interface Wanted {
  readonly entry: ZipEntry;
  /** As it is imported. */
  readonly path: string;
}

/** What is wrong with an entry before it is unpacked. */
function refusalOf({ entry, path }: Wanted, isTaken: boolean): Pick<Refusal, 'code' | 'reason'> | null {
  const place = readImportPath(path, DEFAULT_IMPORT_LIMITS);
  if (!place.ok) return { code: 'bad-input', reason: place.message };
  if (documentTypeOf(place.fileName, '') === null)
    return { code: 'unsupported', reason: unsupportedMessage(place.fileName) };
  if (entry.encrypted) return { code: 'unsupported', reason: 'This file is locked with a password.' };
  if (isTaken) return { code: 'conflict', reason: 'Another file with the same path is already in this archive.' };
  return entry.sizeBytes === 0 ? { code: 'unreadable', reason: 'This file is empty.' } : null;
}

async function unpack(archive: ZipArchive, { entry, path }: Wanted, layout: Layout): Promise<EmbeddedFile> {
  const bytes = layout.rewrite(entry.path, await archive.read(entry));
  return { path, mediaType: '', bytes: new Blob([bytes]), modifiedMs: entry.modifiedMs, attachedTo: null };
}

/** The entries that are files of the user, in the order of the archive. */
function wantedOf({ entries }: ZipArchive, layout: Layout): readonly Wanted[] {
  return entries.flatMap((entry) => {
    const path = entry.isFolder || isHidden(entry.path) ? null : layout.pathOf(entry.path);
    return path === null || path === '' ? [] : [{ entry, path }];
  });
}

/** An archive as the files in it, a batch at a time; `cursor` counts the files. */
export async function readZip({ bytes, cursor, limits = DEFAULT_IMPORT_LIMITS }: FileToRead): Promise<Reading> {
  const { maxFileBytes, maxFiles } = limits;
  const archive = await openZip(bytes, { maxEntryBytes: maxFileBytes, maxEntries: maxFiles });
  const layout = layoutOf(archive.entries.map(({ path }) => path));
  const wanted = wantedOf(archive, layout);
  const taken = new Set(wanted.slice(0, cursor).map(({ path }) => path));
  const embedded: EmbeddedFile[] = [];
  const refused: Refusal[] = [];
  let unpacked = 0;
  let at = cursor;
  for (; at < wanted.length && embedded.length < BATCH_FILES && unpacked < BATCH_BYTES; at += 1) {
    const file = wanted[at];
    if (file === undefined) break;
    const refusal = refusalOf(file, taken.has(file.path));
    taken.add(file.path);
    if (refusal !== null) {
      refused.push({ path: file.path, ...refusal });
      continue;
    }
    try {
      embedded.push(await unpack(archive, file, layout));
      unpacked += file.entry.sizeBytes;
    } catch (thrown) {
      // One damaged file does not cost the others.
      if (!(thrown instanceof AppError)) throw thrown;
      refused.push({ path: file.path, code: thrown.code, reason: thrown.message });
    }
  }
  return { documents: [], embedded, refused, next: at < wanted.length ? at : null };
}
