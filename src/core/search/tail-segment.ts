import type { Chunk } from '../items/item.ts';
import { stemLanguages, tokenize } from './analyze.ts';
import { createGrowingBytes, type PostingBytes, type PostingWriter, pushPosting } from './posting-list.ts';
import { MAX_DOC_LENGTH, type Postings } from './postings.ts';
import { TermDictionary } from './term-dictionary.ts';

/** Places between the heading and the text, so that no phrase reaches from one into the other. */
const FIELD_GAP = 16;

interface Occurrences {
  inText: number;
  inHeading: number;
  readonly places: number[];
}

/** The part of the index that grows: what was put since the last sealing. */
export class TailSegment extends TermDictionary implements Postings {
  readonly columns = {
    lengths: [] as number[],
    ordinals: [] as number[],
    starts: [] as number[],
    ends: [] as number[],
  };
  readonly #lists: PostingWriter[] = [];

  get docCount(): number {
    return this.columns.lengths.length;
  }

  /** Appends a chunk and returns its length in words. */
  append(chunk: Chunk, language: string): number {
    const languages = stemLanguages(language);
    const doc = this.docCount;
    const found = new Map<number, Occurrences>();
    const headingEnd = this.#count(found, chunk.heading, languages, 0, true);
    const first = headingEnd === 0 ? 0 : headingEnd + FIELD_GAP;
    const length = Math.min(this.#count(found, chunk.text, languages, first, false) - first, MAX_DOC_LENGTH);
    for (const [id, seen] of found) pushPosting(this.#list(id), doc, seen.inText, seen.inHeading, seen.places);
    this.columns.lengths.push(length);
    this.columns.ordinals.push(chunk.ordinal);
    this.columns.starts.push(chunk.start);
    this.columns.ends.push(chunk.end);
    return length;
  }

  postings(term: number): PostingBytes {
    const { docs, places } = this.#list(term);
    return { docs: docs.bytes, docsStart: 0, docsEnd: docs.length, places: places.bytes, placesStart: 0 };
  }

  #list(id: number): PostingWriter {
    let list = this.#lists[id];
    if (list === undefined) {
      list = { docs: createGrowingBytes(8), places: createGrowingBytes(8), lastDoc: -1 };
      this.#lists[id] = list;
    }
    return list;
  }

  /** Counts the words of one field from place `from` on, and returns the place after the last. */
  #count(found: Map<number, Occurrences>, text: string, languages: number, from: number, heading: boolean): number {
    let end = from;
    for (const token of tokenize(text)) {
      const id = this.add(token.term, token.role === 'part' ? languages : 0);
      let seen = found.get(id);
      if (seen === undefined) {
        seen = { inText: 0, inHeading: 0, places: [] };
        found.set(id, seen);
      }
      if (heading) seen.inHeading++;
      else seen.inText++;
      seen.places.push(from + token.position);
      end = Math.max(end, from + token.position + 1);
    }
    return end;
  }
}
