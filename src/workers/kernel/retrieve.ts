import type { Passage } from '../../core/chat/answer.ts';
import type { AskedTime } from '../../core/chat/asked-time.ts';
import { choosePassages, FOUND_CHUNKS, type FoundPassage } from '../../core/chat/choose-passages.ts';
import { FOUND_FOR_TIME, preferTime } from '../../core/chat/prefer-time.ts';
import { type Question, readQuestion } from '../../core/chat/question.ts';
import { withHelp } from '../../core/chat/with-help.ts';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { bothFilters } from '../../core/search/read-filter.ts';
import type { SearchFilters, SearchHit } from '../../core/search/search-index.ts';
import { withinWorkspace } from '../../core/search/within-workspace.ts';
import type { When } from '../../core/search/zoned-days.ts';
import { findItems } from '../../db/tables/items.ts';
import { chunkKey, chunksAt } from '../../db/tables/texts.ts';
import type { KernelContext } from './context.ts';
import { searchMeans } from './find.ts';
import { helpLanguages } from './help.ts';

type FoundHit = Pick<SearchHit, 'itemId' | 'ordinal' | 'score'>;

export interface Retrieval {
  readonly query: string;
  /** Where it is asked: what is not seen from there is not met. */
  readonly workspaceId: Id;
  readonly filters: SearchFilters;
  /** Passages at most. Default 12. */
  readonly limit?: number | undefined;
  /** When and where it was asked; without it dates in words are words. */
  readonly asked?: When | undefined;
}

/** The passages that an answer is made from, the best first, numbered from 1. */
export async function retrieve(context: KernelContext, retrieval: Retrieval): Promise<Passage[]> {
  const { query, limit, asked } = retrieval;
  const question = readQuestion(query, asked);
  const found = await findFor(context, retrieval, question);
  const own = choosePassages(question, found.slice(0, FOUND_CHUNKS), limit === undefined ? {} : { limit });
  return [...(await besideHelp(context, retrieval, question, own))].slice(0, limit);
}

/** With passages of help, where it is asked for; not where somebody says which things to look in. */
async function besideHelp(
  { help }: KernelContext,
  { query, filters }: Retrieval,
  question: Question,
  own: readonly Passage[],
): Promise<readonly Passage[]> {
  if (Object.values(filters).some((value) => value !== undefined) || question.asksForItems) return own;
  const [first, second] = helpLanguages(question.language);
  const beside = withHelp(question, own, await help.passages(query, first));
  // What a short question is asked in is a guess.
  return beside === own ? withHelp(question, own, await help.passages(query, second)) : beside;
}

/** An answer that quotes is no source of its own, unless the question is asked of that conversation. */
const OWN_ANSWERS: SearchFilters = { kinds: ['chat'], people: ['hearth'] };

async function findFor(
  context: KernelContext,
  { query, workspaceId, asked, filters: given }: Retrieval,
  question: Question,
): Promise<readonly FoundPassage[]> {
  const filters = withinWorkspace(given, workspaceId);
  const { time } = question;
  const { indexer } = context;
  await indexer.ready();
  const means = await searchMeans(context, query, 'fused');
  const when = asked === undefined ? {} : { when: asked };
  const limit = time === null ? FOUND_CHUNKS : FOUND_FOR_TIME;
  const without = filters.itemIds === undefined ? { without: OWN_ANSWERS } : {};
  const search = { query, limit, match: 'any', filters, ...without, ...when, ...means } as const;
  if (time?.ofItems === true) {
    const words = question.asksForItems ? `on:"${query.slice(time.start, time.end)}"` : withoutTime(query, time);
    const then = { ...search, query: words, filters: bothFilters(filters, filterOf(time)) };
    const { hits } = indexer.index.search(then);
    if (question.asksForItems || hits.some(({ scores }) => scores.text > 0)) {
      return (await readPassages(context, hits, workspaceId)).map((passage) => ({ ...passage, inTime: true }));
    }
  }
  return preferTime(question, await readPassages(context, indexer.index.search(search).hits, workspaceId));
}

const withoutTime = (query: string, { start, end }: AskedTime): string =>
  `${query.slice(0, start)} ${query.slice(end)}`;

const filterOf = ({ fromMs, toMs }: AskedTime): SearchFilters => ({
  ...(Number.isFinite(fromMs) ? { updatedFromMs: fromMs } : {}),
  ...(Number.isFinite(toMs) ? { updatedToMs: toMs - 1 } : {}),
});

/** The chunks of the hits with their items, in the same order; without those that are gone, or not seen from the workspace. */
export async function readPassages(
  { db }: KernelContext,
  hits: readonly FoundHit[],
  workspaceId: Id,
): Promise<FoundPassage[]> {
  const [items, chunks] = await Promise.all([
    findItems(db, [...new Set(hits.map((hit) => hit.itemId))], workspaceId),
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
  ...(details?.type === 'event' ? { startMs: details.startMs } : {}),
  threadId: details?.type === 'mail' && details.threadId !== '' ? details.threadId : null,
});
