import type { EmbeddingDevice } from '../../core/llm/embedding-model.ts';

export interface BatchLimits {
  /** Padded characters of one call: it is over in a fraction of a second, so that a query need not wait for long. */
  readonly characters: number;
  /** Texts of about one length, at most so many. */
  readonly texts: number;
}

/** A graphics processor computes many texts in the time of one. */
export const BATCH_LIMITS: Readonly<Record<EmbeddingDevice, BatchLimits>> = {
  wasm: { characters: 1_200, texts: 8 },
  webgpu: { characters: 20_000, texts: 16 },
};

/**
 * The numbers of the texts in batches of like length, the shortest first: what is padded is computed in vain, and int8
 * scales its numbers over the whole batch.
 */
export function planBatches(
  lengths: readonly number[],
  { characters, texts }: BatchLimits,
): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const at of [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0))) {
    const padded = (batch.length + 1) * (lengths[at] ?? 0);
    if (batch.length > 0 && (padded > characters || batch.length >= texts)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(at);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
