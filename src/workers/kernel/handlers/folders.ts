import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import {
  deleteFolder,
  folderNamed,
  insertFolder,
  markGone,
  putFiles,
  setChecked,
  workspaceOfFolder,
} from '../../../db/tables/folders.ts';
import type { KernelContext } from '../context.ts';
import type { HandlerInput } from './handler.ts';

/** Paths begin with the folder's name, so two of one name could not be told apart. */
export async function connectFolder({
  payload: { folderId, name },
  workspaceId,
  unit,
  context,
}: HandlerInput<'connect-folder'>): Promise<void> {
  const held = await folderNamed(context.db, workspaceId, name);
  if (held !== null && held !== folderId)
    throw new AppError('conflict', `A folder with the name “${name}” is connected already. Disconnect that one first.`);
  insertFolder(context.db, unit, { id: folderId, workspaceId, name });
}

export async function recordFolder({ payload, unit, context }: HandlerInput<'record-folder'>): Promise<void> {
  const { folderId, there, gone, heldBack } = payload;
  const workspaceId = await requireFolder(context, folderId);
  putFiles(context.db, unit, folderId, there);
  markGone(context.db, unit, folderId, gone);
  setChecked(context.db, unit, folderId);
  if (heldBack === null) return;
  const { notices } = context;
  if (heldBack === 0) return notices.over(unit, 'mirror-held-back', folderId);
  await notices.raise(unit, 'mirror-held-back', { folderId, count: heldBack }, { workspaceId, subject: folderId });
}

export async function disconnectFolder({ payload, unit, context }: HandlerInput<'disconnect-folder'>): Promise<void> {
  await requireFolder(context, payload.folderId);
  deleteFolder(context.db, unit, payload.folderId);
}

/** Returns where it belongs. */
async function requireFolder({ db }: KernelContext, folderId: Id): Promise<Id> {
  const workspaceId = await workspaceOfFolder(db, folderId);
  if (workspaceId === null) throw new AppError('not-found', 'That folder is not connected any more.');
  return workspaceId;
}
