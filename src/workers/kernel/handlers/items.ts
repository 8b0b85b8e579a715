import { sha256Text } from '../../../adapters/files/blob-store.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { BARE_DOCUMENT } from '../../../core/items/document-source.ts';
import type { Item } from '../../../core/items/item.ts';
import { archivedAmong } from '../../../db/tables/archives.ts';
import { findItem } from '../../../db/tables/items.ts';
import { retryPictures } from '../../../db/tables/picture-words.ts';
import { putItemText } from '../../../db/tables/texts.ts';
import type { WriteUnit } from '../../../db/write.ts';
import { createTextUpdate, editTextUpdate } from '../../../sync/text-document.ts';
import type { KernelContext } from '../context.ts';
import { patchConversationOf } from '../conversation-item.ts';
import { planLinkRewriting } from '../note-names.ts';
import { setTags } from '../set-tags.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';

export const createNote = ({ payload, unit, context }: HandlerInput<'create-note'>): Promise<void> =>
  makeNote(context, unit, payload);

export interface NewNote {
  readonly itemId: Id;
  readonly title: string;
  readonly folder: string;
  readonly text: string;
}

export async function makeNote(
  context: KernelContext,
  unit: WriteUnit,
  { itemId, title, folder, text }: NewNote,
): Promise<void> {
  unit.insert('items', itemId, {
    kind: 'note',
    title: title.trim(),
    folder,
    media_type: 'text/markdown',
    size_bytes: text.length,
    language: 'und',
    created_ms: unit.nowMs,
    updated_ms: unit.nowMs,
  });
  unit.insert('item_bodies', unit.newId(), { item_id: itemId, update: createTextUpdate(text) });
  const textHash = await sha256Text(text);
  const revision = context.indexer.nextRevision();
  // Not indexed yet: the chunks follow from the text.
  putItemText(context.db, unit, { ...BARE_DOCUMENT, itemId, text, textHash, revision, indexedRevision: 0 });
  context.indexer.textChanged(unit, itemId);
}

export async function retryPicturesOf({ payload, unit, context }: HandlerInput<'retry-pictures'>): Promise<void> {
  await liveItem(context, payload.itemId);
  retryPictures(context.db, unit, payload.itemId);
  unit.afterCommit(() => context.pictures?.retry(true));
}

export async function editNote({ payload, unit, context }: HandlerInput<'edit-note'>): Promise<void> {
  const { itemId, update } = payload;
  const item = await liveItem(context, itemId);
  if (item.kind !== 'note')
    throw new AppError('bad-input', 'Only notes can be edited.', { details: { field: 'itemId' } });
  await appendBody(context, unit, itemId, update);
}

/** Checks the update against the body, and writes it. The open document keeps it only if the commit succeeds. */
export async function appendBody(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  update: Uint8Array,
): Promise<void> {
  const body = await context.bodies.open(itemId);
  context.bodies.drop(itemId);
  body.apply(update);
  unit.insert('item_bodies', unit.newId(), { item_id: itemId, update });
  await unit.patch('items', itemId, { updated_ms: unit.nowMs });
  context.indexer.textChanged(unit, itemId);
  unit.afterCommit(() => context.bodies.keep(itemId, body));
}

export async function renameItem({ payload, unit, context }: HandlerInput<'rename-item'>): Promise<HandlerOutcome> {
  const item = await liveItem(context, payload.itemId);
  const title = payload.title.trim();
  const outcome = payload.links && title !== item.title ? await rewriteLinksTo(context, unit, item, title) : {};
  await unit.patch('items', item.id, { title, updated_ms: unit.nowMs });
  await patchConversationOf(context, unit, item, { title, named_by: 'user' });
  context.indexer.itemChanged(unit, item.id);
  return outcome;
}

/** Links in notes that lead there by the title get the new one; those that cannot carry it are left, and counted. */
async function rewriteLinksTo(
  context: KernelContext,
  unit: WriteUnit,
  item: Item,
  title: string,
): Promise<HandlerOutcome> {
  const plan = await planLinkRewriting(context, item, title);
  let changed = 0;
  let kept = 0;
  for (const note of plan.notes) {
    const body = await context.bodies.open(note.id);
    const text = body.text();
    kept += plan.left(text, note);
    const update = editTextUpdate([body.encode()], plan.edits(text, note).toReversed());
    if (update === null) continue;
    await appendBody(context, unit, note.id, update);
    changed += 1;
  }
  return { changed, kept };
}

export async function moveItem({ payload, unit, context }: HandlerInput<'move-item'>): Promise<void> {
  await liveItem(context, payload.itemId);
  await unit.patch('items', payload.itemId, { folder: payload.folder });
  context.indexer.itemChanged(unit, payload.itemId);
}

export async function tagItem({ payload, unit, context }: HandlerInput<'tag-item'>): Promise<void> {
  await liveItem(context, payload.itemId);
  await setTags(context, unit, payload.itemId, payload.tags);
  context.indexer.itemChanged(unit, payload.itemId);
}

export async function deleteItem({ payload, unit, context }: HandlerInput<'delete-item'>): Promise<void> {
  const item = await liveItem(context, payload.itemId);
  await unit.patch('items', payload.itemId, { deleted_ms: unit.nowMs });
  await patchConversationOf(context, unit, item, { deleted_ms: unit.nowMs });
  context.indexer.itemChanged(unit, payload.itemId);
}

export async function liveItem({ db }: KernelContext, itemId: Id): Promise<Item> {
  const item = await findItem(db, itemId);
  if (item === null) throw new AppError('not-found', 'That is not here any more.', { details: { itemId } });
  if (item.deletedMs !== null)
    throw new AppError('conflict', 'That lies in the bin. Restore it first.', { details: { itemId } });
  if ((await archivedAmong(db, [itemId])).size > 0)
    throw new AppError('conflict', 'That lies in an archive. Bring it back first.', { details: { itemId } });
  return item;
}
