import type { Id } from '../../core/ids.ts';
import { diffFolder, type FolderFile, type FolderListing, folderPath } from '../../core/items/folder-diff.ts';
import { isHidden } from '../../core/items/import-plan.ts';
import type { HearthClient, ImportSource } from '../../workers/kernel/kernel.api.ts';
import { type Collected, collectPlaces } from '../import/collect.ts';
import { placeOfHandle } from '../import/places.ts';

export interface ScanRequest {
  readonly client: Pick<HearthClient, 'command' | 'query' | 'import'>;
  readonly folderId: Id;
  readonly handle: FileSystemDirectoryHandle;
  readonly signal: AbortSignal;
  /** Files that are not looked at here. */
  readonly without?: (path: string) => boolean;
}

/** `stopped`: the user stopped the import of what was new, so that is still to be read. */
export type ScanOutcome = 'done' | 'stopped' | 'unreachable';

const BATCH_FILES = 10_000;
const BATCH_BYTES = 2_000_000_000;

/** Compares a folder with what is known of it: reads what is new or changed, marks what is gone. */
export async function scanFolder({
  client,
  folderId,
  handle,
  signal,
  without = none,
}: ScanRequest): Promise<ScanOutcome> {
  const found = await collectPlaces([placeOfHandle(handle)], { signal });
  if (found.leftOut.some(({ path, reason }) => path === handle.name && reason === 'unreadable')) return 'unreachable';
  const { listing, sources } = listingOf(found, without);
  const known = (await client.query('connected-files', { folderId }, { signal })).filter(({ path }) => !without(path));
  const { added, changed, back, gone } = diffFolder(listing, known);
  const maxFiles = (await client.query('settings', {}))['import.maxFiles'];
  const most = Math.min(BATCH_FILES, typeof maxFiles === 'number' ? maxFiles : BATCH_FILES);
  for (const batch of batchesOf([...added, ...changed], most)) {
    const files = batch.flatMap(({ path }) => sources.get(path) ?? []);
    const report = await client.import(files, { label: handle.name, signal });
    if (report.import.status !== 'done') return 'stopped';
    await client.command('record-folder', { folderId, there: batch, gone: [] });
  }
  await client.command('record-folder', { folderId, there: [...back], gone: [...gone] });
  return 'done';
}

const none = () => false;

interface Listed {
  readonly listing: FolderListing;
  readonly sources: ReadonlyMap<string, ImportSource>;
}

/** What an import would leave alone is not followed. */
function listingOf({ sources, leftOut }: Collected, without: (path: string) => boolean): Listed {
  const byPath = new Map<string, ImportSource>();
  for (const source of sources)
    if (!isHidden(source.path) && !without(source.path)) byPath.set(folderPath(source.path), source);
  const files = Array.from(byPath, ([path, { file }]) => ({
    path,
    sizeBytes: file.size,
    modifiedMs: Math.round(file.lastModified),
  }));
  const unseen = leftOut.map(({ path }) => folderPath(path));
  return {
    listing: { files, unseen, complete: leftOut.every(({ reason }) => reason !== 'too-many') },
    sources: byPath,
  };
}

/** One import each, so that a large folder is not over the limits of one, and what was read of it is remembered. */
function batchesOf(files: readonly FolderFile[], mostFiles: number): FolderFile[][] {
  const batches: FolderFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= mostFiles || bytes + file.sizeBytes > BATCH_BYTES) {
      batches.push([file]);
      bytes = file.sizeBytes;
    } else {
      last.push(file);
      bytes += file.sizeBytes;
    }
  }
  return batches;
}
