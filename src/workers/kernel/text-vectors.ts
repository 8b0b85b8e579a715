import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';

const WITHIN_MS = 1_500;

/**
 * The vectors of a few texts that somebody waits for; null where the model is not loaded, or they do not come within a
 * moment. Rejects as `EmbeddingModel.embed` does.
 */
export async function vectorsSoon(
  model: EmbeddingModel,
  after: (delayMs: number, run: () => void) => () => void,
  texts: readonly string[],
  signal: AbortSignalLike,
): Promise<readonly Float32Array[] | null> {
  if (texts.length === 0 || !model.isLoaded()) return null;
  const late = Promise.withResolvers<null>();
  const cancel = after(WITHIN_MS, () => late.resolve(null));
  return Promise.race([model.embed(texts, { priority: 'query', signal }), late.promise]).finally(cancel);
}
