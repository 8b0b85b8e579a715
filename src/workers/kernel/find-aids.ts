import type { SimilarThing } from '../../core/find-queries.ts';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import type { QueryParams } from '../../core/queries.ts';
import type { Completion } from '../../core/search/search-index.ts';
import { findItems, itemText } from '../../db/tables/items.ts';
import type { KernelContext } from './context.ts';

/** What Find offers beside what it finds. Each waits until the index holds what the rows hold. */

export async function findTitles(
  { db, indexer }: KernelContext,
  params: QueryParams<'titles'>,
  workspaceId: Id,
): Promise<Item[]> {
  await indexer.ready();
  return findItems(db, indexer.index.titles({ ...params, workspaceId }));
}

export async function completeFilter(
  { indexer }: KernelContext,
  params: QueryParams<'complete-filter'>,
  workspaceId: Id,
): Promise<readonly Completion[]> {
  await indexer.ready();
  return indexer.index.complete({ ...params, workspaceId });
}

export async function findSimilar(
  { db, indexer }: KernelContext,
  { itemId, limit }: QueryParams<'similar'>,
  workspaceId: Id,
): Promise<SimilarThing[]> {
  await indexer.ready();
  const stored = await itemText(db, itemId);
  if (stored === null) return [];
  const similar = indexer.index.similar({ itemId, text: stored.text, workspaceId, limit });
  const items = await findItems(
    db,
    similar.map((found) => found.itemId),
  );
  const terms = new Map(similar.map((found) => [found.itemId, found.terms]));
  return items.map((item) => ({ item, terms: terms.get(item.id) ?? [] }));
}
