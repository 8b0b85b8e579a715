import type { Cells, Hlc } from '../../../core/changes.ts';
import { isUndoable } from '../../../core/commands.ts';
import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { fromCell } from '../../../db/tables/cells.ts';
import { commandType, type LoggedOperation, operationsOfCommand, readClocks } from '../../../db/tables/change-log.ts';
import { findMessage } from '../../../db/tables/conversations.ts';
import { bodyRows, itemOfTag } from '../../../db/tables/item-parts.ts';
import { markUndone } from '../../../db/tables/notices.ts';
import type { SyncedTable } from '../../../db/tables/scopes.ts';
import type { WriteUnit } from '../../../db/write.ts';
import { invertUpdates } from '../../../sync/text-document.ts';
import type { KernelContext } from '../context.ts';
import { forgetUndo } from '../last-undo.ts';
import { mendLinksAfter } from '../mend-links.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';
import { appendBody } from './items.ts';

/** Undo is a command like others: an undo can be undone. Cells that changed since are left, and counted. */
export async function undoCommand({ payload, unit, context }: HandlerInput<'undo'>): Promise<HandlerOutcome> {
  const type = await commandType(context.db, payload.commandId);
  if (type !== null && !isUndoable(type))
    throw new AppError('conflict', 'That cannot be undone.', { details: { type } });
  const operations = await operationsOfCommand(context.db, payload.commandId);
  if (operations.length === 0) throw new AppError('not-found', 'There is nothing of that to undo.');
  markUndone(context.db, unit, payload.commandId);
  unit.afterCommit(() => forgetUndo(context.session, payload.commandId));
  return { kept: await takeBack(context, unit, operations) };
}

/** Takes the operations back, last first. Returns how many cells were left because they changed since. */
export async function takeBack(
  context: KernelContext,
  unit: WriteUnit,
  operations: readonly LoggedOperation[],
): Promise<number> {
  let kept = 0;
  const edited = new Map<Id, Set<Id>>();
  const touched = new Set<Id>();
  const clocks: TakenBackClocks = new Map();
  for (const operation of operations.toReversed()) {
    const itemId = await itemOf(context, operation);
    if (itemId !== null) touched.add(itemId);
    const made = operation.before === null;
    if (operation.table === 'item_bodies' && made && itemId !== null) {
      edited.set(itemId, (edited.get(itemId) ?? new Set()).add(operation.key));
    } else {
      kept += await takeBackRow(context, unit, operation, clocks);
    }
  }
  const made = new Set(operations.filter((o) => o.table === 'items' && o.before === null).map((o) => o.key));
  for (const [itemId, keys] of edited) if (!made.has(itemId)) await takeBackEdits(context, unit, itemId, keys);
  for (const itemId of touched) context.indexer.itemChanged(unit, itemId);
  for (const id of await conversationsOf(context, operations)) context.indexer.textChanged(unit, id);
  // What is read of an original that comes back has to be read again.
  for (const { table, key, before } of operations) {
    if (table === 'items' && before?.['blob_hash'] !== undefined) context.indexer.textChanged(unit, key);
  }
  return kept;
}

/** The clocks of each row's cells, as they are when what has been taken back so far is not counted. */
type TakenBackClocks = Map<string, Record<string, Hlc | undefined>>;

async function takeBackRow(
  context: KernelContext,
  unit: WriteUnit,
  operation: LoggedOperation,
  taken: TakenBackClocks,
): Promise<number> {
  const table = operation.table as SyncedTable;
  const { key, hlc, seen } = operation;
  const clocks = taken.get(`${table}/${key}`) ?? { ...(await readClocks(context.db, table, key)) };
  taken.set(`${table}/${key}`, clocks);
  // What was made goes to the bin with all that it holds, unless it has been there since.
  const before: Cells = operation.before ?? { deleted_ms: unit.nowMs };
  const values: Record<string, unknown> = {};
  let kept = 0;
  for (const [column, cell] of Object.entries(before)) {
    if (clocks[column] === hlc) {
      values[column] = fromCell(cell);
      clocks[column] = seen[column];
    }
    // When it was last touched is no change that the user made.
    else if (column !== 'updated_ms') kept++;
  }
  await unit.patch(table, key, values);
  const workspaceId = values['workspace_id'];
  if (table === 'items' && typeof workspaceId === 'string') {
    context.indexer.moved(unit, [key], workspaceId);
    mendLinksAfter(context, unit, [key]);
  }
  return kept;
}

async function takeBackEdits(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  keys: ReadonlySet<Id>,
): Promise<void> {
  const rows = await bodyRows(context.db, itemId);
  const undo = new Set(rows.filter((row) => keys.has(row.id)).map((row) => row.update));
  const inverse = invertUpdates(
    rows.map((row) => row.update),
    undo,
  );
  if (inverse !== null) await appendBody(context, unit, itemId, inverse);
}

/** Conversations whose text follows from messages that come back, or go. */
async function conversationsOf({ db }: KernelContext, operations: readonly LoggedOperation[]): Promise<Set<Id>> {
  const messages = operations.flatMap(({ table, key }) => (table === 'messages' ? [key] : []));
  const found = await Promise.all(messages.map((id) => findMessage(db, id)));
  return new Set(found.flatMap((message) => message?.conversationId ?? []));
}

async function itemOf({ db }: KernelContext, { table, key, cells }: LoggedOperation): Promise<Id | null> {
  if (table === 'items') return key;
  if (table === 'tags') return itemOfTag(db, key);
  const itemId = table === 'item_bodies' ? cells['item_id'] : null;
  return typeof itemId === 'string' ? itemId : null;
}
