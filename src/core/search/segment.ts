import { CHECKSUM_WORDS, checksum, checksumName } from './checksum.ts';
import type { PostingBytes } from './posting-list.ts';
import type { DocColumns, Postings } from './postings.ts';
import type { IndexItem } from './search-index.ts';
import { lowerBound } from './term-dictionary.ts';

/**
 * A sealed segment is its bytes: a header, then sections of typed arrays that are read in place. Little-endian.
 * Header, in 32-bit words: magic, format version, length in bytes, two check sums, number of chunks, number of terms,
 * number of stems, then offset and length in bytes of each section. Every section starts at a multiple of 8.
 */
const MAGIC = 0x47455348;
export const SEGMENT_VERSION = 3;
const FIRST_SECTION_WORD = 8;

/** What a segment says of an item; later segments overrule earlier ones. */
export type SegmentRecord =
  | { readonly type: 'put'; readonly item: IndexItem; readonly firstDoc: number; readonly chunkCount: number }
  | { readonly type: 'update'; readonly item: IndexItem }
  | { readonly type: 'remove'; readonly itemId: string };

export interface SegmentContent {
  readonly records: readonly SegmentRecord[];
  /** The greatest revision seen, also of items that are gone. */
  readonly revision: number;
  readonly columns: DocColumns;
  /** In order, with the ends of their postings in `docs` and `places`. */
  readonly terms: readonly string[];
  readonly docs: Uint8Array;
  readonly docsEnds: ArrayLike<number>;
  readonly places: Uint8Array;
  readonly placesEnds: ArrayLike<number>;
  /** In order of the keys, with the numbers of their terms. */
  readonly stems: readonly (readonly [string, ArrayLike<number>])[];
}

export interface Segment extends Postings {
  readonly bytes: Uint8Array;
  /** Says the same for the same bytes: a name for the file. */
  readonly checksum: string;
  readonly records: readonly SegmentRecord[];
  readonly revision: number;
}

export type SegmentRefusal = {
  readonly refused: 'not-a-segment' | 'other-version' | 'truncated' | 'checksum' | 'contents';
};

const SECTIONS = [
  'json',
  'termChars',
  'termEnds',
  'docs',
  'docsEnds',
  'places',
  'placesEnds',
  'stemChars',
  'stemEnds',
  'stemTermEnds',
  'stemTerms',
  'lengths',
  'ordinals',
  'starts',
  'ends',
] as const;
type SectionName = (typeof SECTIONS)[number];
type SectionArray = Uint8Array | Uint16Array | Uint32Array;

export function encodeSegment(content: SegmentContent): Uint8Array {
  const json = JSON.stringify({ revision: content.revision, records: content.records });
  const stemKeys = content.stems.map(([key]) => key);
  const sections: Record<SectionName, SectionArray> = {
    json: codeUnits([json]),
    termChars: codeUnits(content.terms),
    termEnds: ends(content.terms),
    docs: content.docs,
    docsEnds: Uint32Array.from(content.docsEnds),
    places: content.places,
    placesEnds: Uint32Array.from(content.placesEnds),
    stemChars: codeUnits(stemKeys),
    stemEnds: ends(stemKeys),
    stemTermEnds: ends(content.stems.map(([, ids]) => ids)),
    stemTerms: Uint32Array.from(content.stems.flatMap(([, ids]) => Array.from(ids))),
    lengths: Uint16Array.from(content.columns.lengths),
    ordinals: Uint32Array.from(content.columns.ordinals),
    starts: Uint32Array.from(content.columns.starts),
    ends: Uint32Array.from(content.columns.ends),
  };
  return assemble(sections, [content.columns.lengths.length, content.terms.length, content.stems.length]);
}

function assemble(sections: Record<SectionName, SectionArray>, counts: readonly number[]): Uint8Array {
  const headerBytes = align((FIRST_SECTION_WORD + SECTIONS.length * 2) * 4);
  const total = SECTIONS.reduce((sum, name) => sum + align(sections[name].byteLength), headerBytes);
  const bytes = new Uint8Array(total);
  const words = new Uint32Array(bytes.buffer);
  words.set([MAGIC, SEGMENT_VERSION, total, 0, 0, ...counts]);
  let at = headerBytes;
  for (const [i, name] of SECTIONS.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    words.set([at, byteLength], FIRST_SECTION_WORD + i * 2);
    at += align(byteLength);
  }
  words.set(checksum(words), CHECKSUM_WORDS[0]);
  return bytes;
}

/** The segment that the bytes hold, or why they are not to be trusted. Shares the bytes: they must not change. */
export function decodeSegment(source: Uint8Array): Segment | SegmentRefusal {
  const bytes = source.byteOffset % 8 === 0 ? source : source.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  if (words[0] !== MAGIC) return { refused: 'not-a-segment' };
  if (words[1] !== SEGMENT_VERSION) return { refused: 'other-version' };
  if (words[2] !== bytes.byteLength) return { refused: 'truncated' };
  const [a, b] = checksum(words);
  if (words[3] !== a || words[4] !== b) return { refused: 'checksum' };
  try {
    return new SealedSegment(bytes, words);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return { refused: 'contents' };
    throw error;
  }
}

const align = (length: number): number => (length + 7) & ~7;

function codeUnits(texts: readonly string[]): Uint16Array {
  const units = new Uint16Array(texts.reduce((sum, text) => sum + text.length, 0));
  let at = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) units[at++] = text.charCodeAt(i);
  return units;
}

function ends(parts: readonly ArrayLike<unknown>[]): Uint32Array {
  let at = 0;
  return Uint32Array.from(parts, (part) => (at += part.length));
}

class SealedSegment implements Segment {
  readonly bytes: Uint8Array;
  readonly checksum: string;
  readonly docCount: number;
  readonly termCount: number;
  readonly records: readonly SegmentRecord[];
  readonly revision: number;
  readonly columns: DocColumns;
  readonly #words: Uint32Array;
  readonly #termChars: Uint16Array;
  readonly #termEnds: Uint32Array;
  readonly #docs: Uint8Array;
  readonly #docsEnds: Uint32Array;
  readonly #places: Uint8Array;
  readonly #placesEnds: Uint32Array;
  readonly #stemChars: Uint16Array;
  readonly #stemEnds: Uint32Array;
  readonly #stemTermEnds: Uint32Array;
  readonly #stemTerms: Uint32Array;
  #ids: Uint32Array | null = null;

  constructor(bytes: Uint8Array, words: Uint32Array) {
    this.bytes = bytes;
    this.#words = words;
    this.checksum = checksumName([words[3] ?? 0, words[4] ?? 0]);
    this.docCount = words[5] ?? 0;
    this.termCount = words[6] ?? 0;
    const { revision, records } = JSON.parse(textOf(this.#units('json')));
    this.revision = revision;
    this.records = records;
    this.#termChars = this.#units('termChars');
    this.#termEnds = this.#wordsOf('termEnds');
    this.#docs = this.#bytesOf('docs');
    this.#docsEnds = this.#wordsOf('docsEnds');
    this.#places = this.#bytesOf('places');
    this.#placesEnds = this.#wordsOf('placesEnds');
    this.#stemChars = this.#units('stemChars');
    this.#stemEnds = this.#wordsOf('stemEnds');
    this.#stemTermEnds = this.#wordsOf('stemTermEnds');
    this.#stemTerms = this.#wordsOf('stemTerms');
    const [ordinals, starts, ends] = [this.#wordsOf('ordinals'), this.#wordsOf('starts'), this.#wordsOf('ends')];
    this.columns = { lengths: this.#units('lengths'), ordinals, starts, ends };
  }

  termAt(id: number): string {
    return sliceText(this.#termChars, this.#termEnds, id);
  }

  findTerm(term: string): number {
    const id = this.#firstTerm(term);
    return compareAt(this.#termChars, this.#termEnds, id, term) === 0 ? id : -1;
  }

  findStem(key: string): Uint32Array {
    const below = (index: number): boolean => compareAt(this.#stemChars, this.#stemEnds, index, key) < 0;
    const found = lowerBound(this.#stemEnds.length, below);
    const same = compareAt(this.#stemChars, this.#stemEnds, found, key) === 0;
    return same ? this.#stemGroup(found) : new Uint32Array(0);
  }

  findPrefix(prefix: string, limit: number): readonly number[] {
    const found: number[] = [];
    for (let id = this.#firstTerm(prefix); id < this.termCount; id++) {
      if (found.length >= limit || !this.termAt(id).startsWith(prefix)) break;
      found.push(id);
    }
    return found;
  }

  sortedIds(): Uint32Array {
    this.#ids ??= Uint32Array.from({ length: this.termCount }, (_, id) => id);
    return this.#ids;
  }

  *stemEntries(): Iterable<readonly [string, Uint32Array]> {
    for (let i = 0; i < this.#stemEnds.length; i++) {
      yield [sliceText(this.#stemChars, this.#stemEnds, i), this.#stemGroup(i)];
    }
  }

  postings(term: number): PostingBytes {
    const docsStart = this.#docsEnds[term - 1] ?? 0;
    const placesStart = this.#placesEnds[term - 1] ?? 0;
    return { docs: this.#docs, docsStart, docsEnd: this.#docsEnds[term] ?? 0, places: this.#places, placesStart };
  }

  /** The number of the first term that is not below `term`. */
  #firstTerm(term: string): number {
    return lowerBound(this.termCount, (id) => compareAt(this.#termChars, this.#termEnds, id, term) < 0);
  }

  #stemGroup(index: number): Uint32Array {
    return this.#stemTerms.subarray(this.#stemTermEnds[index - 1] ?? 0, this.#stemTermEnds[index] ?? 0);
  }

  #section(name: SectionName): [offset: number, byteLength: number] {
    const at = FIRST_SECTION_WORD + SECTIONS.indexOf(name) * 2;
    return [this.bytes.byteOffset + (this.#words[at] ?? 0), this.#words[at + 1] ?? 0];
  }

  #bytesOf(name: SectionName): Uint8Array {
    return new Uint8Array(this.bytes.buffer, ...this.#section(name));
  }

  #units(name: SectionName): Uint16Array {
    const [offset, byteLength] = this.#section(name);
    return new Uint16Array(this.bytes.buffer, offset, byteLength / 2);
  }

  #wordsOf(name: SectionName): Uint32Array {
    const [offset, byteLength] = this.#section(name);
    return new Uint32Array(this.bytes.buffer, offset, byteLength / 4);
  }
}

const sliceText = (chars: Uint16Array, textEnds: Uint32Array, index: number): string =>
  Reflect.apply(String.fromCharCode, undefined, chars.subarray(textEnds[index - 1] ?? 0, textEnds[index] ?? 0));

/** Below 0, 0 or above 0 as the text at `index` is below, the same as or above `text`; above where there is none. */
function compareAt(chars: Uint16Array, textEnds: Uint32Array, index: number, text: string): number {
  const start = textEnds[index - 1] ?? 0;
  const length = (textEnds[index] ?? Number.POSITIVE_INFINITY) - start;
  for (let i = 0; i < length && i < text.length; i++) {
    const difference = (chars[start + i] ?? 0xffff) - text.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** In pieces, because a call takes only so many arguments. */
function textOf(units: Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += 8192) {
    pieces.push(Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + 8192)));
  }
  return pieces.join('');
}
