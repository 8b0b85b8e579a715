import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { ITEM_KINDS, type ItemKind, type Span } from '../../core/items/item.ts';
import { type GraphData, packGraph } from '../../core/notes/graph.ts';
import type { Backlink, FolderCount, OutgoingLink } from '../../core/notes/note-queries.ts';
import { passageAround } from '../../core/notes/passage.ts';
import { partsOf } from '../sql-parts.ts';
import { findItems, notArchived, seenItem } from './items.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

/** So many places are shown; who links more often is not read to the end. */
const MAX_PLACES = 300;

/** Where other things link to the item, by thing, those that changed last first. */
export async function backlinks(db: Db, itemId: Id, workspaceId: Id): Promise<Backlink[]> {
  if ((await seenItem(db, itemId, workspaceId)) === null) return [];
  const rows = await db
    .selectFrom('links')
    .innerJoin('items', 'items.id', 'links.from_item')
    .select(['links.from_item', 'links.start_at', 'links.end_at'])
    .where('links.to_item', '=', itemId)
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('links.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .orderBy('items.updated_ms', 'desc')
    .orderBy('links.from_item')
    .orderBy('links.start_at')
    .limit(MAX_PLACES)
    .execute();
  const places = Map.groupBy(rows, (row) => row.from_item);
  const spans = [...places].map(([from, held]) => [from, held.map(toSpan)] as const);
  return passagesIn(db, spans, workspaceId);
}

const toSpan = (row: { start_at: number; end_at: number }): Span => ({ start: row.start_at, end: row.end_at });

/** The items with the words around their places, in this order. */
export async function passagesIn(
  db: Db,
  spans: readonly (readonly [Id, readonly Span[]])[],
  workspaceId: Id,
): Promise<Backlink[]> {
  const ids = spans.map(([id]) => id);
  const [items, texts] = await Promise.all([findItems(db, ids, workspaceId), textsOf(db, ids)]);
  const places = new Map(spans);
  return items.map((item) => {
    const text = texts.get(item.id) ?? '';
    return { item, places: (places.get(item.id) ?? []).map((span) => passageAround(text, span)) };
  });
}

/** As they are indexed; of a note that is being written a moment old. */
export async function textsOf(db: Db, itemIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('item_texts')
    .select(['item_id', 'text'])
    .where(partsOf(db).isOneOf('item_id', itemIds, 'uuid'))
    .execute();
  return new Map(rows.map(({ item_id: id, text }) => [id, text]));
}

/** Links of the item's text to other things, in their order; addresses of the web are left out. */
export async function outgoingLinks(db: Db, itemId: Id, workspaceId: Id): Promise<OutgoingLink[]> {
  if ((await seenItem(db, itemId, workspaceId)) === null) return [];
  const rows = await db
    .selectFrom('links')
    .select(['to_item', 'target', 'start_at', 'end_at'])
    .where('from_item', '=', itemId)
    .where('kind', '!=', 'url')
    .where('deleted_ms', 'is', null)
    .orderBy('start_at')
    .limit(MAX_PLACES)
    .execute();
  const goals = [...new Set(rows.flatMap((row) => row.to_item ?? []))];
  const items = new Map((await findItems(db, goals, workspaceId)).map((item) => [item.id, item]));
  return rows.map(({ to_item: goal, target, start_at: start, end_at: end }) => ({
    target: target.split(/[#^]/)[0]?.trim() ?? target,
    start,
    end,
    item: goal === null ? null : (items.get(goal) ?? null),
  }));
}

export interface LinkingNote {
  readonly id: Id;
  readonly folder: string;
  readonly workspaceId: Id;
}

/** Notes that link to the item and can be written in. */
export async function notesLinkingTo(db: Db, itemId: Id): Promise<LinkingNote[]> {
  const rows = await db
    .selectFrom('links')
    .innerJoin('items', 'items.id', 'links.from_item')
    .select(['items.id', 'items.folder', 'items.workspace_id'])
    .distinct()
    .where('links.to_item', '=', itemId)
    .where('links.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .where('items.kind', '=', 'note')
    .where(notArchived)
    .execute();
  return rows.map(({ id, folder, workspace_id: workspaceId }) => ({ id, folder, workspaceId }));
}

export async function folderCounts(db: Db, workspaceId: Id): Promise<FolderCount[]> {
  const rows = await db
    .selectFrom('items')
    .select(['folder', (eb) => eb.fn.countAll<number>().as('count')])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('kind', '=', 'note')
    .where('deleted_ms', 'is', null)
    .where(notArchived)
    .groupBy('folder')
    .orderBy('folder')
    .execute();
  return rows.map(({ folder, count }) => ({ folder, count: Number(count) }));
}

/** Things of the workspace that carry the tag, or one below it, whatever the case. */
export async function itemsTagged(
  db: Db,
  workspaceId: Id,
  tag: string,
): Promise<{ readonly id: Id; readonly kind: ItemKind }[]> {
  const folded = tag.toLowerCase();
  const rows = await db
    .selectFrom('tags')
    .innerJoin('items', 'items.id', 'tags.item_id')
    .select(['items.id', 'items.kind', 'tags.tag'])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('tags.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .where(notArchived)
    .where(partsOf(db).containsIgnoringCase('tags.tag', tag))
    .execute();
  const within = rows.filter((row) => `${row.tag.toLowerCase()}/`.startsWith(`${folded}/`));
  return [...new Map(within.map(({ id, kind }) => [id, { id, kind: kind as ItemKind }])).values()];
}

/** The note of this title in this very folder; the one that was made first. */
export async function noteInFolder(
  db: Db,
  workspaceIds: readonly Id[],
  folder: string,
  title: string,
): Promise<Id | null> {
  return (await notesInFolder(db, workspaceIds, folder, [title])).get(title) ?? null;
}

export async function notesInFolder(
  db: Db,
  workspaceIds: readonly Id[],
  folder: string,
  titles: readonly string[],
): Promise<ReadonlyMap<string, Id>> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'title'])
    .where('items.workspace_id', 'in', [...workspaceIds])
    .where('kind', '=', 'note')
    .where('folder', '=', folder)
    .where(partsOf(db).isOneOf('title', titles, 'text'))
    .where('deleted_ms', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ id, title }) => [title, id]));
}

/** Whether there is, or was, something with the id. */
export async function isKnown(db: Db, itemId: Id): Promise<boolean> {
  return (await db.selectFrom('items').select('id').where('id', '=', itemId).executeTakeFirst()) !== undefined;
}

/** Notes, and all else that a link leads to or from; the newest `limit`. */
export async function readGraph(db: Db, workspaceId: Id, limit: number): Promise<GraphData> {
  const linked = sql<boolean>`exists (select 1 from links where links.deleted_ms is null and links.to_item is not null
    and (links.from_item = items.id or links.to_item = items.id))`;
  const shown = db
    .selectFrom('items')
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .where(notArchived)
    .where((eb) => eb.or([eb('items.kind', '=', 'note'), linked]));
  const { total } = await shown.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [items, tags, links] = await Promise.all([
    shown.select(['id', 'title', 'kind', 'folder']).orderBy('updated_ms', 'desc').orderBy('id').limit(limit).execute(),
    db.selectFrom('tags').select(['item_id', 'tag']).where('deleted_ms', 'is', null).execute(),
    db
      .selectFrom('links')
      .select(['from_item', 'to_item'])
      .where('to_item', 'is not', null)
      .where('deleted_ms', 'is', null)
      .execute(),
  ]);
  const tagsOf = Map.groupBy(tags, (row) => row.item_id);
  const packed = items.map(({ id, title, kind, folder }) => ({
    id,
    title,
    folder,
    kind: ITEM_KINDS.indexOf(kind as ItemKind),
    tags: (tagsOf.get(id) ?? []).map(({ tag }) => tag),
  }));
  const pairs = links.flatMap(({ from_item: from, to_item: to }) => (to === null ? [] : [{ from, to }]));
  return packGraph(packed, pairs, Number(total) - items.length);
}
