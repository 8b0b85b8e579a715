import { type Doubt, doubtsOf, type Nearness } from '../../core/chat/check.ts';
import { readEvidence } from '../../core/chat/evidence.ts';
import { languageOf } from '../../core/chat/question.ts';
import type { TurnState } from '../../core/chat/turn.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import type { KernelContext } from './context.ts';

/** A text of the model is short; more than this is not compared. */
const MAX_TEXTS = 48;

/**
 * How near in meaning the written sentences that words cannot settle are to what they may rest on. Empty where there is no
 * doubt, and where no model for it is loaded.
 */
export async function nearnessOf(
  { embedder }: KernelContext,
  { answer, input }: TurnState,
  text: string,
  signal: AbortSignalLike,
): Promise<readonly Nearness[]> {
  if (embedder === null) return [];
  const doubts = doubtsOf(text, languageOf(input.question), readEvidence(answer.passages));
  const texts = [...new Set(doubts.flatMap(({ sentence, texts: compared }) => [sentence, ...compared]))].slice(
    0,
    MAX_TEXTS,
  );
  const vectors = await embedder.vectorsOf(texts, signal);
  if (vectors === null) return [];
  const vectorOf = new Map(texts.map((each, at) => [each, vectors[at]]));
  return doubts.flatMap((doubt) => compare(doubt, vectorOf));
}

function compare({ sentence, texts }: Doubt, vectorOf: ReadonlyMap<string, Float32Array | undefined>): Nearness[] {
  const own = vectorOf.get(sentence);
  return texts.flatMap((text) => {
    const other = vectorOf.get(text);
    return own === undefined || other === undefined ? [] : [{ sentence, text, cosine: cosineOf(own, other) }];
  });
}

/** Of vectors of length 1. */
const cosineOf = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
