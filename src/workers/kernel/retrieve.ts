import type { Passage } from '../../core/chat/answer.ts';
import { choosePassages, FOUND_CHUNKS, type FoundPassage } from '../../core/chat/choose-passages.ts';
import { readQuestion } from '../../core/chat/question.ts';
import type { Item } from '../../core/items/item.ts';
import type { SearchFilters, SearchHit } from '../../core/search/search-index.ts';
import { findItems } from '../../db/tables/items.ts';
import { chunkKey, chunksAt } from '../../db/tables/texts.ts';
import type { KernelContext } from './context.ts';
import { searchMeans } from './find.ts';

type FoundHit = Pick<SearchHit, 'itemId' | 'ordinal' | 'score'>;

export interface Retrieval {
  readonly query: string;
  readonly filters: SearchFilters;
  /** Passages at most. Default 12. */
  readonly limit?: number | undefined;
}

/** The passages that an answer is made from, the best first, numbered from 1. */
export async function retrieve(context: KernelContext, retrieval: Retrieval): Promise<Passage[]> {
  const hits = await searchFor(context, retrieval);
  const found = await readPassages(context, hits);
  const { query, limit } = retrieval;
  return choosePassages(readQuestion(query), found, limit === undefined ? {} : { limit });
}

async function searchFor(context: KernelContext, { query, filters }: Retrieval): Promise<readonly SearchHit[]> {
  const { indexer } = context;
  await indexer.ready();
  const means = await searchMeans(context, query, 'fused');
  return indexer.index.search({ query, limit: FOUND_CHUNKS, match: 'any', filters, ...means }).hits;
}

/** The chunks of the hits with their items, in the same order; without those that are gone. */
export async function readPassages({ db }: KernelContext, hits: readonly FoundHit[]): Promise<FoundPassage[]> {
  const [items, chunks] = await Promise.all([
    findItems(db, [...new Set(hits.map((hit) => hit.itemId))]),
    chunksAt(db, hits),
  ]);
  const byId = new Map(items.map((item) => [item.id, item]));
  return hits.flatMap(({ itemId, ordinal, score }) => {
    const item = byId.get(itemId);
    const chunk = chunks.get(chunkKey(itemId, ordinal));
    if (item === undefined || chunk === undefined) return [];
    const { heading, text, start, end } = chunk;
    const { title, language } = item;
    return [{ itemId, title, heading, span: { start, end }, text, language, score, ordinal, ...placeInTime(item) }];
  });
}

const placeInTime = ({ details, updatedMs }: Item) => ({
  dateMs: details?.type === 'mail' ? (details.sentMs ?? updatedMs) : updatedMs,
  threadId: details?.type === 'mail' && details.threadId !== '' ? details.threadId : null,
});
