import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { ITEM_KINDS } from '../../core/items/item.ts';
import type { ItemPage, KindCount, QueryParams, TagCount } from '../../core/queries.ts';
import { partsOf } from '../sql-parts.ts';
import { itemsById, notArchived } from './items.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

/** Things by what is asked of all of them: lists and their counts. */

type Db = Kysely<Database>;

export async function listItems(db: Db, workspaceId: Id, params: QueryParams<'items'>): Promise<ItemPage> {
  const matching = matchingItems(db, workspaceId, params);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const page = await inOrder(matching.select('items.id'), params).offset(params.offset).limit(params.limit).execute();
  const ids = page.map((row) => row.id);
  const byId = await itemsById(db, ids);
  return { items: ids.flatMap((id) => byId.get(id) ?? []), total: Number(total) };
}

/** Of the first `limit` that match, in their order. */
export async function listItemIds(
  db: Db,
  workspaceId: Id,
  params: QueryParams<'item-ids'>,
  limit: number,
): Promise<Id[]> {
  const matching = matchingItems(db, workspaceId, params).select('items.id');
  return (await inOrder(matching, params).limit(limit).execute()).map(({ id }) => id);
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
      .$if(itemIds !== undefined, (q) => q.where(parts.isOneOf('items.id', itemIds ?? [], 'uuid')))
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
