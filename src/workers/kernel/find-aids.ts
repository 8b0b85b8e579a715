import type { HitPlace, SimilarThing } from '../../core/find-queries.ts';
import type { Id } from '../../core/ids.ts';
import { compareTexts, type TextComparison } from '../../core/items/compare-texts.ts';
import type { Item } from '../../core/items/item.ts';
import { locate } from '../../core/items/source-map.ts';
import type { QueryParams } from '../../core/queries.ts';
import type { Completion } from '../../core/search/search-index.ts';
import { onlySeen } from '../../core/search/within-workspace.ts';
import { placesAt } from '../../db/tables/hit-places.ts';
import { itemText } from '../../db/tables/item-parts.ts';
import { findItems, seenItem } from '../../db/tables/items.ts';
import type { KernelContext } from './context.ts';

/** What Find offers beside what it finds. Each waits until the index holds what the rows hold. */

export async function findTitles(
  { db, indexer }: KernelContext,
  params: QueryParams<'titles'>,
  workspaceId: Id,
): Promise<Item[]> {
  await indexer.ready();
  return findItems(db, indexer.index.titles({ ...params, ...onlySeen(workspaceId) }), workspaceId);
}

export async function completeFilter(
  { indexer }: KernelContext,
  params: QueryParams<'complete-filter'>,
  workspaceId: Id,
): Promise<readonly Completion[]> {
  await indexer.ready();
  return indexer.index.complete({ ...params, ...onlySeen(workspaceId) });
}

export async function findSimilar(
  { db, indexer }: KernelContext,
  { itemId, limit }: QueryParams<'similar'>,
  workspaceId: Id,
): Promise<SimilarThing[]> {
  await indexer.ready();
  const stored = (await seenItem(db, itemId, workspaceId)) === null ? null : await itemText(db, itemId);
  if (stored === null) return [];
  const similar = indexer.index.similar({ itemId, text: stored.text, ...onlySeen(workspaceId), limit });
  const items = await findItems(
    db,
    similar.map((found) => found.itemId),
    workspaceId,
  );
  const terms = new Map(similar.map((found) => [found.itemId, found.terms]));
  return items.map((item) => ({ item, terms: terms.get(item.id) ?? [] }));
}

/** Pages, rows, messages as they are kept; of a program the line, which follows from its text. */
export async function hitPlaces(
  { db }: KernelContext,
  { hits }: QueryParams<'hit-places'>,
  workspaceId: Id,
): Promise<readonly (HitPlace | null)[]> {
  const seen = new Map(
    (await findItems(db, [...new Set(hits.map(({ itemId }) => itemId))], workspaceId)).map((item) => [item.id, item]),
  );
  const held = (await placesAt(db, hits)).map((place, i) => (seen.has(hits[i]?.itemId ?? '') ? place : null));
  const bare = new Set(hits.filter((_, i) => held[i] === null).map(({ itemId }) => itemId));
  const programs = [...seen.values()].filter(({ id, kind }) => kind === 'code' && bare.has(id));
  const texts = new Map(await Promise.all(programs.map(async ({ id }) => [id, await itemText(db, id)] as const)));
  return hits.map(({ itemId, at }, i) => held[i] ?? lineAt(texts.get(itemId) ?? null, at));
}

function lineAt(stored: Awaited<ReturnType<typeof itemText>>, at: number): HitPlace | null {
  const range = stored === null ? null : locate(stored, { start: at, end: at + 1 });
  return range === null ? null : { start: at, end: at, place: { type: 'line', line: range.line } };
}

export async function compareItems(
  { db }: KernelContext,
  { itemId, otherId }: QueryParams<'compare-items'>,
  workspaceId: Id,
): Promise<TextComparison | null> {
  const seen = await Promise.all([itemId, otherId].map((id) => seenItem(db, id, workspaceId)));
  if (seen.includes(null)) return null;
  const [own, other] = await Promise.all([itemText(db, itemId), itemText(db, otherId)]);
  return own === null || other === null ? null : compareTexts(own.text, other.text);
}
