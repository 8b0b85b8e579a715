import { sha256Text } from '../../adapters/files/blob-store.ts';
import { type ConversationText, conversationText, type SpokenMessage } from '../../core/chat/conversation-text.ts';
import type { Id } from '../../core/ids.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import type { Item } from '../../core/items/item.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import { EVERYTHING_ONLY, HOME_WORKSPACE } from '../../core/workspaces.ts';
import { type ConversationState, conversationState, spokenMessages } from '../../db/tables/conversations.ts';
import { findItem } from '../../db/tables/items.ts';
import { putItemText } from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';

/**
 * A conversation is an item too, under its own id: found, cited and linked like all else. The item's row is synced with the
 * conversation; its text is made of the messages on each device.
 */

export const isConversation = ({ details }: Pick<Item, 'details'>): boolean =>
  details?.type === 'chat' && details.source === 'hearth';

/** What the unit changes of it, which the rows do not say yet. */
export interface ConversationChange {
  readonly said?: ReadonlyMap<Id, string>;
  readonly without?: ReadonlySet<Id>;
  readonly deletedMs?: number;
}

/** Brings the item up to what is said in the conversation; makes it where there is none. */
export async function keepConversation(
  context: KernelContext,
  unit: WriteUnit,
  id: Id,
  change: ConversationChange = {},
): Promise<void> {
  const { db, indexer } = context;
  const state = await conversationState(db, id);
  // What was forgotten stays so.
  if (state === null || (state.title === '' && state.deletedMs !== null)) return;
  const made = await textOfConversation(context, id, change);
  await putItem(context, unit, state, made, change);
  const text = { ...BARE_DOCUMENT, text: made.text, places: made.places };
  const textHash = await sha256Text(made.text);
  putItemText(db, unit, { ...text, itemId: id, textHash, revision: indexer.nextRevision(), indexedRevision: 0 });
  indexer.textChanged(unit, id);
}

async function putItem(
  { db }: KernelContext,
  unit: WriteUnit,
  state: ConversationState,
  { text, places, branches }: ConversationText,
  change: ConversationChange,
): Promise<void> {
  const cells = {
    size_bytes: text.length,
    details: { type: 'chat', source: 'hearth', messages: places.length, branches },
    updated_ms: change.said === undefined ? state.updatedMs : unit.nowMs,
    deleted_ms: change.deletedMs ?? state.deletedMs,
  };
  if ((await findItem(db, state.id)) !== null) return unit.patch('items', state.id, cells);
  unit.insert(
    'items',
    state.id,
    {
      ...cells,
      kind: 'chat',
      title: state.title,
      folder: '',
      media_type: 'text/markdown',
      language: 'und',
      created_ms: state.createdMs,
    },
    // It may speak of all that there is: no workspace finds it.
    state.workspaceId === HOME_WORKSPACE ? EVERYTHING_ONLY : state.workspaceId,
  );
}

/** As it is kept: of every branch, without what was deleted and what hangs on it, as in the thread. */
export async function textOfConversation(
  { db }: KernelContext,
  id: Id,
  { said, without }: ConversationChange = {},
): Promise<ConversationText> {
  const rows = reachedOf((await spokenMessages(db, id)).filter((row) => without?.has(row.id) !== true));
  const messages = rows.map(
    (row): SpokenMessage => ({
      id: row.id,
      parentId: row.parent_id,
      role: row.role === 'user' ? 'user' : 'assistant',
      text: toStorableText(said?.get(row.id) ?? row.text),
      createdMs: row.created_ms,
    }),
  );
  return conversationText(messages);
}

interface ParentedRow {
  readonly id: Id;
  readonly parent_id: Id | null;
}

/** Those that a first message leads to. A deletion that comes back by two undos leaves what was said in between without a way to it. */
function reachedOf<Row extends ParentedRow>(rows: readonly Row[]): readonly Row[] {
  const byParent = Map.groupBy(rows, (row) => row.parent_id);
  const reached = new Set<Row>(byParent.get(null));
  for (const { id } of reached) for (const row of byParent.get(id) ?? []) reached.add(row);
  return rows.filter((row) => reached.has(row));
}

/** Changes cells of the item, where there is one. */
export async function patchItemOf(
  context: KernelContext,
  unit: WriteUnit,
  id: Id,
  cells: Readonly<Record<string, unknown>>,
): Promise<void> {
  if ((await findItem(context.db, id)) === null) return;
  await unit.patch('items', id, cells);
  context.indexer.itemChanged(unit, id);
}

/** What becomes of the item becomes of the conversation. */
export async function patchConversationOf(
  { db }: KernelContext,
  unit: WriteUnit,
  item: Pick<Item, 'id' | 'details'>,
  cells: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!isConversation(item) || (await conversationState(db, item.id)) === null) return;
  await unit.patch('conversations', item.id, cells);
}
