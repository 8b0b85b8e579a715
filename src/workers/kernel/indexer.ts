import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { diffChunks } from '../../core/items/diff-chunks.ts';
import type { Chunk } from '../../core/items/item.ts';
import type { CacheFiles } from '../../core/ports.ts';
import { createSearchIndex, type SegmentedIndex } from '../../core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../../core/search/persist.ts';
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
} from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';

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
  /** The text changed: its chunks are made again soon after the commit. */
  textChanged(unit: WriteUnit, itemId: Id): void;
  /** What a step has just written is taken over after its commit. */
  written(unit: WriteUnit, itemId: Id): void;
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
  /** Makes the item's chunks again from its text, in a unit of its own. */
  readonly remake: (itemId: Id) => Promise<void>;
  readonly onChange: () => void;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** Calls that waited for the kernel come first. */
const OPEN_DELAY_MS = 100;
const ITEM_DELAY_MS = 20;
const TEXT_DELAY_MS = 400;
const PERSIST_DELAY_MS = 2000;
const CATCH_UP_BATCH = 200;

export function createIndexer(options: IndexerOptions): Indexer {
  const { db, files, remake, onChange, after } = options;
  let index = createSearchIndex();
  let revision = 0;
  let storedBytes = 0;
  let closed = false;
  const items = new Set<Id>();
  const texts = new Set<Id>();
  let cancelFlush: (() => void) | null = null;
  let cancelPersist: (() => void) | null = null;
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

  /** Rows are written meanwhile: the counts are compared at a revision up to which the index has looked. */
  const bringUp = async (): Promise<boolean> => {
    for (;;) {
      const seen = await catchUp();
      const counters = await textCounters(db);
      if (counters.revision > seen) continue;
      return index.itemCount === counters.items && index.chunkCount === counters.chunks;
    }
  };

  const openNow = async () => {
    const opened = await openIndex(files);
    index = opened.index;
    if (!opened.complete || index.revision > revision) index = createSearchIndex();
    if (!(await bringUp())) await rebuildNow();
    for (const itemId of await staleItems(db)) texts.add(itemId);
    onChange();
    if (texts.size > 0) schedule(ITEM_DELAY_MS);
    else schedulePersist();
  };

  const schedule = (delayMs: number) => {
    if (closed || cancelFlush !== null) return;
    cancelFlush = after(delayMs, () => {
      cancelFlush = null;
      flush().catch((thrown: unknown) => console.error('the search index could not follow the rows', thrown));
    });
  };

  const flush = () =>
    serially(async () => {
      const changedTexts = [...texts];
      texts.clear();
      for (const itemId of changedTexts) await remakeOrLeave(itemId);
      const changed = [...new Set([...items, ...changedTexts])];
      items.clear();
      try {
        await takeOver(await indexRows(db, changed));
      } catch (thrown) {
        for (const itemId of changed) items.add(itemId);
        throw thrown;
      }
      onChange();
      schedulePersist();
    });

  /** The index is a cache: a disk that is full costs time at the next start, and nothing else. */
  const persist = async () => {
    try {
      await persistIndex(index, files);
      storedBytes = index.seal().reduce((sum, segment) => sum + segment.bytes.length, 0);
    } catch (thrown) {
      console.error('the search index could not be kept', thrown);
    }
  };

  /** A text that cannot be read stays as it is indexed, and is tried again at the next start. */
  const remakeOrLeave = (itemId: Id) =>
    remake(itemId).catch((thrown: unknown) => console.error('a note could not be indexed', thrown));

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
      ready.catch((thrown: unknown) => console.error('the search index could not be opened', thrown));
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
    textChanged(unit, itemId) {
      markTextChanged(db, unit, itemId, nextRevision());
      unit.afterCommit(() => {
        texts.add(itemId);
        schedule(TEXT_DELAY_MS);
      });
    },
    written(unit, itemId) {
      unit.afterCommit(() => {
        items.add(itemId);
        schedule(ITEM_DELAY_MS);
      });
    },
    async settled() {
      await ready;
      while (items.size + texts.size > 0 || cancelFlush !== null) {
        cancelFlush?.();
        cancelFlush = null;
        await flush();
      }
      await work;
    },
    rebuild: () => serially(rebuildNow),
    async close() {
      closed = true;
      cancelFlush?.();
      cancelPersist?.();
      await serially(persist);
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
