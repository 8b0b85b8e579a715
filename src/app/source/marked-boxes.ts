import type { Span } from '../../core/items/item.ts';
import { around, isBeside } from '../../core/items/picture-words.ts';
import type { Box, PlacedRange } from '../../core/items/source-place.ts';

/** What is marked on one page. */
export interface MarkedPage {
  /** From 1. */
  readonly page: number;
  /** In shares of the page, in the order of the text. */
  readonly boxes: readonly Box[];
}

const hasArea = ([left, top, right, bottom]: Box): boolean => left < right && top < bottom;

/** The boxes on pages that a span of the text touches, by page in the order of the text; a box marks its whole line. */
export function markedBoxes(places: readonly PlacedRange[], span: Span | null): readonly MarkedPage[] {
  if (span === null) return [];
  const byPage = new Map<number, Box[]>();
  for (const { start, end, place } of places) {
    if (place.type !== 'page' || start >= end || start >= span.end || end <= span.start) continue;
    const boxes = place.boxes.filter(hasArea);
    if (boxes.length > 0) byPage.set(place.page, [...(byPage.get(place.page) ?? []), ...boxes]);
  }
  return [...byPage].map(([page, boxes]) => ({ page, boxes }));
}

/** The boxes on a picture of the words that a span touches; words that follow each other on a line have one. */
export function pictureBoxes(places: readonly PlacedRange[], span: Span | null): readonly Box[] {
  if (span === null) return [];
  const boxes: Box[] = [];
  for (const { start, end, place } of places) {
    if (place.type !== 'image' || start >= span.end || end <= span.start || !hasArea(place.box)) continue;
    const last = boxes.at(-1);
    if (last !== undefined && isBeside(last, place.box)) boxes[boxes.length - 1] = around(last, place.box);
    else boxes.push(place.box);
  }
  return boxes;
}

/** The part of the text that stands on each page; a page without text is not in it. */
export function pageSpans(places: readonly PlacedRange[]): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  for (const { start, end, place } of places) {
    if (place.type !== 'page') continue;
    const known = spans.get(place.page) ?? { start, end };
    spans.set(place.page, { start: Math.min(known.start, start), end: Math.max(known.end, end) });
  }
  return spans;
}
