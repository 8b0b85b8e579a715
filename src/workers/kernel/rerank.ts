import { z } from 'zod';
import { planReranking, rerankedOrder } from '../../core/chat/rerank.ts';
import { checkInput } from '../../core/check-input.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import type { KernelContext } from './context.ts';
import { readPassages } from './retrieve.ts';

const request = z.strictObject({
  query: z.string().max(2000),
  hits: z.array(z.strictObject({ itemId: z.uuid(), ordinal: z.number().int().min(0), score: z.number() })).max(10),
  workspace: z.uuid().default(HOME_WORKSPACE),
});

/** For all hits together: results that have stood for longer are being read. */
const BUDGET_MS = 1_500;

/**
 * The positions of the hits in the order that search and model make together; null where the model is not loaded, has
 * other work, or nothing was to be changed in time. Rejects with `cancelled` when the signal fires.
 */
export async function rerank(
  context: KernelContext,
  input: unknown,
  signal: AbortSignalLike,
): Promise<readonly number[] | null> {
  const { query, hits, workspace } = checkInput(request, input, 'rerank');
  const { language } = context.models;
  if (query.trim() === '' || hits.length < 2 || !language.isIdle()) return null;
  const found = await readPassages(context, hits, workspace);
  // One is gone since it was found: the list that is shown is about to change anyway.
  if (found.length < hits.length) return null;
  const passages = found.map((passage, at) => ({ ...passage, number: at + 1 }));
  const { texts, prior } = planReranking(query, passages);
  if (!language.isIdle()) return null;
  const { judgements } = await language.judge(
    { question: query, passages: texts, prior, budgetMs: BUDGET_MS },
    { signal },
  );
  const order = rerankedOrder(prior, judgements);
  return order.every((place, at) => place === at) ? null : order;
}
