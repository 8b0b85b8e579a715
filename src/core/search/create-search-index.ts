import { completeFilter } from './complete-filter.ts';
import { highlight } from './highlight.ts';
import { IndexState } from './index-state.ts';
import { Scorer } from './score.ts';
import { searchState } from './search.ts';
import type { SearchIndex } from './search-index.ts';
import type { Segment } from './segment.ts';
import { similarItems } from './similar.ts';
import { jumpToTitle } from './title-jump.ts';
import { type ItemVector, VectorIndex } from './vectors.ts';

/** Chunks in the tail before it is sealed: a sealed segment takes a fifth of the memory. */
const MAX_TAIL_DOCS = 4096;
/** Segments before some are merged. */
const MAX_SEGMENTS = 8;

/** The search index as its keeper sees it: it can also be written down in segments. */
export interface SegmentedIndex extends SearchIndex {
  /** The revision under which the item was put, or null where it is not there. */
  revisionOf(itemId: string): number | null;
  itemIds(): readonly string[];
  /** From now on the item belongs to this workspace; nothing for an item that is not there. */
  moveTo(itemId: string, workspaceId: string): void;
  /** Seals what was put since the last time, and returns all segments, oldest first: together they are the index. */
  seal(): readonly Segment[];
  /** Merges some segments where there are too many or too much in them is dead. Returns whether there was need. */
  merge(): boolean;
  /** Merges all into one segment, and drops all that is dead. */
  compact(): void;
  /** Replaces the item's vectors, of the chunks that it has now; `put` and `remove` drop them. */
  putVectors(itemId: string, vectors: readonly ItemVector[]): void;
  /** Takes the place of the vectors; those of items that are not here, or of an older text, are dropped. */
  adoptVectors(vectors: VectorIndex): void;
  readonly vectors: VectorIndex;
}

/** `segments` as `seal` returned them, oldest first. */
export function createSearchIndex(segments: readonly Segment[] = []): SegmentedIndex {
  const state = new IndexState();
  const scorer = new Scorer();
  let vectors = new VectorIndex();
  for (const segment of segments) state.load(segment);
  return {
    put(item, chunks) {
      state.put(item, chunks);
      vectors.remove(item.itemId);
      if (state.tailDocCount >= MAX_TAIL_DOCS) state.seal();
    },
    update: (item) => state.update(item),
    moveTo(itemId, workspaceId) {
      const held = state.slotAt(state.slotOf(itemId) ?? -1);
      if (held !== undefined) state.update({ ...held.item, workspaceId });
    },
    remove(itemId) {
      state.remove(itemId);
      vectors.remove(itemId);
    },
    search: (request) => searchState(state, scorer, vectors, request),
    putVectors(itemId, held) {
      const slot = state.slotAt(state.slotOf(itemId) ?? -1);
      if (slot !== undefined) vectors.put(itemId, slot.item.revision, held);
    },
    adoptVectors(opened) {
      for (const held of [...opened.items]) {
        const item = held && state.slotAt(state.slotOf(held.itemId) ?? -1)?.item;
        if (held !== undefined && item?.revision !== held.revision) opened.remove(held.itemId);
      }
      vectors = opened;
    },
    get vectors() {
      return vectors;
    },
    titles: (request) => jumpToTitle(state, request),
    complete: (request) => completeFilter(state, request),
    similar: (request) => similarItems(state, scorer, request),
    highlight,
    get itemCount() {
      return state.itemCount;
    },
    get chunkCount() {
      return state.liveChunks;
    },
    get revision() {
      return state.revision;
    },
    revisionOf: (itemId) => state.slotAt(state.slotOf(itemId) ?? -1)?.item.revision ?? null,
    itemIds: () => [...state.itemIds()],
    seal() {
      state.seal();
      return [...state.segments];
    },
    merge: () => mergeSome(state),
    compact() {
      state.seal();
      if (state.segments.length > 0) state.rewrite(0, state.segments.length - 1);
    },
  };
}

/** Merges the newest two, and on as far back as the next one is at most twice as large as those after it together. */
function mergeSome(state: IndexState): boolean {
  const dead = state.segments.findIndex(({ docCount }, i) => docCount > 0 && state.livingDocs(i) * 2 < docCount);
  if (dead >= 0) {
    state.rewrite(dead, dead);
    return true;
  }
  if (state.segments.length <= MAX_SEGMENTS) return false;
  const sizes = state.segments.map(({ docCount }) => docCount);
  let first = sizes.length - 2;
  let docs = sizes.slice(first).reduce((sum, size) => sum + size, 0);
  while (first > 0 && (sizes[first - 1] ?? 0) <= 2 * docs) docs += sizes[--first] ?? 0;
  state.rewrite(first, sizes.length - 1);
  return true;
}
