import type { Passage } from './answer.ts';
import { plainSentence } from './plain.ts';
import type { Candidate } from './score-sentences.ts';
import { sentenceSpans } from './sentences.ts';

/** By how much a later passage counts less: the order is kept, and none is too far behind to be quoted. */
const STEP = 0.01;

/**
 * How each passage begins, in their order: the answer to a question for all that is from some time ("what did I write last
 * week?"), which has no word that a sentence could be chosen by.
 */
export function beginningsOf(passages: readonly Passage[]): Candidate[] {
  return passages.flatMap((passage, at) => {
    const sentences = sentenceSpans(passage.text);
    const index = sentences.findIndex(({ kind }) => kind !== 'heading' && kind !== 'matter' && kind !== 'code');
    const first = sentences[index];
    if (first === undefined) return [];
    const span = { start: passage.span.start + first.start, end: passage.span.start + first.end };
    const text = plainSentence(passage.text.slice(first.start, first.end));
    const score = 1 - STEP * at;
    return [
      { passage: passage.number, index, span, text, kind: first.kind, coverage: 1, score, answers: [], matched: [] },
    ];
  });
}
