import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { diffChunks } from '../../core/items/diff-chunks.ts';
import type { Chunk } from '../../core/items/item.ts';
import type { CacheFiles } from '../../core/ports.ts';
import { createSearchIndex, type SegmentedIndex } from '../../core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../../core/search/persist.ts';
import { openVectors, persistVectors } from '../../core/search/persist-vectors.ts';
import { DIMENSIONS } from '../../core/search/vectors.ts';
import { countVectors, vectorsOfItems } from '../../db/tables/embeddings.ts';
import type { Database } from '../../db/tables/schema.ts';
import {
  changedAfter,
  chunksOfItems,
  type IndexRow,
  indexRows,
  markItemChanged,
  markTextChanged,
  type StoredChunk,
  staleItems,
  textCounters,
  textIds,
} from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';
import { createAfterPause } from './after-pause.ts';
import type { Incidents } from './incidents.ts';

/**
 * Keeps the search index in step with the rows. The rows are the truth: the index is opened from its segments, brought
 * up to date by revision, and built again from the rows when anything about it is in doubt.
 */

export interface Indexer {
  readonly index: SegmentedIndex;
  /** Resolves when writes can be taken over; the persisted index is opened and brought up to date after that. */
  open(): Promise<void>;
  /** Resolves when the index holds what the rows hold: what searches waits for it. */
  ready(): Promise<void>;
  nextRevision(): number;
  /** Title, place, tags or bin changed: noted in the unit, taken over after the commit. */
  itemChanged(unit: WriteUnit, itemId: Id): void;
  /** These belong to another workspace: no search of the old one meets them after the commit. */
  moved(unit: WriteUnit, itemIds: readonly Id[], workspaceId: Id): void;
  /** The text changed: its chunks are made again soon after the commit. */
  textChanged(unit: WriteUnit, itemId: Id): void;
  /** What a step has just written is taken over after its commit. */
  written(unit: WriteUnit, itemId: Id): void;
  /** These have no rows here any more. */
  gone(unit: WriteUnit, itemIds: readonly Id[]): void;
  /** Vectors of these items have just been written. */
  vectorsWritten(unit: WriteUnit, itemIds: readonly Id[]): void;
  /** Bytes of the persisted index. */
  readonly storedBytes: number;
  /** Items that wait to be taken over. */
  readonly waiting: number;
  /** Resolves when the index is as new as the rows. */
  settled(): Promise<void>;
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

export interface IndexerOptions {
  readonly db: Kysely<Database>;
  readonly files: CacheFiles;
  /** The model whose vectors are searched. */
  readonly vectorModel: string;
  /** Makes the item's chunks again from its text, in a unit of its own. */
  readonly remake: (itemId: Id) => Promise<void>;
  readonly onChange: () => void;
  readonly record: Incidents['record'];
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** Calls that waited for the kernel come first. */
const OPEN_DELAY_MS = 100;
const ITEM_DELAY_MS = 20;
/** A pause in typing: edits of who types come closer together. Who types without one waits no longer than this for a search. */
const TEXT_PAUSE_MS = 400;
const TEXT_LONGEST_MS = 5000;
const PERSIST_DELAY_MS = 2000;
/** A block of vectors is written whole: not for each few that are new. */
const PERSIST_VECTORS_DELAY_MS = 60_000;
const CATCH_UP_BATCH = 200;
/** Sign bits, int8 with what it leaves, and the place of the chunk. */
const BYTES_OF_VECTOR = DIMENSIONS / 8 + DIMENSIONS + DIMENSIONS / 2 + 12;

export function createIndexer(options: IndexerOptions): Indexer {
  const { db, files, vectorModel, remake, onChange, record, after } = options;
  let index = createSearchIndex();
  let revision = 0;
  let storedBytes = 0;
  let closed = false;
  const items = new Set<Id>();
  const texts = new Set<Id>();
  const learned = new Set<Id>();
  let cancelFlush: (() => void) | null = null;
  let cancelPersist: (() => void) | null = null;
  let cancelPersistVectors: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();
  let ready: Promise<void> = Promise.resolve();

  const serially = (task: () => Promise<void>): Promise<void> => {
    work = work.then(task, task);
    return work;
  };

  const takeOver = async (rows: readonly IndexRow[]) => {
    const kept = rows.filter((row) => !row.deleted).map((row) => row.item.itemId);
    const chunks = await chunksOfItems(db, kept);
    for (const { item, deleted } of rows) {
      if (deleted) index.remove(item.itemId);
      else index.put(item, chunks.get(item.itemId) ?? []);
    }
    await takeOverVectors(kept);
  };

  const takeOverVectors = async (itemIds: readonly Id[]) => {
    const vectors = await vectorsOfItems(db, vectorModel, itemIds);
    for (const itemId of itemIds) index.putVectors(itemId, vectors.get(itemId) ?? []);
    if (vectors.size > 0) schedulePersistVectors();
  };

  /** A revision tells whether a text is the same, not which of its chunks have been learned. */
  const bringUpVectors = async () => {
    const counts = await countVectors(db, vectorModel);
    const differ = index.itemIds().filter((itemId) => {
      return (index.vectors.itemOf(itemId)?.rows.length ?? 0) !== (counts.get(itemId) ?? 0);
    });
    for (let at = 0; at < differ.length; at += CATCH_UP_BATCH) {
      await takeOverVectors(differ.slice(at, at + CATCH_UP_BATCH));
    }
  };

  /** Takes over what the rows have that the index has not. Returns the revision up to which it has looked. */
  const catchUp = async (): Promise<number> => {
    for (let seen = index.revision; ; ) {
      const rows = await changedAfter(db, seen, CATCH_UP_BATCH);
      await takeOver(rows);
      const last = rows.at(-1);
      if (last === undefined) return seen;
      seen = last.item.revision;
      onChange();
    }
  };

  const rebuildNow = async () => {
    index = createSearchIndex();
    await catchUp();
    await persist();
    onChange();
  };

  /** What left the rows while the index was closed has no revision that would tell. */
  const dropGone = async () => {
    const there = await textIds(db);
    for (const itemId of index.itemIds()) if (!there.has(itemId)) index.remove(itemId);
  };

  /** Rows are written meanwhile: the counts are compared at a revision up to which the index has looked. */
  const bringUp = async (): Promise<boolean> => {
    for (;;) {
      const seen = await catchUp();
      const counters = await textCounters(db);
      if (counters.revision > seen) continue;
      const isWhole = () => index.itemCount === counters.items && index.chunkCount === counters.chunks;
      if (!isWhole()) await dropGone();
      return isWhole();
    }
  };

  const openNow = async () => {
    const opened = await openIndex(files);
    index = opened.index;
    if (!opened.complete || index.revision > revision) index = createSearchIndex();
    const vectors = await openVectors(vectorModel, files);
    if (vectors !== null) index.adoptVectors(vectors);
    if (!(await bringUp())) await rebuildNow();
    await bringUpVectors();
    for (const itemId of await staleItems(db)) texts.add(itemId);
    onChange();
    if (texts.size > 0) flushOrRecord('texts');
    else schedulePersist();
  };

  const schedule = (delayMs: number) => {
    if (closed || cancelFlush !== null) return;
    cancelFlush = after(delayMs, () => {
      cancelFlush = null;
      flushOrRecord('items');
    });
  };

  const typing = createAfterPause({ after, pauseMs: TEXT_PAUSE_MS, longestMs: TEXT_LONGEST_MS }, () =>
    flushOrRecord('texts'),
  );

  const flushOrRecord = (what: 'items' | 'texts') =>
    void flush(what).catch((thrown: unknown) => record('index', thrown));

  /** Texts come with the items that wait. */
  const flush = (what: 'items' | 'texts') =>
    serially(async () => {
      const changedTexts = what === 'texts' ? [...texts] : [];
      for (const itemId of changedTexts) texts.delete(itemId);
      for (const itemId of changedTexts) await remakeOrLeave(itemId);
      const changed = [...new Set([...items, ...changedTexts])];
      items.clear();
      const learnedItems = [...learned].filter((itemId) => !changed.includes(itemId));
      learned.clear();
      try {
        await takeOver(await indexRows(db, changed));
        await takeOverVectors(learnedItems);
      } catch (thrown) {
        for (const itemId of changed) items.add(itemId);
        for (const itemId of learnedItems) learned.add(itemId);
        throw thrown;
      }
      onChange();
      schedulePersist();
    });

  /** The index is a cache: a disk that is full costs time at the next start, and nothing else. */
  const persist = async () => {
    try {
      await persistIndex(index, files);
      const segments = index.seal().reduce((sum, segment) => sum + segment.bytes.length, 0);
      storedBytes = segments + index.vectors.count * BYTES_OF_VECTOR;
    } catch (thrown) {
      record('index kept', thrown);
    }
  };

  const keepVectors = () =>
    persistVectors(index.vectors, vectorModel, files).catch((thrown: unknown) => record('vectors kept', thrown));

  const schedulePersistVectors = () => {
    if (closed || cancelPersistVectors !== null) return;
    cancelPersistVectors = after(PERSIST_VECTORS_DELAY_MS, () => {
      cancelPersistVectors = null;
      void serially(keepVectors);
    });
  };

  /** A text that cannot be read stays as it is indexed, and is tried again at the next start. */
  const remakeOrLeave = (itemId: Id) => remake(itemId).catch((thrown: unknown) => record('index note', thrown));

  const schedulePersist = () => {
    if (closed || cancelPersist !== null) return;
    cancelPersist = after(PERSIST_DELAY_MS, () => {
      cancelPersist = null;
      void serially(persist);
    });
  };

  const nextRevision = () => ++revision;

  return {
    get index() {
      return index;
    },
    get storedBytes() {
      return storedBytes;
    },
    get waiting() {
      return items.size + texts.size;
    },
    async open() {
      revision = (await textCounters(db)).revision;
      // Queued before anything that is written from now on, so that it is taken over into the index that comes.
      ready = serially(() => new Promise<void>((resolve) => after(OPEN_DELAY_MS, resolve)).then(openNow));
      ready.catch((thrown: unknown) => record('index opened', thrown));
    },
    ready: () => ready,
    nextRevision,
    itemChanged(unit, itemId) {
      markItemChanged(db, unit, itemId, nextRevision());
      unit.afterCommit(() => {
        items.add(itemId);
        schedule(ITEM_DELAY_MS);
      });
    },
    moved(unit, itemIds, workspaceId) {
      for (const itemId of itemIds) markItemChanged(db, unit, itemId, nextRevision());
      unit.afterCommit(() => {
        for (const itemId of itemIds) {
          index.moveTo(itemId, workspaceId);
          items.add(itemId);
        }
        schedule(ITEM_DELAY_MS);
      });
    },
    textChanged(unit, itemId) {
      markTextChanged(db, unit, itemId, nextRevision());
      unit.afterCommit(() => {
        texts.add(itemId);
        if (!closed) typing.changed();
      });
    },
    written(unit, itemId) {
      unit.afterCommit(() => {
        items.add(itemId);
        schedule(ITEM_DELAY_MS);
      });
    },
    gone(unit, itemIds) {
      unit.afterCommit(() => {
        void serially(async () => {
          for (const itemId of itemIds) index.remove(itemId);
          onChange();
          schedulePersist();
        });
      });
    },
    vectorsWritten(unit, itemIds) {
      unit.afterCommit(() => {
        for (const itemId of itemIds) learned.add(itemId);
        schedule(ITEM_DELAY_MS);
      });
    },
    async settled() {
      await ready;
      while (items.size + texts.size + learned.size > 0 || cancelFlush !== null) {
        cancelFlush?.();
        cancelFlush = null;
        typing.cancel();
        await flush('texts');
      }
      await work;
    },
    rebuild: () => serially(rebuildNow),
    async close() {
      closed = true;
      cancelFlush?.();
      typing.cancel();
      cancelPersist?.();
      cancelPersistVectors?.();
      await serially(persist);
      if (cancelPersistVectors !== null) await serially(keepVectors);
    },
  };
}

/** New chunks with the ids of the old ones where nothing but their place changed, so that only the rest is written. */
export function keepIds(old: readonly StoredChunk[], chunks: readonly Chunk[], newId: () => Id): StoredChunk[] {
  const ids = new Map(old.map((chunk) => [chunk.ordinal, chunk.id]));
  const kept = new Map(
    diffChunks(old, chunks).kept.map(({ before, after }) => [after.ordinal, ids.get(before.ordinal)]),
  );
  return chunks.map((chunk) => ({ ...chunk, id: kept.get(chunk.ordinal) ?? newId() }));
}
