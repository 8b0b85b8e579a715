import { createGrowingBytes, PostingCursor, type PostingWriter, pushPosting } from './posting-list.ts';
import type { Postings } from './postings.ts';
import { encodeSegment, type SegmentRecord } from './segment.ts';
import { compareTerms } from './term-dictionary.ts';

/** Postings to be taken over, with the new number of each chunk, or -1 where it is dead. */
export interface SegmentSource {
  readonly postings: Postings;
  readonly newDocs: Int32Array;
}

/** One segment's bytes of several: dead chunks and terms that only they had are left out. */
export function buildSegment(
  sources: readonly SegmentSource[],
  records: readonly SegmentRecord[],
  revision: number,
): Uint8Array {
  const merged = mergeTerms(sources);
  return encodeSegment({
    records,
    revision,
    columns: mergeColumns(sources),
    terms: merged.terms,
    docs: merged.docs.bytes.subarray(0, merged.docs.length),
    docsEnds: merged.docsEnds,
    places: merged.places.bytes.subarray(0, merged.places.length),
    placesEnds: merged.placesEnds,
    stems: mergeStems(sources, merged.newTerms),
  });
}

function mergeColumns(sources: readonly SegmentSource[]) {
  const columns = { lengths: [] as number[], ordinals: [] as number[], starts: [] as number[], ends: [] as number[] };
  for (const { postings, newDocs } of sources) {
    for (let doc = 0; doc < postings.docCount; doc++) {
      if ((newDocs[doc] ?? -1) < 0) continue;
      for (const name of ['lengths', 'ordinals', 'starts', 'ends'] as const) {
        columns[name].push(postings.columns[name][doc] ?? 0);
      }
    }
  }
  return columns;
}

interface SourceHead {
  readonly source: SegmentSource;
  readonly ids: ArrayLike<number>;
  readonly newTerms: Int32Array;
  at: number;
  term: string | null;
}

function mergeTerms(sources: readonly SegmentSource[]) {
  const writer: PostingWriter = { docs: createGrowingBytes(1 << 16), places: createGrowingBytes(1 << 16), lastDoc: -1 };
  const [terms, docsEnds, placesEnds]: [string[], number[], number[]] = [[], [], []];
  const heads = sources.map(openHead);
  for (let term = smallest(heads); term !== null; term = smallest(heads)) {
    writer.lastDoc = -1;
    for (const head of heads) {
      if (head.term !== term) continue;
      const id = head.ids[head.at] ?? 0;
      if (copyPostings(head.source, id, writer)) head.newTerms[id] = terms.length;
      advance(head);
    }
    if (writer.lastDoc < 0) continue;
    terms.push(term);
    docsEnds.push(writer.docs.length);
    placesEnds.push(writer.places.length);
  }
  return {
    terms,
    docsEnds,
    placesEnds,
    docs: writer.docs,
    places: writer.places,
    newTerms: heads.map((h) => h.newTerms),
  };
}

function openHead(source: SegmentSource): SourceHead {
  const newTerms = new Int32Array(source.postings.termCount).fill(-1);
  const head: SourceHead = { source, ids: source.postings.sortedIds(), newTerms, at: -1, term: null };
  advance(head);
  return head;
}

function advance(head: SourceHead): void {
  head.at++;
  head.term = head.at < head.ids.length ? head.source.postings.termAt(head.ids[head.at] ?? 0) : null;
}

function smallest(heads: readonly SourceHead[]): string | null {
  let least: string | null = null;
  for (const { term } of heads) if (term !== null && (least === null || term < least)) least = term;
  return least;
}

/** Whether any posting of a living chunk was there. */
function copyPostings({ postings, newDocs }: SegmentSource, term: number, to: PostingWriter): boolean {
  const cursor = new PostingCursor(postings.postings(term));
  let copied = false;
  while (cursor.next()) {
    const doc = newDocs[cursor.doc] ?? -1;
    if (doc < 0) continue;
    pushPosting(to, doc, cursor.inText, cursor.inHeading, cursor.places());
    copied = true;
  }
  return copied;
}

function mergeStems(sources: readonly SegmentSource[], newTerms: readonly Int32Array[]): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const [i, { postings }] of sources.entries()) {
    for (const [key, ids] of postings.stemEntries()) addToGroup(groups, key, ids, newTerms[i]);
  }
  const sorted = [...groups].sort(([a], [b]) => compareTerms(a, b));
  for (const [, group] of sorted) group.sort((a, b) => a - b);
  return sorted;
}

function addToGroup(groups: Map<string, number[]>, key: string, ids: ArrayLike<number>, newTerms?: Int32Array): void {
  let group = groups.get(key);
  for (let i = 0; i < ids.length; i++) {
    const id = newTerms?.[ids[i] ?? 0] ?? -1;
    if (id < 0 || group?.includes(id)) continue;
    if (group === undefined) {
      group = [];
      groups.set(key, group);
    }
    group.push(id);
  }
}
