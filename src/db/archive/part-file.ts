import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ByteSource, CacheFiles } from '../../core/ports.ts';
import type { IndexItem } from '../../core/search/search-index.ts';
import type { ItemVector } from '../../core/search/vectors.ts';
import type { RowLine } from '../logical/row-lines.ts';
import { readHalves } from '../stores/half-vectors.ts';
import { fromBase64 } from '../tables/cells.ts';

/**
 * A part of an archive, as one file: the rows of its items in compressed blocks, those of their vectors in blocks of their own,
 * the files of their search index, a directory of all, and twelve bytes that say how long the directory is. One item can be read without the rest. What is compressed
 * has a checksum of its own, as have the files of the index; the file as a whole is named by its SHA-256.
 */

export interface TableLine {
  readonly table: string;
  readonly line: RowLine;
}

export interface ArchivedRows {
  /** As it is found by: the index can be made again from it and from the rows. */
  readonly item: IndexItem;
  /** Of the original that the text was read from; null for what has none. */
  readonly blobHash: string | null;
  /** Those that are referred to come first. */
  readonly rows: readonly TableLine[];
}

export interface ArchivePart {
  readonly itemIds: readonly Id[];
  /** Of the store that the rows are from. */
  readonly schemaVersion: number;
  /** Rejects with `not-found` for an item that is not in it, with `backup-damaged` where it cannot be read. */
  readItem(itemId: Id): Promise<ArchivedRows>;
  /** Of this model, item by item. */
  readVectors(model: string): AsyncIterable<{ readonly itemId: Id; readonly vectors: readonly ItemVector[] }>;
  /** Of the search index; nothing can be written to them. */
  readonly indexFiles: CacheFiles;
}

type Extent = readonly [at: number, length: number];

interface Directory {
  readonly format: 1;
  readonly schemaVersion: number;
  /** `block`: of the blocks, and of the vectors, which has the same items. */
  readonly items: readonly { readonly item: IndexItem; readonly block: number; readonly blobHash: string | null }[];
  readonly blocks: readonly Extent[];
  readonly vectors: readonly Extent[];
  readonly index: readonly { readonly name: string; readonly extent: Extent }[];
}

export const ARCHIVE_MEDIA_TYPE = 'application/x-hearth-archive';

/** Before compression: as much as is read for one item at least. */
const BLOCK_CHARS = 256 * 1024;
const MAGIC = 'HARCHIV1';
const TAIL_BYTES = 4 + MAGIC.length;

export async function makePart(
  schemaVersion: number,
  items: readonly ArchivedRows[],
  indexFiles: CacheFiles,
): Promise<Blob> {
  const pieces: Blob[] = [];
  let at = 0;
  const append = (piece: Blob): Extent => {
    pieces.push(piece);
    at += piece.size;
    return [at - piece.size, piece.size];
  };
  const blocks: Extent[] = [];
  const vectors: Extent[] = [];
  const listed: Directory['items'][number][] = [];
  for (const held of inBlocks(items)) {
    for (const { item, blobHash } of held) listed.push({ item, block: blocks.length, blobHash });
    blocks.push(append(await gzip(held.flatMap(blockLines).join(''))));
    vectors.push(append(await gzip(held.flatMap(vectorLines).join(''))));
  }
  const index: Directory['index'][number][] = [];
  for (const name of (await indexFiles.list()).toSorted()) {
    const bytes = await indexFiles.read(name);
    if (bytes !== null) index.push({ name, extent: append(new Blob([bytes as Uint8Array<ArrayBuffer>])) });
  }
  const directory: Directory = { format: 1, schemaVersion, items: listed, blocks, vectors, index };
  const [, length] = append(await gzip(JSON.stringify(directory)));
  append(new Blob([Uint32Array.of(length), MAGIC]));
  return new Blob(pieces);
}

function* inBlocks(items: readonly ArchivedRows[]): Generator<ArchivedRows[]> {
  let block: ArchivedRows[] = [];
  let chars = 0;
  for (const item of items) {
    block.push(item);
    chars += item.rows.reduce((sum, { line }) => sum + line.length, 0);
    if (chars < BLOCK_CHARS) continue;
    yield block;
    block = [];
    chars = 0;
  }
  if (block.length > 0) yield block;
}

const VECTORS = 'embeddings';
/** In front of an item's vectors: the ordinals of their chunks. No table is called so. */
const ORDINALS = '@ordinals';

const toBlockLine = (itemId: Id, { table, line }: TableLine) => `${itemId} ${table} ${line}\n`;

const blockLines = ({ item, rows }: ArchivedRows): string[] =>
  rows.filter(({ table }) => table !== VECTORS).map((row) => toBlockLine(item.itemId, row));

function vectorLines({ item, rows }: ArchivedRows): string[] {
  const vectors = rows.filter(({ table }) => table === VECTORS);
  if (vectors.length === 0) return [];
  const chunks = rows.filter(({ table }) => table === 'chunks').map(({ line }) => JSON.parse(line) as ChunkLine);
  const ordinalOf = new Map(chunks.map(({ id, ordinal }) => [id, ordinal]));
  const ordinals = vectors.map(({ line }) => ordinalOf.get((JSON.parse(line) as VectorLine).chunk_id) ?? -1);
  const first = { table: ORDINALS, line: JSON.stringify(ordinals) };
  return [first, ...vectors].map((row) => toBlockLine(item.itemId, row));
}

type ChunkLine = { readonly id: Id; readonly ordinal: number };
type VectorLine = { readonly chunk_id: Id; readonly model: string; readonly vector: string };

/** Rejects with `backup-damaged` for what is no such file, or a newer one. */
export async function openPart(file: ByteSource): Promise<ArchivePart> {
  const directory = await orDamaged(() => readDirectory(file));
  const places = new Map(directory.items.map((held) => [held.item.itemId, held]));
  const slice = async ([at, length]: Extent) => (await file.slice(at, at + length).arrayBuffer()) as ArrayBuffer;
  const read = async (extents: readonly Extent[], at: number): Promise<BlockRow[]> => {
    const extent = extents[at];
    if (extent === undefined) throw new TypeError('no such block');
    return (await gunzip(await slice(extent))).split('\n').flatMap(toBlockRow);
  };
  return {
    itemIds: [...places.keys()],
    schemaVersion: directory.schemaVersion,
    readItem: async (itemId) => {
      const place = places.get(itemId);
      if (place === undefined) throw new AppError('not-found', 'That is not in this archive.');
      const { item, block, blobHash } = place;
      return orDamaged(async () => {
        const texts = await read(directory.blocks, block);
        const vectors = await read(directory.vectors, block);
        const own = [...texts, ...vectors].filter((row) => row.itemId === itemId && row.table !== ORDINALS);
        if (own.length === 0) throw new TypeError('the block does not hold the item');
        return { item, blobHash, rows: own.map(({ table, line }) => ({ table, line })) };
      });
    },
    async *readVectors(model) {
      for (const at of directory.vectors.keys()) {
        const rows = await orDamaged(() => read(directory.vectors, at));
        for (const [itemId, own] of Map.groupBy(rows, (row) => row.itemId)) {
          yield { itemId, vectors: await orDamaged(async () => vectorsOf(own, model)) };
        }
      }
    },
    indexFiles: {
      async read(name) {
        const extent = directory.index.find((each) => each.name === name)?.extent;
        return extent === undefined ? null : new Uint8Array(await slice(extent));
      },
      list: async () => directory.index.map(({ name }) => name),
      write: async () => undefined,
      // A file of the index that is not trusted is told by the index that does not open.
      remove: async () => undefined,
    },
  };
}

interface BlockRow extends TableLine {
  readonly itemId: Id;
}

function toBlockRow(row: string): BlockRow[] {
  const itemEnd = row.indexOf(' ');
  const tableEnd = row.indexOf(' ', itemEnd + 1);
  if (itemEnd < 0 || tableEnd < 0) return [];
  return [{ itemId: row.slice(0, itemEnd), table: row.slice(itemEnd + 1, tableEnd), line: row.slice(tableEnd + 1) }];
}

function vectorsOf([first, ...rows]: readonly BlockRow[], model: string): ItemVector[] {
  if (first?.table !== ORDINALS) throw new TypeError('vectors without their ordinals');
  const ordinals = JSON.parse(first.line) as number[];
  return rows.flatMap(({ line }, at) => {
    const held = JSON.parse(line) as VectorLine;
    if (held.model !== model) return [];
    return [{ ordinal: ordinals[at] ?? -1, vector: readHalves(fromBase64(held.vector)) }];
  });
}

async function readDirectory(file: ByteSource): Promise<Directory> {
  const tail = await file.slice(Math.max(0, file.size - TAIL_BYTES), file.size).arrayBuffer();
  const magic = new TextDecoder().decode(tail.slice(4));
  if (tail.byteLength !== TAIL_BYTES || magic !== MAGIC) throw new TypeError('no archive, or one of another version');
  const length = new DataView(tail).getUint32(0, true);
  const end = file.size - TAIL_BYTES;
  const bytes = await file.slice(Math.max(0, end - length), end).arrayBuffer();
  return JSON.parse(await gunzip(bytes)) as Directory;
}

async function orDamaged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new AppError('backup-damaged', 'A file of this archive is damaged, so what lies in it cannot be read.', {
      cause,
    });
  }
}

const gzip = (text: string): Promise<Blob> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

const gunzip = (bytes: ArrayBuffer): Promise<string> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
