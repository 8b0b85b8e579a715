import { qualityOf } from '../llm/model-quality.ts';
import type { CheckedSentence } from './answer.ts';

/**
 * What a model's prose is worth. `answer`: shown whole, what is unsupported marked as such. `extra`: only the sentences that
 * pass the check are shown, below the quotation, which stays the answer.
 */
export type WriterRole = 'answer' | 'extra';

/** By what was measured: a model that nobody measured earns no more trust than one below the bar. */
export const writerRole = (modelId: string): WriterRole => (qualityOf(modelId).writer === 'good' ? 'answer' : 'extra');

/** The sentences that may be shown. */
export function showable(sentences: readonly CheckedSentence[], role: WriterRole): CheckedSentence[] {
  if (role === 'answer') return [...sentences];
  const seen = new Set<string>();
  const leads = new Set(sentences.flatMap(({ support, under }) => (support === 'supported' && under ? [under] : [])));
  return sentences.filter(({ support, text, under = '' }) => {
    // The line above a list stands with the entries that were checked with it.
    if (support === 'unsupported' || (support === 'no-claim' && !leads.has(text))) return false;
    const said = `${under}\n${text}`;
    if (seen.has(said)) return false;
    seen.add(said);
    return true;
  });
}
