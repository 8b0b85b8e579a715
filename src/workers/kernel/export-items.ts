import type { DraftFile } from '../../adapters/export/draft-files.ts';
import { createZipWriter } from '../../adapters/export/zip-writer.ts';
import { throwIfAborted } from '../../core/errors.ts';
import { createSafePaths } from '../../core/export/safe-paths.ts';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { type ExportedOriginal, exportedNotes } from '../../db/export/exported-files.ts';
import { findItems } from '../../db/tables/items.ts';
import type { KernelContext } from './context.ts';
import { addNotes, addOriginals, type ExportCall } from './export-files.ts';

/** Asked of the rows at once. */
const PORTION = 500;
const TOP = 'things';

export interface ItemsToExport {
  readonly itemIds: readonly Id[];
  /** What is not seen from it is left out. */
  readonly workspaceId: Id;
}

export interface MadeItems {
  readonly bytes: Blob;
  /** Things of which nothing could be put in: they have no file, or it is not here. */
  readonly missing: number;
}

/**
 * Chosen things as one ZIP, in their folders: notes as Markdown with what they say now, everything else as the file that it came
 * from, a file of many things once. Rejects with `storage-full` or `cancelled`; the draft is the caller's.
 */
export function makeItemsArchive(
  context: Pick<KernelContext, 'db' | 'blobs' | 'clock' | 'originals'>,
  draft: DraftFile,
  asked: ItemsToExport,
  call: ExportCall,
): Promise<MadeItems> {
  return context.originals.whileCopying(async () => {
    const zip = await createZipWriter(draft, context.clock.nowMs());
    const into = { zip, paths: createSafePaths(), top: TOP };
    const things = await readThings(context, asked, call);
    const notes = things.filter(({ kind }) => kind === 'note').map(({ id }) => id);
    const written = await addNotes(into, exportedNotes(context.db, notes), call);
    const files = things.filter(({ kind }) => kind !== 'note');
    const { missing } = await addOriginals(context.blobs, into, originalsOf(files), call);
    const lost = new Set(missing);
    const kept = files.filter(({ blobHash }) => blobHash !== null && !lost.has(blobHash)).length;
    return { bytes: await zip.finish(), missing: asked.itemIds.length - written.length - kept };
  });
}

async function readThings(
  { db }: Pick<KernelContext, 'db'>,
  { itemIds, workspaceId }: ItemsToExport,
  { signal }: ExportCall,
): Promise<Item[]> {
  const things: Item[] = [];
  for (let at = 0; at < itemIds.length; at += PORTION) {
    throwIfAborted(signal);
    things.push(...(await findItems(db, itemIds.slice(at, at + PORTION), workspaceId)));
  }
  return things;
}

/** Each file once, under the name of the first thing that came from it. */
function originalsOf(things: readonly Item[]): ExportedOriginal[] {
  const originals = new Map<string, ExportedOriginal>();
  for (const { blobHash: hash, folder, fileName, title } of things) {
    if (hash !== null && !originals.has(hash)) originals.set(hash, { hash, folder, fileName: fileName ?? title });
  }
  return [...originals.values()];
}
