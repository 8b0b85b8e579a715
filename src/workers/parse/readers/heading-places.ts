import { plainText } from '../../../core/items/plain-text.ts';
import { scanLines } from '../../../core/items/scan-markdown.ts';
import type { PlacedRange } from '../../../core/items/source-place.ts';

/** Where a chapter begins in a text, and what its book calls it; empty where it has no name. */
export interface ChapterStart {
  readonly start: number;
  readonly name: string;
}

const MAX_HEADING = 200;

const titleIn = (line: string): string => plainText(line.slice(0, MAX_HEADING)).text.replace(/\s+/g, ' ').trim();

/**
 * The headings above each part of a text, from its `#` lines. A chapter that does not begin with a heading begins with
 * its name, where it has one.
 */
export function headingPlaces(text: string, chapters: readonly ChapterStart[] = []): readonly PlacedRange[] {
  const places: PlacedRange[] = [];
  let stack: { readonly level: number; readonly title: string }[] = [];
  let start = 0;
  const endAt = (end: number): void => {
    const path = stack.map(({ title }) => title).filter((title) => title !== '');
    if (path.length > 0 && text.slice(start, end).trim() !== '')
      places.push({ start, end, place: { type: 'heading', path } });
    start = end;
  };
  const names = [...chapters];
  for (const line of scanLines(text)) {
    while (names[0] !== undefined && names[0].start <= line.start) {
      const name = names.shift()?.name ?? '';
      if (name === '' || line.kind === 'heading') continue;
      endAt(line.start);
      stack = [{ level: 1, title: name }];
    }
    if (line.kind !== 'heading') continue;
    endAt(line.start);
    stack = [
      ...stack.filter(({ level }) => level < line.level),
      { level: line.level, title: titleIn(text.slice(line.start, line.end)) },
    ];
  }
  endAt(text.length);
  return places;
}
