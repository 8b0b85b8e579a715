import type { Id } from '../../core/ids.ts';
import { withoutFrontMatter } from '../../core/items/front-matter.ts';
import { plainText } from '../../core/items/plain-text.ts';
import type { FindResult, FoundHit, FoundItem, QueryParams } from '../../core/queries.ts';
import { mergeResults } from '../../core/search/merge-results.ts';
import { parseQuery } from '../../core/search/query.ts';
import type { SearchHit, SearchMode, SearchRequest, SearchResult } from '../../core/search/search-index.ts';
import { createSnippet } from '../../core/search/snippet.ts';
import { withinWorkspace } from '../../core/search/within-workspace.ts';
import { type ArchivedItem, archivedAmong } from '../../db/tables/archives.ts';
import { findItems } from '../../db/tables/items.ts';
import { chunkKey, chunksAt, type StoredChunk } from '../../db/tables/texts.ts';
import type { KernelContext } from './context.ts';
import type { SearchMeans } from './embedder.ts';

/** Find: hits of the index, grouped by item in the order of each one's best hit, with marked snippets. */
export async function find(
  context: KernelContext,
  params: QueryParams<'search'>,
  workspaceId: Id,
): Promise<FindResult> {
  const startedMs = context.clock.nowMs();
  const { query, limit, mode, zone } = params;
  const when = { nowMs: startedMs, zone };
  const filters = withinWorkspace(defined(params.filters), workspaceId);
  await context.indexer.ready();
  const means = await searchMeans(context, query, mode);
  const request = { query, limit, filters, match: 'all', when, ...means } as const;
  const { found: inArchives, archived } = await searchArchives(context, request);
  const { hits, total, notes } = mergeResults(context.indexer.index.search(request), inArchives, limit);
  const order = [...new Set(hits.map((hit) => hit.itemId))];
  const [items, here, there] = await Promise.all([
    findItems(context.db, order, workspaceId),
    chunksAt(context.db, hits),
    context.archives.chunksAt(hits, archived),
  ]);
  const chunks = new Map([...here, ...there]);
  const found = items.map(
    (item): FoundItem => ({
      item,
      ...nameOf(archived.get(item.id)),
      hits: hits.filter((hit) => hit.itemId === item.id).flatMap((hit) => foundHit(query, item.language, hit, chunks)),
    }),
  );
  const { unread } = parseQuery(query, when);
  return { items: found, total, notes, unread, elapsedMs: context.clock.nowMs() - startedMs };
}

interface ArchivedHits {
  readonly found: SearchResult;
  readonly archived: ReadonlyMap<Id, ArchivedItem>;
}

/** Without what has come back since the archives were opened. */
async function searchArchives({ db, archives }: KernelContext, request: SearchRequest): Promise<ArchivedHits> {
  const found = await archives.search(request);
  const archived = await archivedAmong(
    db,
    found.hits.map((hit) => hit.itemId),
  );
  return { found: { ...found, hits: found.hits.filter((hit) => archived.has(hit.itemId)) }, archived };
}

const nameOf = (archived: ArchivedItem | undefined): Pick<FoundItem, 'archive'> =>
  archived === undefined ? {} : { archive: { id: archived.archiveId, name: archived.name } };

/** By words alone where meanings cannot be had. */
export const searchMeans = async ({ embedder }: KernelContext, query: string, mode: SearchMode): Promise<SearchMeans> =>
  (await embedder?.prepare(query, mode)) ?? { mode: mode === 'vector' ? mode : 'text' };

function foundHit(
  query: string,
  language: string,
  hit: SearchHit,
  chunks: ReadonlyMap<string, StoredChunk>,
): FoundHit[] {
  const chunk = chunks.get(chunkKey(hit.itemId, hit.ordinal));
  if (chunk === undefined) return [];
  // As a reader sees it: marks of markdown are not what was looked for.
  const body = withoutFrontMatter(chunk.text);
  const plain = plainText(body);
  const { text, span, marks } = createSnippet(query, plain.text, language);
  const [first] = marks;
  const inBody = first === undefined ? 0 : (plain.offsets[span.start + first.start] ?? 0);
  const at = hit.span.start + chunk.text.length - body.length + inBody;
  return [{ ...hit, at, heading: chunk.heading, snippet: text, marks }];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that hold `undefined`. */
export const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Defined<T>;
