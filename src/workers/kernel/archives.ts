import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Chunk } from '../../core/items/item.ts';
import type { BlobStore } from '../../core/ports.ts';
import { createSearchIndex, type SegmentedIndex } from '../../core/search/create-search-index.ts';
import { openIndex } from '../../core/search/persist.ts';
import type { SearchHit, SearchRequest, SearchResult } from '../../core/search/search-index.ts';
import type { ItemVector } from '../../core/search/vectors.ts';
import { type ArchivedRows, type ArchivePart, openPart } from '../../db/archive/part-file.ts';
import { type ArchivedItem, archivedIdsOfPart, archiveParts } from '../../db/tables/archives.ts';
import type { StoredText } from '../../db/tables/item-parts.ts';
import type { Database } from '../../db/tables/schema.ts';
import { chunkKey, type StoredChunk } from '../../db/tables/texts.ts';
import type { Incidents } from './incidents.ts';

/** What lies in archives, as it is searched and read. Their index is opened at the first search, and made again from their rows where it is of another version. */
export interface Archives {
  /** Finds what the archives hold; nothing where there are none. */
  search(request: SearchRequest): Promise<SearchResult>;
  /** Rejects with `backup-damaged` where the file is gone or cannot be read. */
  read(item: Pick<ArchivedItem, 'itemId' | 'file'>): Promise<ArchivedRows>;
  /** The passages of hits, by `chunkKey`; what cannot be read is left out. */
  chunksAt(
    hits: readonly Pick<SearchHit, 'itemId' | 'ordinal'>[],
    archived: ReadonlyMap<Id, ArchivedItem>,
  ): Promise<ReadonlyMap<string, StoredChunk>>;
  /** Files that could not be read when the index was opened. */
  readonly damaged: ReadonlySet<string>;
  /** Opens the index anew at the next search: parts came or went. */
  changed(): void;
  /** These have left their archives. */
  left(itemIds: readonly Id[]): void;
}

export interface ArchivesOptions {
  readonly db: Kysely<Database>;
  readonly blobs: BlobStore;
  /** The model whose vectors are searched. */
  readonly vectorModel: string;
  readonly record: Incidents['record'];
}

export function createArchives({ db, blobs, vectorModel, record }: ArchivesOptions): Archives {
  const damaged = new Set<string>();
  let opened: Promise<SegmentedIndex> | null = null;

  const openFile = async (file: string): Promise<ArchivePart> => openPart(await blobs.get(file).catch(missing));

  const openAll = async (): Promise<SegmentedIndex> => {
    damaged.clear();
    const found: OpenedPart[] = [];
    for (const part of await archiveParts(db)) {
      try {
        const held = new Set(await archivedIdsOfPart(db, part));
        if (held.size > 0) found.push(await openOne(await openFile(part.file), held, vectorModel));
      } catch (thrown) {
        damaged.add(part.file);
        record('archive', thrown);
      }
    }
    return together(found);
  };

  const index = () => {
    opened ??= openAll();
    // What failed as a whole is tried again at the next search.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };

  const readChunks = async (item: ArchivedItem, ordinals: ReadonlySet<number>): Promise<StoredChunk[]> => {
    try {
      const { rows } = await (await openFile(item.file)).readItem(item.itemId);
      return rows.flatMap((row) => chunkOf(row) ?? []).filter(({ ordinal }) => ordinals.has(ordinal));
    } catch (thrown) {
      damaged.add(item.file);
      record('archive', thrown);
      return [];
    }
  };

  return {
    search: async (request) => (await index()).search(request),
    read: async ({ itemId, file }) => (await openFile(file)).readItem(itemId),
    async chunksAt(hits, archived) {
      const chunks = new Map<string, StoredChunk>();
      for (const [itemId, ofItem] of Map.groupBy(hits, (hit) => hit.itemId)) {
        const item = archived.get(itemId);
        if (item === undefined) continue;
        const found = await readChunks(item, new Set(ofItem.map(({ ordinal }) => ordinal)));
        for (const chunk of found) chunks.set(chunkKey(itemId, chunk.ordinal), chunk);
      }
      return chunks;
    },
    damaged,
    changed() {
      opened = null;
    },
    left(itemIds) {
      opened
        ?.then((held) => {
          for (const itemId of itemIds) held.remove(itemId);
        })
        .catch(() => undefined); // told to whoever searched
    },
  };
}

interface OpenedPart {
  readonly index: SegmentedIndex;
  readonly vectors: ReadonlyMap<Id, readonly ItemVector[]>;
  readonly held: ReadonlySet<Id>;
}

async function openOne(part: ArchivePart, held: ReadonlySet<Id>, vectorModel: string): Promise<OpenedPart> {
  const vectors = new Map<Id, readonly ItemVector[]>();
  for await (const each of part.readVectors(vectorModel))
    if (held.has(each.itemId)) vectors.set(each.itemId, each.vectors);
  return { index: await indexOfPart(part), vectors, held };
}

/** As it was written, or made again from the rows where it is of another version, or damaged. */
export async function indexOfPart(part: ArchivePart): Promise<SegmentedIndex> {
  const { index, complete } = await openIndex(part.indexFiles);
  return complete ? index : indexAnew(part);
}

async function indexAnew(part: ArchivePart): Promise<SegmentedIndex> {
  const index = createSearchIndex();
  for (const itemId of part.itemIds) {
    const { item, rows } = await part.readItem(itemId);
    index.put(
      item,
      rows.flatMap((row) => chunkOf(row) ?? []),
    );
  }
  return index;
}

/** One index of all parts; of an item that lies in several, the last one counts. */
function together(parts: readonly OpenedPart[]): SegmentedIndex {
  const all = createSearchIndex(parts.flatMap(({ index }) => index.seal()));
  const archived = new Set(parts.flatMap((part) => [...part.held]));
  for (const itemId of all.itemIds()) if (!archived.has(itemId)) all.remove(itemId);
  for (const { vectors } of parts) for (const [itemId, held] of vectors) all.putVectors(itemId, held);
  return all;
}

/** A row of the table of chunks as it lies in the archive; null for those of other tables. */
export function chunkOf({ table, line }: ArchivedRows['rows'][number]): (StoredChunk & Chunk) | null {
  if (table !== 'chunks') return null;
  // Written from the table's own columns.
  const row = JSON.parse(line) as Database['chunks'];
  const { id, ordinal, start_at: start, end_at: end, heading, text, tokens } = row;
  return { id, ordinal, start, end, heading, text, tokens };
}

/** The text as it lay in the rows; null where it has none. */
export function textOf(rows: ArchivedRows['rows']): StoredText | null {
  const held = rows.find(({ table }) => table === 'item_texts');
  if (held === undefined) return null;
  // Written from the table's own columns.
  const row = JSON.parse(held.line) as Selectable<Database['item_texts']>;
  const { text, source_map: sourceMap, places, folded, revision, indexed_revision: indexedRevision } = row;
  return { text, sourceMap, places, folded, revision, indexedRevision };
}

const missing = (cause: unknown): never => {
  throw new AppError('backup-damaged', 'A file of this archive is missing, so what lies in it cannot be read.', {
    cause,
  });
};
