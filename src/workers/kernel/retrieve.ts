import type { Passage } from '../../core/chat/answer.ts';
import type { SearchFilters, SearchHit } from '../../core/search/search-index.ts';
import { findItems } from '../../db/tables/items.ts';
import { chunkKey, chunksAt } from '../../db/tables/texts.ts';
import type { KernelContext } from './context.ts';

export interface Retrieval {
  readonly query: string;
  readonly filters: SearchFilters;
}

const PASSAGES = 12;

/** The passages that an answer is made from, the best first, numbered from 1. */
export async function retrieve(context: KernelContext, retrieval: Retrieval): Promise<Passage[]> {
  const hits = await searchFor(context, retrieval);
  return readPassages(context, hits);
}

async function searchFor({ indexer }: KernelContext, { query, filters }: Retrieval): Promise<readonly SearchHit[]> {
  await indexer.ready();
  return indexer.index.search({ query, limit: PASSAGES, match: 'any', filters }).hits;
}

async function readPassages({ db }: KernelContext, hits: readonly SearchHit[]): Promise<Passage[]> {
  const [items, chunks] = await Promise.all([
    findItems(db, [...new Set(hits.map((hit) => hit.itemId))]),
    chunksAt(db, hits),
  ]);
  const byId = new Map(items.map((item) => [item.id, item]));
  return hits
    .flatMap(({ itemId, ordinal, score }) => {
      const item = byId.get(itemId);
      const chunk = chunks.get(chunkKey(itemId, ordinal));
      if (item === undefined || chunk === undefined) return [];
      const { heading, text, start, end } = chunk;
      return [{ itemId, title: item.title, heading, span: { start, end }, text, language: item.language, score }];
    })
    .map((passage, at) => ({ number: at + 1, ...passage }));
}
