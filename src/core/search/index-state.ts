import type { Id } from '../ids.ts';
import type { Chunk } from '../items/item.ts';
import { stemLanguages } from './analyze.ts';
import { buildSegment, type SegmentSource } from './build-segment.ts';
import { ItemFields } from './item-fields.ts';
import type { Postings } from './postings.ts';
import type { IndexItem } from './search-index.ts';
import { decodeSegment, type Segment, type SegmentRecord } from './segment.ts';
import { TailSegment } from './tail-segment.ts';

/** An item in the index: its chunks are `docCount` documents from `firstDoc` on. */
export interface Slot {
  readonly item: IndexItem;
  readonly firstDoc: number;
  readonly docCount: number;
  /** As `docCount`, but 0 for an item without text. */
  readonly chunkCount: number;
}

/** A run of documents, numbered from `base` on. */
export interface Source {
  readonly postings: Postings;
  readonly base: number;
}

/** An item without text still has a document, so that its title can be found. */
const EMPTY_CHUNK: Chunk = { ordinal: 0, start: 0, end: 0, heading: '', text: '', tokens: 0 };

/**
 * Sealed segments, oldest first, then the tail that grows. A document is dead when its item was put again or removed;
 * its postings stay until its segment is written anew.
 */
export class IndexState {
  readonly fields = new ItemFields();
  revision = 0;
  liveDocs = 0;
  liveChunks = 0;
  /** Words in the texts of all living chunks. */
  liveWords = 0;
  #segments: Segment[] = [];
  #tail = new TailSegment();
  #tailTouched = new Set<Id>();
  readonly #slots: (Slot | undefined)[] = [];
  readonly #languages: number[] = [];
  readonly #freeSlots: number[] = [];
  readonly #slotOf = new Map<Id, number>();
  #docSlot = new Int32Array(1024);
  #docLength = new Uint16Array(1024);
  #docCount = 0;

  get itemCount(): number {
    return this.#slotOf.size;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  get tailDocCount(): number {
    return this.#tail.docCount;
  }

  get docCount(): number {
    return this.#docCount;
  }

  get slotCount(): number {
    return this.#slots.length;
  }

  /** The slot of each document, -1 for dead ones. Valid until the next change. */
  get docSlots(): Int32Array {
    return this.#docSlot;
  }

  get docLengths(): Uint16Array {
    return this.#docLength;
  }

  slotAt(slot: number): Slot | undefined {
    return this.#slots[slot];
  }

  /** Of the slot's item, as in `stemLanguages`. */
  languagesOf(slot: number): number {
    return this.#languages[slot] ?? 0;
  }

  slotOf(itemId: Id): number | undefined {
    return this.#slotOf.get(itemId);
  }

  itemIds(): IterableIterator<Id> {
    return this.#slotOf.keys();
  }

  sources(): Source[] {
    const sources: Source[] = [];
    let base = 0;
    for (const postings of [...this.#segments, this.#tail]) {
      sources.push({ postings, base });
      base += postings.docCount;
    }
    return sources;
  }

  /** Of the chunk in its item. */
  ordinalOf(doc: number): number {
    const first = this.#tailBase;
    if (doc >= first) return this.#tail.columns.ordinals[doc - first] ?? 0;
    let base = 0;
    for (const { docCount, columns } of this.#segments) {
      if (doc < base + docCount) return columns.ordinals[doc - base] ?? 0;
      base += docCount;
    }
    return 0;
  }

  get #tailBase(): number {
    return this.#docCount - this.#tail.docCount;
  }

  put(item: IndexItem, chunks: readonly Chunk[]): void {
    this.remove(item.itemId);
    const firstDoc = this.#docCount;
    const used = chunks.length === 0 ? [EMPTY_CHUNK] : chunks;
    for (const chunk of used) this.#addDoc(this.#tail.append(chunk, item.language));
    this.#occupy(item, firstDoc, chunks.length);
    this.#tailTouched.add(item.itemId);
  }

  update(item: IndexItem): void {
    if (!this.#refresh(item)) return;
    this.#tailTouched.add(item.itemId);
  }

  remove(itemId: Id): void {
    if (this.#vacate(itemId)) this.#tailTouched.add(itemId);
  }

  /** Takes over a segment that is newer than all that is there. The tail must be empty. */
  load(segment: Segment): void {
    const base = this.#docCount;
    this.#segments.push(segment);
    for (let doc = 0; doc < segment.docCount; doc++) this.#addDoc(segment.columns.lengths[doc] ?? 0);
    for (const record of segment.records) {
      if (record.type === 'update') this.#refresh(record.item);
      else this.#vacate(record.type === 'put' ? record.item.itemId : record.itemId);
      if (record.type === 'put') this.#occupy(record.item, base + record.firstDoc, record.chunkCount);
    }
    this.revision = Math.max(this.revision, segment.revision);
  }

  /** Turns the tail into a segment. */
  seal(): void {
    if (this.#tailTouched.size > 0 || this.#tail.docCount > 0)
      this.rewrite(this.#segments.length, this.#segments.length);
  }

  /** Replaces the segments `from` to `to`, both included, by one without dead chunks; the tail counts as the last. */
  rewrite(from: number, to: number): void {
    const all = this.sources();
    const first = all[from]?.base ?? 0;
    const end = all[to + 1]?.base ?? this.#docCount;
    const newDocs = this.#numberLiving(first, end);
    const sources = all.slice(from, to + 1).map(({ postings, base }): SegmentSource => {
      return { postings, newDocs: newDocs.subarray(base - first, base - first + postings.docCount) };
    });
    const records = this.#recordsOf(from, to, first, end, newDocs);
    const segment = decodeSegment(buildSegment(sources, records, this.revision));
    if ('refused' in segment) throw new Error(`A segment just written is refused: ${segment.refused}.`);
    if (to === this.#segments.length) {
      this.#tail = new TailSegment();
      this.#tailTouched = new Set();
    }
    this.#segments.splice(from, to - from + 1, segment);
    this.#renumber(first, end, newDocs, segment.docCount);
  }

  /** Living share of a segment's documents. */
  livingDocs(segment: number): number {
    const source = this.sources()[segment];
    if (source === undefined) return 0;
    const slots = this.#docSlot.subarray(source.base, source.base + source.postings.docCount);
    return slots.reduce((count, slot) => count + (slot >= 0 ? 1 : 0), 0);
  }

  #numberLiving(first: number, end: number): Int32Array {
    let next = 0;
    return Int32Array.from({ length: end - first }, (_, i) => ((this.#docSlot[first + i] ?? -1) >= 0 ? next++ : -1));
  }

  #recordsOf(from: number, to: number, first: number, end: number, newDocs: Int32Array): SegmentRecord[] {
    const records: SegmentRecord[] = [];
    for (const itemId of this.#touchedIn(from, to)) {
      const slot = this.#slots[this.#slotOf.get(itemId) ?? -1];
      if (slot === undefined) {
        if (from > 0) records.push({ type: 'remove', itemId });
      } else if (slot.firstDoc < first) records.push({ type: 'update', item: slot.item });
      else if (slot.firstDoc < end) {
        const firstDoc = newDocs[slot.firstDoc - first] ?? 0;
        records.push({ type: 'put', item: slot.item, firstDoc, chunkCount: slot.chunkCount });
      }
    }
    return records;
  }

  #touchedIn(from: number, to: number): Set<Id> {
    const touched = new Set<Id>();
    for (const segment of this.#segments.slice(from, to + 1)) {
      for (const record of segment.records) touched.add(record.type === 'remove' ? record.itemId : record.item.itemId);
    }
    if (to === this.#segments.length) for (const itemId of this.#tailTouched) touched.add(itemId);
    return touched;
  }

  /** Closes the gaps that the dead documents of `[first, end)` left. */
  #renumber(first: number, end: number, newDocs: Int32Array, living: number): void {
    const removed = end - first - living;
    const moved = (doc: number): number =>
      doc < first ? doc : doc < end ? first + (newDocs[doc - first] ?? 0) : doc - removed;
    for (let doc = first; doc < this.#docCount; doc++) {
      const slot = this.#docSlot[doc] ?? -1;
      if (doc < end && slot < 0) continue;
      this.#docSlot[moved(doc)] = slot;
      this.#docLength[moved(doc)] = this.#docLength[doc] ?? 0;
    }
    this.#docCount -= removed;
    for (const [i, slot] of this.#slots.entries()) {
      if (slot !== undefined) this.#slots[i] = { ...slot, firstDoc: moved(slot.firstDoc) };
    }
  }

  #addDoc(length: number): void {
    if (this.#docCount === this.#docSlot.length) {
      const slots = new Int32Array(this.#docCount * 2);
      slots.set(this.#docSlot);
      const lengths = new Uint16Array(this.#docCount * 2);
      lengths.set(this.#docLength);
      this.#docSlot = slots;
      this.#docLength = lengths;
    }
    this.#docSlot[this.#docCount] = -1;
    this.#docLength[this.#docCount++] = length;
  }

  #occupy(item: IndexItem, firstDoc: number, chunkCount: number): void {
    const docCount = Math.max(chunkCount, 1);
    const slot = this.#freeSlots.pop() ?? this.#slots.length;
    this.#slots[slot] = { item, firstDoc, docCount, chunkCount };
    this.liveChunks += chunkCount;
    this.#slotOf.set(item.itemId, slot);
    this.#languages[slot] = stemLanguages(item.language);
    this.fields.put(slot, item);
    this.#countDocs(firstDoc, docCount, slot, 1);
    this.revision = Math.max(this.revision, item.revision);
  }

  #vacate(itemId: Id): boolean {
    const slot = this.#slotOf.get(itemId);
    const held = this.#slots[slot ?? -1];
    if (slot === undefined || held === undefined) return false;
    this.fields.remove(slot, held.item);
    this.#countDocs(held.firstDoc, held.docCount, -1, -1);
    this.liveChunks -= held.chunkCount;
    this.#slots[slot] = undefined;
    this.#slotOf.delete(itemId);
    this.#freeSlots.push(slot);
    return true;
  }

  /** The language stays: the chunks were read in it. */
  #refresh(change: IndexItem): boolean {
    const slot = this.#slotOf.get(change.itemId);
    const held = this.#slots[slot ?? -1];
    if (slot === undefined || held === undefined) return false;
    const item = { ...change, language: held.item.language };
    this.fields.remove(slot, held.item);
    this.fields.put(slot, item);
    this.#slots[slot] = { ...held, item };
    this.revision = Math.max(this.revision, item.revision);
    return true;
  }

  #countDocs(firstDoc: number, docCount: number, slot: number, sign: 1 | -1): void {
    for (let doc = firstDoc; doc < firstDoc + docCount; doc++) {
      this.#docSlot[doc] = slot;
      this.liveWords += sign * (this.#docLength[doc] ?? 0);
    }
    this.liveDocs += sign * docCount;
  }
}
