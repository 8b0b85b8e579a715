import { type Kysely, sql } from 'kysely';
import type { Cell, Cells } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import { partsOf } from '../sql-parts.ts';
import { columnKind, toCell } from '../tables/cells.ts';
import type { Database } from '../tables/schema.ts';
import type { SyncedTable } from '../tables/scopes.ts';
import type { WriteUnit } from '../write.ts';

/** What a thing held leaves the rows and the change log. What is left says that it was there. */

type Db = Kysely<Database>;

/** An update of a Yjs document that says nothing. */
const NO_UPDATE = Uint8Array.of(0, 0);

/** The columns that hold contents, and what they hold when these are gone. */
const BLANK = {
  items: {
    title: '',
    folder: '',
    file_name: null,
    source_path: null,
    blob_hash: null,
    size_bytes: 0,
    language: 'und',
    details: null,
  },
  item_bodies: { update: NO_UPDATE },
  tags: { tag: '' },
  links: { target: '', to_item: null },
  conversations: { title: '' },
  messages: { text: '', answer: null, error: null, scope: null },
  citations: { quote: '' },
} as const satisfies Partial<Record<SyncedTable, Readonly<Record<string, unknown>>>>;

type ForgettableTable = keyof typeof BLANK;

/** Blanks a row, by operations like any other, and what the log says of it. */
export async function forgetRow(
  db: Db,
  unit: WriteUnit,
  table: ForgettableTable,
  key: Id,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  // Deleted anew, so that no undo of the deletion brings an empty thing back.
  await unit.patch(table, key, { ...BLANK[table], ...more, deleted_ms: unit.nowMs });
  await blankLog(db, unit, table, key);
}

async function blankLog(db: Db, unit: WriteUnit, table: ForgettableTable, key: Id): Promise<void> {
  const rows = await db
    .selectFrom('change_log')
    .select(['device_id', 'sequence', 'cells', 'before'])
    .where('table_name', '=', table)
    .where('key', '=', key)
    .execute();
  for (const { device_id, sequence, cells, before } of rows) {
    const blanked = { cells: blank(table, cells), before: before === null ? null : blank(table, before) };
    const change = db.updateTable('change_log').set(blanked);
    unit.device('change_log', change.where('device_id', '=', device_id).where('sequence', '=', sequence));
  }
}

function blank(table: ForgettableTable, cells: Cells): string {
  const blanks: Readonly<Record<string, unknown>> = BLANK[table];
  const entries = Object.entries(cells).map(([column, cell]): [string, Cell] =>
    column in blanks ? [column, toCell(columnKind(table, column), blanks[column])] : [column, cell],
  );
  return JSON.stringify(Object.fromEntries(entries));
}

/** What the unit's own operations say of the values before them. Undo has no use for it: nothing of it comes back. */
export function blankBefore(db: Db, unit: WriteUnit): void {
  unit.device(
    'change_log',
    db
      .updateTable('change_log')
      .set({ before: '{}' })
      .where('command_id', '=', unit.commandId)
      .where('before', 'is not', null),
  );
}

/** Of this device: texts, passages with their meanings, words in pictures, versions. The text's row keeps its revision, which counts on. */
export function forgetTexts(db: Db, unit: WriteUnit, itemId: Id): void {
  const none = JSON.stringify([]);
  const empty = { text: '', text_hash: '', source_map: none, places: none, folded: none, fingerprint: null };
  unit.device('item_texts', db.updateTable('item_texts').set(empty).where('item_id', '=', itemId));
  unit.device('chunks', db.deleteFrom('chunks').where('item_id', '=', itemId));
  unit.device('picture_words', db.deleteFrom('picture_words').where('item_id', '=', itemId));
  unit.device('item_versions', db.deleteFrom('item_versions').where('item_id', '=', itemId));
  unit.device('archived_items', db.deleteFrom('archived_items').where('item_id', '=', itemId));
}

/** Rows below an item that still hold something, at most `limit`. */
export async function partsOfItem(
  db: Db,
  itemId: Id,
  limit: number,
): Promise<{ readonly table: 'item_bodies' | 'tags' | 'links'; readonly key: Id }[]> {
  const bodies = db.selectFrom('item_bodies').select(['id', sql<string>`'item_bodies'`.as('table')]);
  const tags = db.selectFrom('tags').select(['id', sql<string>`'tags'`.as('table')]);
  const links = db.selectFrom('links').select(['id', sql<string>`'links'`.as('table')]);
  const rows = await bodies
    .where('item_id', '=', itemId)
    .where('deleted_ms', 'is', null)
    .unionAll(tags.where('item_id', '=', itemId).where('tag', '<>', ''))
    .unionAll(links.where('from_item', '=', itemId).where('target', '<>', ''))
    .limit(limit)
    .execute();
  return rows.map(({ id, table }) => ({ key: id, table: table as 'item_bodies' | 'tags' | 'links' }));
}

/** In the bin since before this; all that is in it for null. The oldest first, at most `limit`. */
export async function itemsInBin(db: Db, beforeMs: number | null, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('deleted_ms', 'is not', null)
    .where('purged_ms', 'is', null)
    .$if(beforeMs !== null, (query) => query.where('deleted_ms', '<', beforeMs ?? 0))
    .orderBy('deleted_ms')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Items whose contents went only in part so far. */
export async function partlyForgotten(db: Db, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('item_bodies')
    .innerJoin('items', 'items.id', 'item_bodies.item_id')
    .select('items.id')
    .distinct()
    .where('items.purged_ms', 'is not', null)
    .where('item_bodies.deleted_ms', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of messages: also of those that were deleted before. */
const HOLDS_SOMETHING = sql<boolean>`(messages.text <> '' or messages.answer is not null)`;

export interface ConversationParts {
  readonly messages: readonly Id[];
  readonly citations: readonly Id[];
  readonly runs: readonly Id[];
}

/** Conversations that were forgotten in part. */
export async function partlyForgottenConversations(db: Db, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('deleted_ms', 'is not', null)
    .where('title', '=', '')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('messages')
          .select('messages.id')
          .whereRef('messages.conversation_id', '=', 'conversations.id')
          .where(HOLDS_SOMETHING),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Conversations that were deleted before this and still hold something. */
export async function deletedConversations(db: Db, beforeMs: number, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('deleted_ms', '<', beforeMs)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('title', '<>', ''),
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'conversations.id')
            .where(HOLDS_SOMETHING),
        ),
      ]),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function partsOfConversation(db: Db, conversationId: Id, limit: number): Promise<ConversationParts> {
  const held = await db
    .selectFrom('messages')
    .select(['id', 'run_id'])
    .where('conversation_id', '=', conversationId)
    .where(HOLDS_SOMETHING)
    .orderBy('id')
    .limit(limit)
    .execute();
  return withParts(db, held);
}

/** Deleted before this, in conversations that are there, and what belongs to them. */
export async function deletedMessages(db: Db, beforeMs: number, limit: number): Promise<ConversationParts> {
  const held = await db
    .selectFrom('messages')
    .select(['id', 'run_id'])
    .where('deleted_ms', '<', beforeMs)
    .where(HOLDS_SOMETHING)
    .limit(limit)
    .execute();
  return withParts(db, held);
}

async function withParts(db: Db, held: readonly { id: Id; run_id: Id | null }[]): Promise<ConversationParts> {
  const messages = held.map(({ id }) => id);
  const citations = await db
    .selectFrom('citations')
    .select('id')
    .where(partsOf(db).isOneOf('message_id', messages, 'uuid'))
    .execute();
  return {
    messages,
    citations: citations.map(({ id }) => id),
    runs: held.flatMap(({ run_id }) => run_id ?? []),
  };
}

/** What runs and models noted of these messages. */
export function forgetRuns(db: Db, unit: WriteUnit, runs: readonly Id[]): void {
  for (const id of runs) {
    unit.device('llm_calls', db.deleteFrom('llm_calls').where('run_id', '=', id));
    unit.device('run_events', db.deleteFrom('run_events').where('run_id', '=', id));
    unit.device('runs', db.deleteFrom('runs').where('id', '=', id));
  }
}
