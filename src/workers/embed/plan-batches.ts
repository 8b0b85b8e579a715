/** Padded characters of one call: it is over in a fraction of a second, so that a query need not wait for long. */
const BATCH_CHARACTERS = 1200;
/** Texts of about one length, at most so many. */
const MAX_TEXTS = 8;

/**
 * The numbers of the texts in batches of like length, the shortest first: what is padded is computed in vain, and int8
 * scales its numbers over the whole batch.
 */
export function planBatches(lengths: readonly number[]): readonly (readonly number[])[] {
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const at of [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0))) {
    const padded = (batch.length + 1) * (lengths[at] ?? 0);
    if (batch.length > 0 && (padded > BATCH_CHARACTERS || batch.length >= MAX_TEXTS)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(at);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
