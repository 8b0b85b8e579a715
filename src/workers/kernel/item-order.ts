import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { MOST_SELECTED } from '../../core/library-queries.ts';
import type { ItemPage, QueryParams } from '../../core/queries.ts';
import { listItemIds, listItems } from '../../db/tables/item-lists.ts';
import { itemsById } from '../../db/tables/items.ts';
import type { Database } from '../../db/tables/schema.ts';

/**
 * Lists of items. The ids of the list that was scrolled last are kept in their order until something changes: to count and
 * sort 100,000 rows takes half a second, and a scroll asks for page after page.
 */
export interface ItemOrder {
  page(workspaceId: Id, params: QueryParams<'items'>): Promise<ItemPage>;
  /** At most `MOST_SELECTED`. */
  ids(workspaceId: Id, params: QueryParams<'item-ids'>): Promise<Id[]>;
  /** After a commit that wrote to these tables. */
  changed(tables: ReadonlySet<string>): void;
}

/** 12 MB of ids. */
const MOST_KEPT = 200_000;

/** What lists are made of. */
const MADE_OF = ['items', 'tags', 'archived_items'] as const;

interface Kept {
  readonly key: string;
  /** Null where there are more than are kept. */
  readonly ids: Promise<readonly Id[] | null>;
}

export function createItemOrder(db: Kysely<Database>): ItemOrder {
  let kept: Kept | null = null;

  const allIds = (workspaceId: Id, list: QueryParams<'item-ids'>): Kept['ids'] => {
    const key = keyOf(workspaceId, list);
    if (kept?.key === key) return kept.ids;
    const ids = listItemIds(db, workspaceId, list, MOST_KEPT + 1).then((all) => (all.length > MOST_KEPT ? null : all));
    const asked = { key, ids };
    kept = asked;
    ids.catch(() => {
      // Whoever asked is told.
      if (kept === asked) kept = null;
    });
    return ids;
  };

  return {
    async page(workspaceId, params) {
      const { offset, limit, ...list } = params;
      // Most lists are never scrolled past their first page.
      const isFirst = offset === 0 && kept?.key !== keyOf(workspaceId, list);
      const all = isFirst ? null : await allIds(workspaceId, list);
      if (all === null) return listItems(db, workspaceId, params);
      const ids = all.slice(offset, offset + limit);
      const byId = await itemsById(db, ids);
      return { items: ids.flatMap((id) => byId.get(id) ?? []), total: all.length };
    },
    async ids(workspaceId, list) {
      const all = await allIds(workspaceId, list);
      return all?.slice(0, MOST_SELECTED) ?? listItemIds(db, workspaceId, list, MOST_SELECTED);
    },
    changed(tables) {
      if (MADE_OF.some((table) => tables.has(table))) kept = null;
    },
  };
}

const keyOf = (workspaceId: Id, list: QueryParams<'item-ids'>): string => `${workspaceId} ${JSON.stringify(list)}`;
