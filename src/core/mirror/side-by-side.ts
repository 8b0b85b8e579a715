import { lineEdits } from './merge-texts.ts';

/** One row of two texts beside each other. Null where that text has no line there. */
export interface LinePair {
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly differs: boolean;
}

/** Lines that both hold, around each place at which they differ. */
const AROUND = 3;

/** What differs and what stands around it; of what both hold far from that, one row `…`. */
export function sideBySide(ours: string, theirs: string): readonly LinePair[] {
  const [left, right] = [ours.split('\n'), theirs.split('\n')];
  const rows: LinePair[] = [];
  let at = 0;
  for (const { a, aEnd, b, bEnd } of lineEdits(left, right)) {
    rows.push(...same(left.slice(at, a), at === 0, false));
    for (let i = 0; i < Math.max(aEnd - a, bEnd - b); i++)
      rows.push({
        ours: a + i < aEnd ? (left[a + i] ?? '') : null,
        theirs: b + i < bEnd ? (right[b + i] ?? '') : null,
        differs: true,
      });
    at = aEnd;
  }
  return [...rows, ...same(left.slice(at), at === 0, true)];
}

function same(lines: readonly string[], isFirst: boolean, isLast: boolean): readonly LinePair[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const shown =
    lines.length <= head + tail + 1 ? lines : [...lines.slice(0, head), '…', ...lines.slice(lines.length - tail)];
  return shown.map((line) => ({ ours: line, theirs: line, differs: false }));
}
