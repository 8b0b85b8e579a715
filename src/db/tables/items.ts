import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { ITEM_KINDS, type Item, type ItemKind, type ItemLink, type SourcedText } from '../../core/items/item.ts';
import type { ItemDetails } from '../../core/items/item-details.ts';
import type { LinkTarget } from '../../core/items/links.ts';
import { readAliases } from '../../core/items/parse-markdown.ts';
import { MOST_SELECTED } from '../../core/library-queries.ts';
import type { ItemPage, KindCount, QueryParams, TagCount } from '../../core/queries.ts';
import { seenFrom } from '../../core/workspaces.ts';
import { partsOf, readList } from '../sql-parts.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

interface ItemRecord {
  id: Id;
  workspace_id: Id;
  kind: string;
  title: string;
  folder: string;
  file_name: string | null;
  media_type: string;
  blob_hash: string | null;
  size_bytes: number;
  language: string;
  details: ItemDetails | null;
  created_ms: number;
  updated_ms: number;
  deleted_ms: number | null;
  tags: string | readonly string[] | null;
}

/** Not in an archive. */
export const notArchived = ({ not, exists, selectFrom }: ExpressionBuilder<Database, 'items'>) =>
  not(
    exists(
      selectFrom('archived_items').select('archived_items.item_id').whereRef('archived_items.item_id', '=', 'items.id'),
    ),
  );

const toItem = (row: ItemRecord): Item => ({
  id: row.id,
  workspaceId: row.workspace_id,
  kind: row.kind as ItemKind,
  title: row.title,
  folder: row.folder,
  fileName: row.file_name,
  mediaType: row.media_type,
  blobHash: row.blob_hash,
  sizeBytes: row.size_bytes,
  language: row.language,
  tags: readList(row.tags),
  details: row.details,
  createdMs: row.created_ms,
  updatedMs: row.updated_ms,
  deletedMs: row.deleted_ms,
});

const selectItems = (db: Db) =>
  db
    .selectFrom('items')
    .select([
      'items.id',
      'items.workspace_id',
      'items.kind',
      'items.title',
      'items.folder',
      'items.file_name',
      'items.media_type',
      'items.blob_hash',
      'items.size_bytes',
      'items.language',
      'items.details',
      'items.created_ms',
      'items.updated_ms',
      'items.deleted_ms',
    ])
    .select((eb) =>
      eb
        .selectFrom('tags')
        .select(partsOf(db).listOf('tags.tag').as('list'))
        .whereRef('tags.item_id', '=', 'items.id')
        .where('tags.deleted_ms', 'is', null)
        .as('tags'),
    )
    // What was deleted for good says only that it was there.
    .where('items.purged_ms', 'is', null);

/** The path of the file that the item came from, with `#` and its part where it is one; null for what was written here. */
export async function sourcePathOf(db: Db, itemId: Id): Promise<string | null> {
  const row = await db.selectFrom('items').select('source_path').where('id', '=', itemId).executeTakeFirst();
  return row?.source_path ?? null;
}

export async function findItem(db: Db, itemId: Id): Promise<Item | null> {
  const row = await selectItems(db).where('items.id', '=', itemId).executeTakeFirst();
  return row === undefined ? null : toItem(row);
}

/** Null also where it is not seen from the workspace. */
export async function seenItem(db: Db, itemId: Id, workspaceId: Id): Promise<Item | null> {
  const row = await selectItems(db)
    .where('items.id', '=', itemId)
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .executeTakeFirst();
  return row === undefined ? null : toItem(row);
}

/** In the order of `itemIds`; those that are not there, not seen from the workspace, or in the bin, are left out. */
export async function findItems(db: Db, itemIds: readonly Id[], workspaceId: Id): Promise<Item[]> {
  if (itemIds.length === 0) return [];
  const rows = await selectItems(db)
    .where('items.id', 'in', [...itemIds])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, toItem(row)]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
}

export async function listItems(db: Db, workspaceId: Id, params: QueryParams<'items'>): Promise<ItemPage> {
  const matching = matchingItems(db, workspaceId, params);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const page = await inOrder(matching.select('items.id'), params).offset(params.offset).limit(params.limit).execute();
  const ids = page.map((row) => row.id);
  const rows = ids.length === 0 ? [] : await selectItems(db).where('items.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, toItem(row)]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []), total: Number(total) };
}

/** Of all that match, in their order, at most `MOST_SELECTED`. */
export async function listItemIds(db: Db, workspaceId: Id, params: QueryParams<'item-ids'>): Promise<Id[]> {
  const matching = matchingItems(db, workspaceId, params).select('items.id');
  return (await inOrder(matching, params).limit(MOST_SELECTED).execute()).map(({ id }) => id);
}

const matchingItems = (db: Db, workspaceId: Id, params: QueryParams<'item-ids'>) => {
  const { itemIds, title = '', kinds, folder, tag, workspaceId: owner, updatedFromMs, updatedToMs, deleted } = params;
  const parts = partsOf(db);
  return (
    db
      .selectFrom('items')
      .where(seenInWorkspace('items.workspace_id', workspaceId))
      .where('items.deleted_ms', deleted ? 'is not' : 'is', null)
      .where('items.purged_ms', 'is', null)
      // What lies in an archive is found by a search, and in the bin.
      .$if(!deleted, (q) => q.where(notArchived))
      .$if(itemIds !== undefined, (q) => q.where('items.id', 'in', [...(itemIds ?? [])]))
      .$if(title !== '', (q) => q.where(parts.containsIgnoringCase('items.title', title)))
      .$if(kinds !== undefined, (q) => q.where('items.kind', 'in', [...(kinds ?? [])]))
      .$if(owner !== undefined, (q) => q.where('items.workspace_id', '=', owner ?? ''))
      .$if(updatedFromMs !== undefined, (q) => q.where('items.updated_ms', '>=', updatedFromMs ?? 0))
      .$if(updatedToMs !== undefined, (q) => q.where('items.updated_ms', '<=', updatedToMs ?? 0))
      .$if(folder !== undefined, (q) =>
        q.where((eb) =>
          eb.or([eb('items.folder', '=', folder ?? ''), parts.startsWith('items.folder', `${folder ?? ''}/`)]),
        ),
      )
      .$if(tag !== undefined, (q) =>
        q.where('items.id', 'in', (eb) =>
          eb
            .selectFrom('tags')
            .select('tags.item_id')
            .where((tags) =>
              // With the tags below it.
              tags.or([tags('tags.tag', '=', tag ?? ''), parts.startsWith('tags.tag', `${tag ?? ''}/`)]),
            )
            .where('tags.deleted_ms', 'is', null),
        ),
      )
  );
};

const ORDERS = {
  updated: ['items.updated_ms', 'desc'],
  created: ['items.created_ms', 'desc'],
  size: ['items.size_bytes', 'desc'],
  title: ['items.title', 'asc'],
  kind: ['items.kind', 'asc'],
  folder: ['items.folder', 'asc'],
} as const;

/** Of two that are alike, the older id first, so that pages fit together. */
function inOrder<O>(
  query: SelectQueryBuilder<Database, 'items', O>,
  { sort, reverse, deleted }: Pick<QueryParams<'items'>, 'sort' | 'reverse' | 'deleted'>,
): SelectQueryBuilder<Database, 'items', O> {
  const [column, usual] = ORDERS[sort];
  const direction = reverse ? (usual === 'asc' ? 'desc' : 'asc') : usual;
  return query.orderBy(deleted && sort === 'updated' ? 'items.deleted_ms' : column, direction).orderBy('items.id');
}

export async function countItems(db: Db): Promise<{ live: number; deleted: number }> {
  const row = await db
    .selectFrom('items')
    .select([
      sql<number>`count(*) filter (where deleted_ms is null and not exists
        (select 1 from archived_items where archived_items.item_id = items.id))`.as('live'),
      sql<number>`count(*) filter (where deleted_ms is not null and purged_ms is null)`.as('deleted'),
    ])
    .executeTakeFirstOrThrow();
  return { live: Number(row.live), deleted: Number(row.deleted) };
}

export async function listKinds(db: Db, workspaceId: Id): Promise<KindCount[]> {
  const rows = await db
    .selectFrom('items')
    .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('deleted_ms', 'is', null)
    .where(notArchived)
    .groupBy('kind')
    .execute();
  const counts = new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
  return ITEM_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}

export async function listTags(db: Db, workspaceId: Id): Promise<TagCount[]> {
  const rows = await db
    .selectFrom('tags')
    .innerJoin('items', 'items.id', 'tags.item_id')
    .select(['tags.tag', (eb) => eb.fn.countAll<number>().as('count')])
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('tags.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .where(notArchived)
    .groupBy('tags.tag')
    .orderBy('count', 'desc')
    .orderBy('tags.tag')
    .execute();
  return rows.map(({ tag, count }) => ({ tag, count: Number(count) }));
}

export interface TagRecord {
  readonly id: Id;
  readonly tag: string;
  readonly deletedMs: number | null;
}

/** Also those that were taken off, so that they can be put on again. */
export async function tagRows(db: Db, itemId: Id): Promise<TagRecord[]> {
  const rows = await db.selectFrom('tags').select(['id', 'tag', 'deleted_ms']).where('item_id', '=', itemId).execute();
  return rows.map((row) => ({ id: row.id, tag: row.tag, deletedMs: row.deleted_ms }));
}

export async function itemOfTag(db: Db, tagId: Id): Promise<Id | null> {
  const row = await db.selectFrom('tags').select('item_id').where('id', '=', tagId).executeTakeFirst();
  return row?.item_id ?? null;
}

export interface LinkRecord {
  readonly id: Id;
  readonly toItem: Id | null;
  readonly target: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export async function linkRows(db: Db, itemId: Id): Promise<LinkRecord[]> {
  const rows = await db
    .selectFrom('links')
    .select(['id', 'to_item', 'target', 'kind', 'start_at', 'end_at'])
    .where('from_item', '=', itemId)
    .where('deleted_ms', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    toItem: row.to_item,
    target: row.target,
    kind: row.kind,
    start: row.start_at,
    end: row.end_at,
  }));
}

export interface OpenLink {
  readonly id: Id;
  readonly target: string;
  readonly kind: ItemLink['kind'];
  /** Of the item that it stands in. */
  readonly fromFolder: string;
  readonly workspaceId: Id;
}

/** Links to items that lead nowhere yet, in what belongs to the workspace; for what belongs to all, in everything: any may lead there. */
export async function unresolvedLinks(db: Db, workspaceId: Id): Promise<OpenLink[]> {
  const rows = await db
    .selectFrom('links')
    .innerJoin('items', 'items.id', 'links.from_item')
    .select(['links.id', 'links.target', 'links.kind', 'items.folder', 'items.workspace_id'])
    .where(seenFrom(workspaceId) === null ? sql<boolean>`true` : sql<boolean>`items.workspace_id = ${workspaceId}`)
    .where('links.to_item', 'is', null)
    // Where an attachment lies is known from its mail, not looked for by its name.
    .where('links.kind', 'not in', ['url', 'attachment'])
    .where('links.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .execute();
  return rows.map(({ id, target, kind, folder, workspace_id }) => ({
    id,
    workspaceId: workspace_id,
    target,
    kind: kind as ItemLink['kind'],
    fromFolder: folder,
  }));
}

/** What a link can lead to, in these workspaces. */
export async function linkTargets(
  db: Db,
  workspaceIds: readonly Id[],
): Promise<(LinkTarget<Id> & { readonly workspaceId: Id })[]> {
  const rows = await db
    .selectFrom('items')
    .leftJoin('item_texts', 'item_texts.item_id', 'items.id')
    .select(['items.id', 'items.workspace_id', 'items.title', 'items.folder', 'items.source_path'])
    .select(
      sql<string | null>`case when item_texts.text like '---%' then substr(item_texts.text, 1, 4000) end`.as('front'),
    )
    .where('items.workspace_id', 'in', [...workspaceIds])
    .where('items.deleted_ms', 'is', null)
    .execute();
  return rows.map(({ id, workspace_id, title, folder, source_path: path, front }) => ({
    key: id,
    workspaceId: workspace_id,
    path: path ?? (folder === '' ? title : `${folder}/${title}`),
    names: [title, ...(front === null ? [] : readAliases(front))],
  }));
}

export interface SourceMatch {
  readonly id: Id;
  readonly kind: ItemKind;
  readonly sourcePath: string | null;
  readonly blobHash: string | null;
  /** Of the text as it was read or made last; null where it has none. */
  readonly textHash: string | null;
  readonly details: ItemDetails | null;
  readonly deletedMs: number | null;
}

/** Items that came from one of these paths, or that are, as a whole, one of these bytes. */
export async function findBySource(
  db: Db,
  workspaceId: Id,
  { paths, hashes }: { readonly paths: readonly string[]; readonly hashes: readonly string[] },
): Promise<SourceMatch[]> {
  const parts = partsOf(db);
  const rows = await db
    .selectFrom('items')
    .leftJoin('item_texts', 'item_texts.item_id', 'items.id')
    .leftJoin('archived_items', 'archived_items.item_id', 'items.id')
    .select(['id', 'kind', 'source_path', 'blob_hash', 'details', 'deleted_ms'])
    .select(sql<string | null>`coalesce(item_texts.text_hash, archived_items.text_hash)`.as('text_hash'))
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([
        parts.isOneOf('source_path', paths, 'text'),
        eb.and([parts.isOneOf('blob_hash', hashes, 'text'), IS_WHOLE]),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ItemKind,
    sourcePath: row.source_path,
    blobHash: row.blob_hash,
    textHash: row.text_hash,
    details: row.details,
    deletedMs: row.deleted_ms,
  }));
}

/** The item is its file, not a part of it. */
export const IS_WHOLE = sql<boolean>`substr(source_path, length(source_path) - length(file_name) + 1) = file_name`;

/** Another path from which parts of these bytes came, and are not in the bin; null where there is none. */
export async function pathOfSameParts(db: Db, workspaceId: Id, hash: string, path: string): Promise<string | null> {
  const row = await db
    .selectFrom('items')
    .select(['source_path', 'file_name'])
    .where('workspace_id', '=', workspaceId)
    .where('blob_hash', '=', hash)
    .where('deleted_ms', 'is', null)
    .where(sql<boolean>`not ${IS_WHOLE}`)
    .where((eb) => eb.not(partsOf(db).startsWith('source_path', `${path}#`)))
    .limit(1)
    .executeTakeFirst();
  const { source_path: source, file_name: fileName } = row ?? {};
  if (source == null || fileName == null) return null;
  const end = source.indexOf(`${fileName}#`);
  return end < 0 ? null : source.slice(0, end + fileName.length);
}

export interface BodyRow {
  readonly id: Id;
  readonly update: Uint8Array;
}

/** A body's updates in the order in which they were written here. */
export async function bodyRows(db: Db, itemId: Id): Promise<BodyRow[]> {
  return db.selectFrom('item_bodies').select(['id', 'update']).where('item_id', '=', itemId).orderBy('id').execute();
}

export const bodyUpdates = async (db: Db, itemId: Id): Promise<Uint8Array[]> =>
  (await bodyRows(db, itemId)).map((row) => row.update);

export interface StoredText extends SourcedText {
  readonly revision: number;
  readonly indexedRevision: number;
}

export async function itemText(db: Db, itemId: Id): Promise<StoredText | null> {
  const row = await db.selectFrom('item_texts').selectAll().where('item_id', '=', itemId).executeTakeFirst();
  if (row === undefined) return null;
  const { text, source_map: sourceMap, places, folded, revision, indexed_revision: indexedRevision } = row;
  return { text, sourceMap, places, folded, revision, indexedRevision };
}
