import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { type MirrorFileRow, type MirrorFolder, mirrorFolder, mirrorRow } from '../../../db/tables/mirror.ts';
import type { KernelContext } from '../context.ts';

/** Rejects with `not-found` where the folder is not connected, and with `conflict` where it is only read. */
export async function requireMirror({ db }: KernelContext, folderId: Id): Promise<MirrorFolder> {
  const folder = await mirrorFolder(db, folderId);
  if (folder === null) throw new AppError('not-found', 'That folder is not connected any more.');
  if (folder.mode !== 'mirror')
    throw new AppError('conflict', `“${folder.name}” is only read now. Nothing was written.`);
  return folder;
}

/** Rejects with `not-found`. */
export async function requireRow({ db }: KernelContext, folderId: Id, path: string): Promise<MirrorFileRow> {
  const row = await mirrorRow(db, folderId, path);
  if (row === null) throw new AppError('not-found', 'That file is not followed any more.', { details: { path } });
  return row;
}
