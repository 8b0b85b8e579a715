import { sha256InPieces, sha256Text } from '../../adapters/files/blob-store.ts';
import { createMemoryCacheFiles } from '../../adapters/files/cache-files.ts';
import { AppError, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import type { CacheFiles } from '../../core/ports.ts';
import { createSearchIndex } from '../../core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../../core/search/persist.ts';
import { readItemRows, removeItemRows, restoreItemRows } from '../../db/archive/item-rows.ts';
import { ARCHIVE_MEDIA_TYPE, type ArchivedRows, makePart, openPart } from '../../db/archive/part-file.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import {
  type ArchiveCandidate,
  archivedAmong,
  leaveArchive,
  putArchivePart,
  unchangedTexts,
} from '../../db/tables/archives.ts';
import { bodyUpdates } from '../../db/tables/item-parts.ts';
import { findItem } from '../../db/tables/items.ts';
import { chunksOfItems, indexRows, putBlob, putItemText } from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import { textOf } from './archives.ts';
import type { KernelContext } from './context.ts';

/**
 * Items go into a part of an archive, and come back. The file is written and read back before the rows leave; the rows
 * leave, and the archive has them, in one unit. So whenever Hearth ends, an item is here or there.
 */

/** A part that lies in the files, checked, and counts nowhere yet. */
export interface WrittenPart {
  readonly file: string;
  readonly sizeBytes: number;
}

export async function writePart(context: KernelContext, candidates: readonly ArchiveCandidate[]): Promise<WrittenPart> {
  const { db, store } = context;
  const ids = candidates.map(({ id }) => id);
  const found = await indexRows(db, ids);
  const chunks = await chunksOfItems(db, ids);
  const index = createSearchIndex();
  for (const { item } of found) index.put(item, chunks.get(item.itemId) ?? []);
  const rows = await readItemRows(store, await readShapes(store), ids);
  const blobHashes = new Map(candidates.map(({ id, blobHash }) => [id, blobHash]));
  const items = found.map(({ item }): ArchivedRows => {
    return { item, blobHash: blobHashes.get(item.itemId) ?? null, rows: rows.get(item.itemId) ?? [] };
  });
  const files = createMemoryCacheFiles();
  await persistIndex(index, files);
  return putFile(context, items, files);
}

/** Resolves when the file is there and has been read back. */
export async function putFile(
  { blobs, schemaVersion }: KernelContext,
  items: readonly ArchivedRows[],
  indexFiles: CacheFiles,
): Promise<WrittenPart> {
  const { hash, sizeBytes } = await blobs.put(await makePart(schemaVersion, items, indexFiles));
  const written = await blobs.get(hash);
  const part = await openPart(written);
  const same = (await sha256InPieces(written)) === hash && (await openIndex(part.indexFiles)).complete;
  if (!same || part.itemIds.length !== items.length) throw unlike();
  for (const { item, rows } of items) {
    const read = await part.readItem(item.itemId);
    if (JSON.stringify(read.rows) !== JSON.stringify(rows)) throw unlike();
  }
  return { file: hash, sizeBytes };
}

const unlike = () =>
  new AppError('internal', 'An archive came out unlike what went into it, so nothing was moved.', { retryable: true });

export interface PartTarget {
  readonly archive: { readonly id: Id; readonly name: string };
  readonly part: number;
}

/** Within a unit: the rows of what has not changed since leave, and the part stands for them. Returns how many. */
export async function moveToPart(
  context: KernelContext,
  unit: WriteUnit,
  { archive, part }: PartTarget,
  candidates: readonly ArchiveCandidate[],
  { file, sizeBytes }: WrittenPart,
): Promise<number> {
  const { db, indexer, archives } = context;
  const items = await unchangedTexts(db, candidates);
  if (items.length === 0) return 0;
  const ids = items.map(({ id }) => id);
  putBlob(db, unit, { hash: file, sizeBytes, mediaType: ARCHIVE_MEDIA_TYPE });
  putArchivePart(db, unit, { archive, part, file, sizeBytes, items });
  removeItemRows(db, unit, ids);
  indexer.gone(unit, ids);
  unit.afterCommit(() => archives.changed());
  return items.length;
}

/**
 * Within a unit: they have their rows again. Where their file cannot be read, their text is made anew from the note's body or
 * the original; rejects with `backup-damaged` where there is neither.
 */
export async function bringBack(
  context: KernelContext,
  unit: WriteUnit,
  items: readonly { readonly itemId: Id }[],
): Promise<void> {
  const { db, store, indexer, archives } = context;
  // Some may have come back since they were asked for, or their file been written anew.
  const archived = await archivedAmong(
    db,
    items.map(({ itemId }) => itemId),
  );
  const ids = [...archived.keys()];
  const shapes = await readShapes(store);
  for (const item of archived.values()) {
    const held = await archives.read(item).catch((thrown: unknown) => readAnew(context, unit, item.itemId, thrown));
    if (held === null) continue;
    const text = { revision: indexer.nextRevision(), stale: await isStale(context, held) };
    restoreItemRows(unit, store.dialect, shapes, held.rows, text);
    if (text.stale) indexer.textChanged(unit, item.itemId);
    else indexer.written(unit, item.itemId);
  }
  if (ids.length > 0) leaveArchive(db, unit, ids);
  unit.afterCommit(() => archives.left(ids));
}

/** Where the file is damaged: what the text was made from is still here, and it is made once more, without what was kept of it. */
async function readAnew(context: KernelContext, unit: WriteUnit, itemId: Id, thrown: unknown): Promise<null> {
  const { db, indexer, incidents } = context;
  const item = await findItem(db, itemId);
  const isHere = item?.kind === 'note' || (item?.blobHash != null && (await context.blobs.has(item.blobHash)));
  if (toAppError(thrown).code !== 'backup-damaged' || !isHere) throw thrown;
  incidents.record('archive', thrown);
  const textHash = await sha256Text('');
  const values = { ...BARE_DOCUMENT, text: '', textHash, revision: indexer.nextRevision(), indexedRevision: 0 };
  putItemText(db, unit, { ...values, itemId });
  indexer.textChanged(unit, itemId);
  return null;
}

/** Its body or its original changed while it lay there, as when another device wrote in it or an import was taken back. */
async function isStale({ db }: KernelContext, { item: { itemId }, blobHash, rows }: ArchivedRows): Promise<boolean> {
  const item = await findItem(db, itemId);
  if (item === null) return false;
  if (item.kind !== 'note') return item.blobHash !== blobHash;
  const updates = await bodyUpdates(db, itemId);
  return updates.length > 0 && openTextDocument(updates).text() !== textOf(rows)?.text;
}
