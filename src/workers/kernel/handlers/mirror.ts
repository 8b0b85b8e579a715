import { sha256Text } from '../../../adapters/files/blob-store.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { fileNameOf, folderOf, isNoteFile, stemOf } from '../../../core/mirror/file-names.ts';
import { writeFileText } from '../../../core/mirror/text-bytes.ts';
import {
  countConflicts,
  deleteConflict,
  deleteRow,
  findConflict,
  type MirrorFileRow,
  mirroredItem,
  mirrorFolder,
  mirrorRow,
  mirrorRows,
  putRow,
  setMode,
} from '../../../db/tables/mirror.ts';
import { pictureHash } from '../../../db/tables/mirror-pictures.ts';
import type { WriteUnit } from '../../../db/write.ts';
import type { KernelContext } from '../context.ts';
import { keepBytes, keptFileText, noteText, noteTextHash, TEXT_CODEC } from '../mirror-texts.ts';
import type { HandlerInput } from './handler.ts';
import { liveItem } from './items.ts';
import { requireMirror, requireRow } from './mirror-rows.ts';
import { setText } from './mirror-take.ts';

export async function setFolderMode({ payload, unit, context }: HandlerInput<'set-folder-mode'>): Promise<void> {
  const { folderId, mode } = payload;
  const folder = await mirrorFolder(context.db, folderId);
  if (folder === null) throw new AppError('not-found', 'That folder is not connected any more.');
  if (folder.mode === mode) return;
  if (mode === 'read') await rememberOriginals(context, unit, folderId);
  setMode(context.db, unit, folderId, mode);
}

/** So that an import that reads the folder from now on knows which note each file is, and whether it changed. */
async function rememberOriginals({ db }: KernelContext, unit: WriteUnit, folderId: Id): Promise<void> {
  for (const { path, item_id: itemId, synced_hash: hash } of await mirrorRows(db, folderId)) {
    const item = itemId === null ? null : await mirroredItem(db, itemId);
    if (item === null || item.deletedMs !== null || hash === null) continue;
    await unit.patch('items', item.id, { blob_hash: hash, source_path: path, file_name: fileNameOf(path) });
  }
}

/** The bytes are kept before the row names them. A move that was cut off goes on with the bytes that it began with. */
export async function prepareWrite({ payload, unit, context }: HandlerInput<'mirror-prepare'>): Promise<void> {
  const { folderId, itemId, path, from } = payload;
  await requireMirror(context, folderId);
  const item = await liveItem(context, itemId);
  if (item.kind === 'image') return preparePicture(context, unit, payload);
  const row = await mirrorRow(context.db, folderId, from ?? path);
  if (row !== null && row.item_id !== itemId)
    throw new AppError('conflict', 'Another note has that file by now.', { details: { path } });
  if (from !== null && row?.writing_hash != null) return;
  const text = await noteText(context, itemId);
  const base = await keptFileText(context, row?.synced_hash ?? null);
  const bytes = writeFileText(text, base, TEXT_CODEC);
  const writing_hash = await context.originals.whileCopying(() => keepBytes(context, bytes));
  putRow(context.db, unit, {
    ...(row ?? newRow(folderId, path, itemId)),
    writing_hash,
    writing_text: await sha256Text(text),
  });
}

/** Its bytes are kept as those of a thing. A file that was only read there, and is nobody's, may be it. */
async function preparePicture(
  { db }: KernelContext,
  unit: WriteUnit,
  { folderId, itemId, path }: HandlerInput<'mirror-prepare'>['payload'],
): Promise<void> {
  const row = await mirrorRow(db, folderId, path);
  const hash = await pictureHash(db, itemId);
  if (hash === null || isNoteFile(path) || (row !== null && (row.item_id ?? itemId) !== itemId))
    throw new AppError('conflict', 'Another file has the name of this picture. It is left alone.', {
      details: { path },
    });
  putRow(db, unit, { ...(row ?? newRow(folderId, path, itemId)), item_id: itemId, writing_hash: hash });
}

const newRow = (folder_id: Id, path: string, item_id: Id): MirrorFileRow => ({
  ...{ folder_id, path, item_id, size_bytes: 0, modified_ms: 0, missing_ms: null },
  ...{ synced_hash: null, synced_text: null, synced_title: null, writing_hash: null, writing_text: null },
});

/** Both sides are the same, but for what was changed in the note since it was prepared. */
export async function settleWrite({ payload, unit, context }: HandlerInput<'mirror-settle'>): Promise<void> {
  const { folderId, path, from, hash, sizeBytes, modifiedMs } = payload;
  await requireMirror(context, folderId);
  const row = await requireRow(context, folderId, from ?? path);
  const isLanding = hash === row.writing_hash;
  if (!isLanding && hash !== row.synced_hash)
    throw new AppError('conflict', 'The file holds something else by now.', { details: { path } });
  const landed = isLanding
    ? { synced_hash: hash, synced_text: row.writing_text, writing_hash: null, writing_text: null }
    : {};
  const title = row.synced_title === null || from !== null ? await titleOf(context, row) : row.synced_title;
  if (from !== null) {
    deleteRow(context.db, unit, folderId, from);
    await followPath(context, unit, row, path);
  }
  const stat = { path, size_bytes: sizeBytes, modified_ms: modifiedMs, missing_ms: null };
  putRow(context.db, unit, { ...row, ...landed, ...stat, synced_title: title });
}

const titleOf = async ({ db }: KernelContext, { item_id: itemId }: MirrorFileRow): Promise<string | null> =>
  itemId === null ? null : ((await mirroredItem(db, itemId))?.title ?? null);

/** The item names its file, where it named one. Its place is what it was moved to. */
async function followPath({ db }: KernelContext, unit: WriteUnit, row: MirrorFileRow, path: string): Promise<void> {
  const item = row.item_id === null ? null : await mirroredItem(db, row.item_id);
  if (item !== null && item.fileName !== null)
    await unit.patch('items', item.id, { file_name: fileNameOf(path), source_path: path });
}

/** A note that was named as its file is named as it is now. */
export async function followFile({ payload, unit, context }: HandlerInput<'mirror-follow'>): Promise<void> {
  const { folderId, from, to, sizeBytes, modifiedMs } = payload;
  await requireMirror(context, folderId);
  const row = await requireRow(context, folderId, from);
  if ((await mirrorRow(context.db, folderId, to)) !== null)
    throw new AppError('conflict', 'Another note has that file by now.', { details: { path: to } });
  const item = row.item_id === null ? null : await mirroredItem(context.db, row.item_id);
  if (item === null) throw new AppError('not-found', 'That is not here any more.', { details: { path: from } });
  const title = item.title === stemOf(from) ? stemOf(to) : item.title;
  const folder = folderOf(from) === folderOf(to) ? item.folder : folderOf(to);
  await unit.patch('items', item.id, {
    ...{ title, folder },
    ...(item.fileName === null ? {} : { file_name: fileNameOf(to), source_path: to }),
  });
  context.indexer.itemChanged(unit, item.id);
  deleteRow(context.db, unit, folderId, from);
  const stat = { path: to, size_bytes: sizeBytes, modified_ms: modifiedMs, missing_ms: null };
  putRow(context.db, unit, { ...row, ...stat, synced_title: title });
}

/** A note that was changed since both were the same stays, and gets a file again. */
export async function fileGone({ payload, unit, context }: HandlerInput<'mirror-gone'>): Promise<void> {
  const { folderId, path } = payload;
  await requireMirror(context, folderId);
  const row = await requireRow(context, folderId, path);
  deleteRow(context.db, unit, folderId, path);
  const item = row.item_id === null ? null : await mirroredItem(context.db, row.item_id);
  if (item === null || item.deletedMs !== null || item.archived) return;
  if ((await noteTextHash(context, item)) !== row.synced_text) return;
  await unit.patch('items', item.id, { deleted_ms: unit.nowMs });
  context.indexer.itemChanged(unit, item.id);
}

export async function forgetFile({ payload, unit, context }: HandlerInput<'mirror-forget'>): Promise<void> {
  const { folderId, path } = payload;
  await requireMirror(context, folderId);
  deleteRow(context.db, unit, folderId, path);
}

/** `note`: what was written here. `file`: what the folder had. What is not kept lies in the bin or in the history. */
export async function settleConflict({ payload, unit, context }: HandlerInput<'settle-conflict'>): Promise<void> {
  const { copyId, choice } = payload;
  const conflict = await findConflict(context.db, copyId);
  if (conflict === null) throw new AppError('not-found', 'That has been settled already.');
  deleteConflict(context.db, unit, copyId);
  if ((await countConflicts(context.db, conflict.folder_id)) <= 1)
    context.notices.over(unit, 'mirror-conflict', conflict.folder_id);
  if (choice === 'both') return;
  if (choice === 'file') {
    await liveItem(context, conflict.item_id);
    const [before, after] = [await noteText(context, conflict.item_id), await noteText(context, copyId)];
    await setText(context, unit, conflict.item_id, before, after);
  }
  await liveItem(context, copyId);
  await unit.patch('items', copyId, { deleted_ms: unit.nowMs });
  context.indexer.itemChanged(unit, copyId);
}
