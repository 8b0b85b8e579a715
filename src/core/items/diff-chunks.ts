import type { Chunk } from './item.ts';

export interface ChunkDiff {
  /** The same heading and text before and after; ordinal and span may have moved. */
  readonly kept: readonly { readonly before: Chunk; readonly after: Chunk }[];
  readonly added: readonly Chunk[];
  readonly removed: readonly Chunk[];
}

const keyOf = (chunk: Chunk): string => `${chunk.heading}\0${chunk.text}`;

/** What has to be indexed anew when an item's text changed. Equal chunks are paired in order; each is used once. */
export function diffChunks(before: readonly Chunk[], after: readonly Chunk[]): ChunkDiff {
  const free = new Map<string, Chunk[]>();
  for (const chunk of before.toReversed()) {
    const same = free.get(keyOf(chunk));
    if (same === undefined) free.set(keyOf(chunk), [chunk]);
    else same.push(chunk);
  }
  const kept: { before: Chunk; after: Chunk }[] = [];
  const added: Chunk[] = [];
  for (const chunk of after) {
    const match = free.get(keyOf(chunk))?.pop();
    if (match === undefined) added.push(chunk);
    else kept.push({ before: match, after: chunk });
  }
  const removed = [...free.values()].flat().sort((a, b) => a.ordinal - b.ordinal);
  return { kept, added, removed };
}
