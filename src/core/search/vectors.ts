import type { Id } from '../ids.ts';
import { NearestSigns } from './nearest-signs.ts';
import { dotQuantized, readQuantized, writeInt8, writeRests, writeSigns } from './quantize.ts';
import { BLOCK_ROWS, createBlock, type VectorBlock } from './vector-block.ts';

/** What the embedding models here give. */
export const DIMENSIONS = 384;

/**
 * The nearest by sign bits that are compared by their int8 values: of 10,000 passages of real text 400 hold .9997 of the
 * ten nearest. Of more vectors more are wanted.
 */
const MIN_POOL = 600;
const POOL_SHARE = 1 / 500;

export interface ItemVector {
  readonly ordinal: number;
  /** Of length 1. */
  readonly vector: ArrayLike<number>;
}

export interface VectorHit {
  readonly itemId: Id;
  readonly ordinal: number;
  /** Cosine. */
  readonly score: number;
}

/** An item that has vectors: under which revision of its text, and in which rows. */
export interface VectorItem {
  readonly itemId: Id;
  readonly revision: number;
  readonly rows: readonly number[];
}

/** The chunks that are to be searched by meaning: a cache of rows, like the postings beside it. */
export class VectorIndex {
  readonly dimensions = DIMENSIONS;
  readonly #blocks: VectorBlock[] = [];
  readonly #items: (VectorItem | undefined)[] = [];
  readonly #slotOf = new Map<Id, number>();
  readonly #freeSlots: number[] = [];
  #freeRows: number[] = [];
  readonly #signs = new NearestSigns();
  #count = 0;

  /** Vectors held. */
  get count(): number {
    return this.#count;
  }

  get blocks(): readonly VectorBlock[] {
    return this.#blocks;
  }

  /** By slot, as the rows name them. */
  get items(): readonly (VectorItem | undefined)[] {
    return this.#items;
  }

  itemOf(itemId: Id): VectorItem | undefined {
    return this.#items[this.#slotOf.get(itemId) ?? -1];
  }

  /** Replaces the item's vectors. `revision`: of the text that the ordinals belong to. */
  put(itemId: Id, revision: number, vectors: readonly ItemVector[]): void {
    this.remove(itemId);
    if (vectors.length === 0) return;
    const slot = this.#freeSlots.pop() ?? this.#items.length;
    this.#slotOf.set(itemId, slot);
    this.#items[slot] = { itemId, revision, rows: vectors.map((vector) => this.#write(slot, vector)) };
    this.#count += vectors.length;
  }

  remove(itemId: Id): void {
    const slot = this.#slotOf.get(itemId);
    const held = this.#items[slot ?? -1];
    if (slot === undefined || held === undefined) return;
    for (const row of held.rows) this.#free(row);
    this.#items[slot] = undefined;
    this.#slotOf.delete(itemId);
    this.#freeSlots.push(slot);
    this.#count -= held.rows.length;
  }

  /** Takes over what was persisted; false where it contradicts itself. The index must be empty. */
  load(blocks: readonly VectorBlock[], items: readonly (Omit<VectorItem, 'rows'> | null)[]): boolean {
    const rows = items.map((): number[] => []);
    for (const [number, block] of blocks.entries()) {
      for (let at = 0; at < BLOCK_ROWS; at++) {
        const row = number * BLOCK_ROWS + at;
        const slot = block.slots[at] ?? -1;
        if (slot >= 0 && !items[slot]) return false;
        if (slot >= 0) rows[slot]?.push(row);
        else if (at < block.used) this.#freeRows.push(row);
      }
    }
    this.#blocks.push(...blocks);
    for (const [slot, item] of items.entries()) {
      if (item === null) this.#freeSlots.push(slot);
      else this.#slotOf.set(item.itemId, slot);
      this.#items[slot] = item === null ? undefined : { ...item, rows: rows[slot] ?? [] };
      this.#count += item === null ? 0 : (rows[slot]?.length ?? 0);
    }
    return true;
  }

  /** The cosine of a chunk, or null where it has no vector yet. */
  similarity(query: Float32Array, itemId: Id, ordinal: number): number | null {
    const row = this.#rowOf(itemId, ordinal);
    return row === null ? null : this.#cosine(query, row);
  }

  /** The chunk's own vector, as exact as it is kept; null where it has none. */
  vectorOf(itemId: Id, ordinal: number): Float32Array | null {
    const row = this.#rowOf(itemId, ordinal);
    if (row === null) return null;
    const { values, rests, scales } = this.#blockOf(row);
    const at = row % BLOCK_ROWS;
    const read = readQuantized(values, rests, at * this.dimensions, this.dimensions);
    return read.map((value) => value * (scales[at] ?? 0));
  }

  /** By slot, 1 for the items that are allowed: what `search` compares. Valid until the next change. */
  openSlots(allowed: (itemId: Id) => boolean): Uint8Array {
    const open = new Uint8Array(this.#items.length);
    for (let slot = 0; slot < open.length; slot++) {
      const item = this.#items[slot];
      if (item !== undefined && allowed(item.itemId)) open[slot] = 1;
    }
    return open;
  }

  /** The nearest chunks, best first. `open`: as `openSlots` gives them; null for all items. */
  search(query: Float32Array, limit: number, open: Uint8Array | null = null): VectorHit[] {
    const signs = new Uint32Array(this.dimensions / 32);
    writeSigns(query, signs, 0);
    const wanted = Math.max(MIN_POOL, 2 * limit, this.#count * POOL_SHARE);
    const pool = this.#signs.find(this.#blocks, signs, wanted, open);
    const scored = pool.map((row) => ({ row, score: this.#cosine(query, row) }));
    scored.sort((a, b) => b.score - a.score || a.row - b.row);
    return scored.slice(0, limit).map(({ row, score }) => {
      const { slots, ordinals } = this.#blockOf(row);
      const at = row % BLOCK_ROWS;
      return { itemId: this.#items[slots[at] ?? -1]?.itemId ?? '', ordinal: ordinals[at] ?? 0, score };
    });
  }

  #cosine(query: Float32Array, row: number): number {
    const { values, rests, scales } = this.#blockOf(row);
    const at = row % BLOCK_ROWS;
    return dotQuantized(query, values, rests, at * this.dimensions) * (scales[at] ?? 0);
  }

  #rowOf(itemId: Id, ordinal: number): number | null {
    const rows = this.itemOf(itemId)?.rows ?? [];
    return rows.find((row) => this.#blockOf(row).ordinals[row % BLOCK_ROWS] === ordinal) ?? null;
  }

  #blockOf(row: number): VectorBlock {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) throw new Error(`There is no row ${row} of vectors.`);
    return block;
  }

  #write(slot: number, { ordinal, vector }: ItemVector): number {
    if (vector.length !== this.dimensions) {
      throw new Error(`A vector has ${vector.length} dimensions, not ${this.dimensions}.`);
    }
    const row = this.#freeRows.pop() ?? this.#nextRow();
    const block = this.#blockOf(row);
    const at = row % BLOCK_ROWS;
    block.slots[at] = slot;
    block.ordinals[at] = ordinal;
    const scale = writeInt8(vector, block.values, at * this.dimensions);
    writeRests(vector, block.values, at * this.dimensions, scale, block.rests);
    block.scales[at] = scale;
    writeSigns(vector, block.bits, (at * this.dimensions) / 32);
    block.file = null;
    return row;
  }

  #nextRow(): number {
    const last = this.#blocks.at(-1);
    const block = last === undefined || last.used === BLOCK_ROWS ? createBlock(this.dimensions) : last;
    if (block !== last) this.#blocks.push(block);
    return (this.#blocks.length - 1) * BLOCK_ROWS + block.used++;
  }

  #free(row: number): void {
    const block = this.#blockOf(row);
    block.slots[row % BLOCK_ROWS] = -1;
    block.file = null;
    this.#freeRows.push(row);
  }
}
