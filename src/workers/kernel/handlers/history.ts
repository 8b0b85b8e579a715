import type { Cells } from '../../../core/changes.ts';
import { AppError } from '../../../core/errors.ts';
import type { Item } from '../../../core/items/item.ts';
import { fromCell } from '../../../db/tables/cells.ts';
import { bodyUpdates } from '../../../db/tables/item-parts.ts';
import type { WriteUnit } from '../../../db/write.ts';
import { replaceTextUpdate } from '../../../sync/text-document.ts';
import type { KernelContext } from '../context.ts';
import { type ItemState, itemStateAt } from '../item-history.ts';
import { setTags } from '../set-tags.ts';
import type { HandlerInput } from './handler.ts';
import { appendBody, liveItem } from './items.ts';

/** What an imported thing is made of beside its place and its tags. */
const FILE_COLUMNS = ['blob_hash', 'media_type', 'size_bytes', 'language', 'details', 'updated_ms'] as const;

/** A new edit that makes the item what it was then. What it is now stays in its history, and undo brings it back. */
export async function restoreVersion({ payload, unit, context }: HandlerInput<'restore-version'>): Promise<void> {
  const { itemId, hlc } = payload;
  const item = await liveItem(context, itemId);
  const then = await itemStateAt(context, itemId, hlc);
  if (then === null) throw new AppError('not-found', 'That version is not kept any more.', { details: { itemId } });
  await unit.patch('items', itemId, { title: then.title, ...(then.folder === null ? {} : { folder: then.folder }) });
  if (item.kind === 'note') await restoreText(context, unit, item, then);
  else if (then.cells !== null) await restoreOriginal(context, unit, item, then.cells);
  if (then.tags !== null) await setTags(context, unit, itemId, then.tags);
  context.indexer.itemChanged(unit, itemId);
}

async function restoreText(context: KernelContext, unit: WriteUnit, { id }: Item, { text }: ItemState): Promise<void> {
  if (text === null) throw new AppError('conflict', 'The text of that version is not kept any more.');
  const update = replaceTextUpdate(await bodyUpdates(context.db, id), text);
  if (update !== null) await appendBody(context, unit, id, update);
}

async function restoreOriginal(context: KernelContext, unit: WriteUnit, item: Item, cells: Cells): Promise<void> {
  const hash = cells['blob_hash'];
  if (hash === item.blobHash) return;
  if (typeof hash !== 'string' || !(await context.blobs.has(hash)))
    throw new AppError('conflict', 'The original of that version is not here any more.');
  const values = FILE_COLUMNS.map((column) => [column, fromCell(cells[column] ?? null)]);
  await unit.patch('items', item.id, Object.fromEntries(values));
  // Its text is read from the original once more.
  context.indexer.textChanged(unit, item.id);
}
