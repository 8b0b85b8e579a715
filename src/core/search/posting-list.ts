/**
 * Postings of one term, as bytes. Documents, in rising order: a varint of (distance to the one before) × 2 + flag; with
 * the flag, two varints follow, how often the term occurs in the text and in the heading; without it, once in the text.
 * Places: for each occurrence a varint of the distance to the place before in the same document.
 */
export interface PostingBytes {
  readonly docs: Uint8Array;
  readonly docsStart: number;
  readonly docsEnd: number;
  readonly places: Uint8Array;
  readonly placesStart: number;
}

export interface GrowingBytes {
  bytes: Uint8Array;
  length: number;
}

export const createGrowingBytes = (capacity: number): GrowingBytes => ({ bytes: new Uint8Array(capacity), length: 0 });

function pushVarint(target: GrowingBytes, value: number): void {
  if (target.length + 5 > target.bytes.length) {
    const grown = new Uint8Array(Math.max(target.bytes.length * 2, 16));
    grown.set(target.bytes);
    target.bytes = grown;
  }
  let rest = value;
  while (rest > 0x7f) {
    target.bytes[target.length++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target.bytes[target.length++] = rest;
}

/** Writes postings: `docs` and `places` may hold those of earlier terms too. */
export interface PostingWriter {
  readonly docs: GrowingBytes;
  readonly places: GrowingBytes;
  lastDoc: number;
}

export function pushPosting(
  to: PostingWriter,
  doc: number,
  inText: number,
  inHeading: number,
  places: ArrayLike<number>,
) {
  const flag = inText === 1 && inHeading === 0 ? 0 : 1;
  pushVarint(to.docs, (doc - to.lastDoc) * 2 + flag);
  if (flag) {
    pushVarint(to.docs, inText);
    pushVarint(to.docs, inHeading);
  }
  to.lastDoc = doc;
  let last = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    pushVarint(to.places, place - last);
    last = place;
  }
}

/** Walks postings in order; places are read only where they are asked for. */
export class PostingCursor {
  doc = -1;
  inText = 0;
  inHeading = 0;
  readonly #docs: Uint8Array;
  readonly #end: number;
  readonly #placeBytes: Uint8Array;
  #at: number;
  #placesAt: number;
  /** Places before those of the current document that were not read yet. */
  #unread = 0;

  constructor(postings: PostingBytes) {
    this.#docs = postings.docs;
    this.#at = postings.docsStart;
    this.#end = postings.docsEnd;
    this.#placeBytes = postings.places;
    this.#placesAt = postings.placesStart;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    this.#unread += this.inText + this.inHeading;
    const head = this.#varint();
    this.doc += head >>> 1;
    this.inText = head & 1 ? this.#varint() : 1;
    this.inHeading = head & 1 ? this.#varint() : 0;
    return true;
  }

  /** Of the current document, rising. Call it at most once for a document. */
  places(): number[] {
    this.#skipPlaces();
    const places: number[] = [];
    let last = 0;
    for (let left = this.inText + this.inHeading; left > 0; left--) {
      last += this.#placeVarint();
      places.push(last);
    }
    this.#unread = -places.length;
    return places;
  }

  #skipPlaces(): void {
    for (; this.#unread > 0; this.#unread--) this.#placeVarint();
  }

  #varint(): number {
    const byte = this.#docs[this.#at++] ?? 0;
    return byte < 0x80 ? byte : this.#longVarint(byte & 0x7f);
  }

  #longVarint(low: number): number {
    let value = low;
    for (let shift = 7, byte = 0x80; byte > 0x7f; shift += 7) {
      byte = this.#docs[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }

  #placeVarint(): number {
    const bytes = this.#placeBytes;
    let byte = bytes[this.#placesAt++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[this.#placesAt++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }
}
