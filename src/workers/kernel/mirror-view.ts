import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { fileNameOf, folderOf, isNoteFile, safeName } from '../../core/mirror/file-names.ts';
import type { MirrorBytes, MirrorConflict } from '../../core/mirror/mirror-commands.ts';
import { EMPTY_SHA256 } from '../../core/mirror/mirror-disk.ts';
import type { MirrorNote, MirrorPicture, MirrorState, NotePlace } from '../../core/mirror/mirror-state.ts';
import { isInside, wantedPath } from '../../core/mirror/wanted-path.ts';
import type { QueryParams } from '../../core/queries.ts';
import {
  listConflicts,
  type MirroredItem,
  type MirrorFileRow,
  type MirrorFolder,
  mirroredItems,
  mirrorFolder,
  mirrorRow,
  mirrorRows,
} from '../../db/tables/mirror.ts';
import { embeddedPictures } from '../../db/tables/mirror-pictures.ts';
import type { KernelContext } from './context.ts';
import { noteText, noteTextHash } from './mirror-texts.ts';

/** What is asked of mirrored folders. */

export async function viewMirror(
  context: KernelContext,
  { folderId }: QueryParams<'mirror-state'>,
): Promise<MirrorState> {
  const folder = await mirrorFolder(context.db, folderId);
  if (folder === null) throw new AppError('not-found', 'That folder is not connected any more.');
  const files = (await mirrorRows(context.db, folderId)).filter(({ path }) => isNoteFile(path));
  const fileOf = new Map(files.flatMap((file) => (file.item_id === null ? [] : [[file.item_id, file]])));
  const notes: MirrorNote[] = [];
  for (const item of await mirroredItems(context.db, folder))
    notes.push(await viewNote(context, folder, item, fileOf.get(item.id) ?? null));
  const pictures = await viewPictures(context, folder);
  return { folderId, name: folder.name, checkedMs: folder.checkedMs, rows: files.map(toRow), notes, pictures };
}

/** Those whose bytes are here. */
async function viewPictures({ db, blobs }: KernelContext, folder: MirrorFolder): Promise<MirrorPicture[]> {
  const pictures: MirrorPicture[] = [];
  for (const { itemId, title, fileName, blobHash, notePath, begunPath } of await embeddedPictures(db, folder)) {
    const path = begunPath ?? `${folderOf(notePath)}/${safeName(fileName ?? fileNameOf(title))}`;
    if (await blobs.has(blobHash)) pictures.push({ itemId, path });
  }
  return pictures;
}

const toRow = (file: MirrorFileRow) => ({
  path: file.path,
  sizeBytes: file.size_bytes,
  modifiedMs: file.modified_ms,
  itemId: file.item_id,
  syncedHash: file.synced_hash,
  writingHash: file.writing_hash,
});

async function viewNote(
  context: KernelContext,
  folder: MirrorFolder,
  item: MirroredItem,
  file: MirrorFileRow | null,
): Promise<MirrorNote> {
  const place = placeOf(folder, item);
  const held = file === null ? null : { path: file.path, title: file.synced_title };
  return {
    itemId: item.id,
    place,
    changed: place === 'here' && (file === null || (await noteTextHash(context, item)) !== file.synced_text),
    wanted: place === 'here' ? wantedPath(item, folder.name, held) : (file?.path ?? ''),
    sourcePath: item.sourcePath,
  };
}

function placeOf({ workspaceId, name }: MirrorFolder, item: MirroredItem): NotePlace {
  if (item.deletedMs !== null) return 'bin';
  if (item.archived) return 'archived';
  return item.workspaceId === workspaceId && isInside(item.folder, name) ? 'here' : 'outside';
}

export async function viewMirrorBytes(
  { db, blobs }: KernelContext,
  { folderId, path }: QueryParams<'mirror-bytes'>,
): Promise<MirrorBytes> {
  const row = await mirrorRow(db, folderId, path);
  const hash = row?.writing_hash ?? null;
  if (row === null || hash === null)
    throw new AppError('not-found', 'Nothing is to be written into that file.', { details: { path } });
  const bytes = hash === EMPTY_SHA256 ? new ArrayBuffer(0) : await (await blobs.get(hash)).arrayBuffer();
  return { bytes: new Uint8Array(bytes), hash, before: row.synced_hash };
}

export async function viewConflicts(
  context: KernelContext,
  _: QueryParams<'mirror-conflicts'>,
  workspaceId: Id,
): Promise<readonly MirrorConflict[]> {
  const conflicts: MirrorConflict[] = [];
  for (const row of await listConflicts(context.db, workspaceId)) {
    const {
      copy_id: copyId,
      item_id: itemId,
      folder_id: folderId,
      path,
      at_ms: atMs,
      title,
      copy_title: copyTitle,
    } = row;
    const [text, copyText] = [await noteText(context, itemId), await noteText(context, copyId)];
    conflicts.push({ folderId, path, atMs, itemId, title, text, copyId, copyTitle, copyText });
  }
  return conflicts;
}
