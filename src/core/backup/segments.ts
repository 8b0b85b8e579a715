import type { BackupSegment, SegmentKey } from './manifest.ts';

/** Where the segments of a table begin, and which of them a change concerns. */

/** Whether a segment begins at this row: by its key alone. The first row of a table begins one in any case. */
export const startsSegment = (key: SegmentKey, segmentRows: number): boolean =>
  hashOf(JSON.stringify(key)) % segmentRows === 0;

const FNV_PRIME = 0x01000193;

/** FNV-1a, its bits mixed as in MurmurHash3, so that every remainder is as likely. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A key that is shorter is equal to those that it begins. For ids, numbers and clocks: texts go by UTF-16. */
export function compareKeys(one: SegmentKey, other: SegmentKey): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one[at] ?? '', other[at] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** Segments that lie beside each other, by their places. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Of a table's segments those that hold, or would hold, a row of one of these keys or beginnings of keys; and the one before
 * where a segment begins with such a row: if that is gone, what is left belongs to it.
 */
export function spansOf(segments: readonly Pick<BackupSegment, 'start'>[], keys: readonly SegmentKey[]): Span[] {
  if (segments.length === 0) return [];
  const concerned = new Set<number>();
  for (const key of keys) {
    const first = Math.max(0, countBefore(segments, (start) => compareKeys(start, key) < 0) - 1);
    const last = Math.max(0, countBefore(segments, (start) => compareKeys(start, key) <= 0) - 1);
    for (let at = first; at <= last; at++) concerned.add(at);
  }
  return joinPlaces([...concerned]);
}

export function joinPlaces(places: readonly number[]): Span[] {
  const spans: { first: number; last: number }[] = [];
  for (const place of places.toSorted((one, other) => one - other)) {
    const before = spans.at(-1);
    if (before !== undefined && before.last >= place - 1) before.last = place;
    else spans.push({ first: place, last: place });
  }
  return spans;
}

/** How many stand before the first that does not hold; it holds for none behind that one. */
function countBefore(segments: readonly Pick<BackupSegment, 'start'>[], holds: (start: SegmentKey) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(segments[middle]?.start ?? [])) low = middle + 1;
    else high = middle;
  }
  return low;
}
