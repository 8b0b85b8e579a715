import { type Edit, editsBetween } from '../items/shortest-edits.ts';

/** Three texts, line by line: what both sides changed since they were the same. */

/** What differs between two lists of lines; where too much does, all between their common start and end is one edit. */
export function lineEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const edits = editsBetween(before, after);
  if (edits !== null) return edits;
  let head = 0;
  while (before[head] === after[head]) head += 1;
  const most = Math.min(before.length, after.length) - head;
  let tail = 0;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [{ a: head, aEnd: before.length - tail, b: head, bEnd: after.length - tail }];
}

/** Base lines `[start, end)` that one side or both changed, and where they stand in each. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * The text that has the changes of both; null where both changed the same lines, or lines that touch, in different ways.
 * Lines end with `\n`. After "A Formal Investigation of Diff3" (Khanna, Kunal, Pierce 2007).
 */
export function mergeTexts(base: string, ours: string, theirs: string): string | null {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const lines = base.split('\n');
  const merged: string[] = [];
  let at = 0;
  for (const region of regionsOf(lines, ours.split('\n'), theirs.split('\n'))) {
    const settled = settle(lines.slice(region.start, region.end), region);
    if (settled === null) return null;
    merged.push(...lines.slice(at, region.start), ...settled);
    at = region.end;
  }
  merged.push(...lines.slice(at));
  return merged.join('\n');
}

function settle(base: readonly string[], { ours, theirs }: Region): readonly string[] | null {
  if (isSame(ours, theirs) || isSame(theirs, base)) return ours;
  return isSame(ours, base) ? theirs : null;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);

interface Side {
  readonly lines: readonly string[];
  readonly edits: readonly Edit[];
  /** The next of its edits. */
  next: number;
  /** How much further than in the base its lines stand behind the edits that were taken. */
  shift: number;
}

function regionsOf(base: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly Region[] {
  const sides = [ours, theirs].map((lines): Side => ({ lines, edits: lineEdits(base, lines), next: 0, shift: 0 }));
  const [mine, other] = sides as [Side, Side];
  const regions: Region[] = [];
  for (;;) {
    const start = Math.min(...sides.map(({ edits, next }) => edits[next]?.a ?? Number.POSITIVE_INFINITY));
    if (start === Number.POSITIVE_INFINITY) return regions;
    const before: readonly [number, number] = [mine.shift, other.shift];
    const end = takeTouching(sides, start);
    regions.push({
      start,
      end,
      ours: mine.lines.slice(start + before[0], end + mine.shift),
      theirs: other.lines.slice(start + before[1], end + other.shift),
    });
  }
}

/** Takes all edits that begin up to where those that were taken end; returns that end. */
function takeTouching(sides: readonly Side[], start: number): number {
  let end = start;
  for (let grew = true; grew; ) {
    grew = false;
    for (const side of sides) {
      const edit = side.edits[side.next];
      if (edit === undefined || edit.a > end) continue;
      side.next += 1;
      side.shift = edit.bEnd - edit.aEnd;
      end = Math.max(end, edit.aEnd);
      grew = true;
    }
  }
  return end;
}

export interface TextEdit {
  /** UTF-16 code units `[start, end)` of the text before give way to `text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The lines that differ, last first, so that each can be made without moving the others. */
export function textEdits(before: string, after: string): readonly TextEdit[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const starts = [0];
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const edits = lineEdits(old, now).map(({ a, aEnd, b, bEnd }): TextEdit => {
    const lines = now.slice(b, bEnd);
    // The last line has no line end behind it: what comes after it brings the one before it.
    if (aEnd < old.length) return edit(starts[a], starts[aEnd], lines.map((line) => `${line}\n`).join(''));
    const isFirst = a === 0;
    return edit(
      (starts[a] ?? 0) - (isFirst ? 0 : 1),
      before.length,
      (isFirst ? '' : lines.length > 0 ? '\n' : '') + lines.join('\n'),
    );
  });
  return edits.toReversed();
}

const edit = (start = 0, end = 0, text: string): TextEdit => ({ start, end, text });
