import { sha256Text } from '../../../adapters/files/blob-store.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { BARE_DOCUMENT, tidyTitle } from '../../../core/items/document-source.ts';
import { headOfMarkdown } from '../../../core/items/parse-markdown.ts';
import { toStorableText } from '../../../core/items/to-storable.ts';
import { fileNameOf, folderOf } from '../../../core/mirror/file-names.ts';
import { mergeTexts, textEdits } from '../../../core/mirror/merge-texts.ts';
import { bodyUpdates } from '../../../db/tables/item-parts.ts';
import {
  insertConflict,
  isMirrored,
  type MirroredItem,
  type MirrorFileRow,
  type MirrorFolder,
  mirroredItem,
  mirrorRow,
  noteOfSource,
  putSynced,
} from '../../../db/tables/mirror.ts';
import { putBlob, putItemText } from '../../../db/tables/texts.ts';
import type { WriteUnit } from '../../../db/write.ts';
import { createTextUpdate, editTextUpdate } from '../../../sync/text-document.ts';
import type { KernelContext } from '../context.ts';
import { keepBytes, keptFileText, noteText, requireFileText } from '../mirror-texts.ts';
import type { HandlerInput } from './handler.ts';
import { appendBody } from './items.ts';
import { requireMirror } from './mirror-rows.ts';

type TakeInput = HandlerInput<'mirror-take'>;

interface Taken {
  readonly folder: MirrorFolder;
  /** As a note has it. */
  readonly theirs: string;
  readonly hash: string;
}

/**
 * After it, both sides count as having been the same when the file held these bytes: what the note says beyond them is a
 * change of the note, to be written.
 */
export async function takeFile(input: TakeInput): Promise<void> {
  const { payload, unit, context } = input;
  const { folderId, path, bytes } = payload;
  const folder = await requireMirror(context, folderId);
  const theirs = toStorableText(requireFileText(bytes, path).text);
  const taken: Taken = { folder, theirs, hash: await context.originals.whileCopying(() => keepBytes(context, bytes)) };
  const row = await mirrorRow(context.db, folderId, path);
  const item = await noteOfFile(context, folder, path, row);
  if (item?.archived)
    throw new AppError('conflict', 'That lies in an archive. Bring it back first.', { details: { path } });
  const itemId = item?.id ?? payload.itemId;
  const title = item === null ? await addNote(input, taken) : await changeNote(input, taken, { item, row });
  putSynced(context.db, unit, folderId, payload, {
    itemId,
    hash: taken.hash,
    textHash: await sha256Text(theirs),
    title,
  });
}

/** The note that the file is tied to; else the one that was read from it once, unless another file is tied to that. */
async function noteOfFile(
  { db }: KernelContext,
  { workspaceId }: MirrorFolder,
  path: string,
  row: MirrorFileRow | null,
): Promise<MirroredItem | null> {
  if (row?.item_id != null) return mirroredItem(db, row.item_id);
  const read = await noteOfSource(db, workspaceId, path);
  return read !== null && !(await isMirrored(db, read.id)) ? read : null;
}

async function addNote({ payload, unit, context }: TakeInput, { theirs, hash, folder }: Taken): Promise<string> {
  const { itemId, path, bytes, sizeBytes, modifiedMs } = payload;
  const { title, createdMs } = headOfMarkdown(theirs, path);
  if (bytes.length > 0) putBlob(context.db, unit, { hash, sizeBytes, mediaType: 'text/markdown' });
  await insertNote(context, unit, itemId, {
    ...{
      workspaceId: folder.workspaceId,
      title,
      text: theirs,
      folder: folderOf(path),
      modifiedMs,
      createdMs: Math.round(createdMs ?? modifiedMs),
    },
    ...{ blobHash: bytes.length > 0 ? hash : null, path },
  });
  return title;
}

interface NewNote {
  readonly workspaceId: Id;
  readonly title: string;
  readonly text: string;
  readonly folder: string;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly blobHash: string | null;
  /** Of the file that it comes from; null for what has none. */
  readonly path: string | null;
}

async function insertNote(context: KernelContext, unit: WriteUnit, itemId: Id, note: NewNote): Promise<void> {
  const { workspaceId, title, text, folder, createdMs, modifiedMs, blobHash, path } = note;
  const cells = {
    ...{ kind: 'note', title, folder, media_type: 'text/markdown', size_bytes: text.length, language: 'und' },
    ...{ blob_hash: blobHash, file_name: path === null ? null : fileNameOf(path), source_path: path },
    ...{ created_ms: createdMs, updated_ms: modifiedMs },
  };
  unit.insert('items', itemId, cells, workspaceId);
  unit.insert('item_bodies', unit.newId(), { item_id: itemId, update: createTextUpdate(text) }, workspaceId);
  const revision = context.indexer.nextRevision();
  const textHash = await sha256Text(text);
  putItemText(context.db, unit, { ...BARE_DOCUMENT, itemId, text, textHash, revision, indexedRevision: 0 });
  context.indexer.textChanged(unit, itemId);
}

interface Held {
  readonly item: MirroredItem;
  readonly row: MirrorFileRow | null;
}

/** What the file says goes into the note, or beside it. Returns the note's title. */
async function changeNote(input: TakeInput, taken: Taken, { item, row }: Held): Promise<string> {
  const { payload, unit, context } = input;
  const base = (await keptFileText(context, row === null ? item.blobHash : row.synced_hash))?.text ?? null;
  const ours = await noteText(context, item.id);
  const merged = base === null ? (ours === taken.theirs ? ours : null) : mergeTexts(base, ours, taken.theirs);
  if (merged === null) await keepBoth(input, taken, item);
  else if (merged !== ours) await setText(context, unit, item.id, ours, merged);
  const title = titleAfter(item.title, base, taken.theirs, payload.path);
  const cells = {
    ...(item.deletedMs === null ? {} : { deleted_ms: null }),
    ...(title === item.title ? {} : { title }),
  };
  if (Object.keys(cells).length > 0) {
    await unit.patch('items', item.id, cells);
    context.indexer.itemChanged(unit, item.id);
  }
  return title;
}

export async function setText(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  before: string,
  after: string,
): Promise<void> {
  const update = editTextUpdate(await bodyUpdates(context.db, itemId), textEdits(before, after));
  if (update !== null) await appendBody(context, unit, itemId, update);
}

/** A title that the file gave the note changes with the file. */
function titleAfter(title: string, base: string | null, theirs: string, path: string): string {
  if (base === null || headOfMarkdown(base, path).title !== title) return title;
  return headOfMarkdown(theirs, path).title;
}

/** The note keeps what was written here; what the file says becomes a note of its own, beside it. */
async function keepBoth(
  { payload, unit, context }: TakeInput,
  { theirs, folder }: Taken,
  item: MirroredItem,
): Promise<void> {
  const { copyId, path, modifiedMs } = payload;
  const day = new Date(unit.nowMs).toISOString().slice(0, 10);
  const title = tidyTitle(`${item.title} (${folder.name}, ${day})`);
  const place = { workspaceId: folder.workspaceId, folder: folderOf(path), modifiedMs, createdMs: unit.nowMs };
  await insertNote(context, unit, copyId, { title, text: theirs, ...place, blobHash: null, path: null });
  insertConflict(context.db, unit, {
    ...{ copy_id: copyId, item_id: item.id, folder_id: folder.id, path, at_ms: unit.nowMs },
  });
  const more = { workspaceId: folder.workspaceId, subject: folder.id };
  await context.notices.raise(unit, 'mirror-conflict', { folderId: folder.id }, more);
}
