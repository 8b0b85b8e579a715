import { boundsOf, type LinePart, type PageLine } from './pdf-lines.ts';

/** Lines that are read one after the other: a page without columns is one flow. */
export type Flow = readonly PageLine[];

/** Lines that each column has at least. */
const MIN_LINES = 4;
/** Share of a column's width that its lines fill on average; the cells of a table fill less. */
const MIN_FILLED = 0.6;
/** Share of the width that a column has at least. */
const MIN_COLUMN = 0.2;
/** Places between 0.2 and 0.8 of the width where the gap between columns is looked for. */
const TRIES = 61;

const extent = (parts: readonly LinePart[]): { readonly left: number; readonly width: number } => {
  const { left, right } = boundsOf(parts);
  return { left, width: right - left };
};

/** Where the fewest lines run across; in the middle of the widest such place. */
function findGap(parts: readonly LinePart[]): number {
  const { left, width } = extent(parts);
  const crossings = Array.from({ length: TRIES }, (_, i) => {
    const x = left + width * (0.2 + (0.6 * i) / (TRIES - 1));
    return { x, count: parts.reduce((sum, part) => sum + (part.left < x && part.right > x ? 1 : 0), 0) };
  });
  const fewest = Math.min(...crossings.map(({ count }) => count));
  let best = { from: 0, length: 0 };
  let from = -1;
  crossings.forEach(({ count }, i) => {
    if (count !== fewest) from = -1;
    else if (from === -1) from = i;
    if (from !== -1 && i - from + 1 > best.length) best = { from, length: i - from + 1 };
  });
  const first = crossings[best.from]?.x ?? left;
  const last = crossings[best.from + best.length - 1]?.x ?? left;
  return (first + last) / 2;
}

function isColumn(lines: Flow, width: number): boolean {
  if (lines.length < MIN_LINES) return false;
  const column = extent(lines.flat());
  const filled = lines.reduce((sum, line) => sum + extent(line).width, 0) / lines.length;
  return column.width >= MIN_COLUMN * width && filled >= MIN_FILLED * column.width;
}

const side = (lines: Flow, belongs: (part: LinePart) => boolean): Flow =>
  lines.map((line) => line.filter(belongs)).filter((line) => line.length > 0);

/** Columns within columns; more are not looked for. */
const MAX_DEPTH = 3;

/** The flows of a page in the order in which they are read. Columns are told apart only where that is clear. */
export function findFlows(lines: readonly PageLine[], depth = 0): readonly Flow[] {
  if (depth === MAX_DEPTH || lines.length < 2 * MIN_LINES - 1) return [lines];
  const { width } = extent(lines.flat());
  const gap = findGap(lines.flat());
  const flows: Flow[] = [];
  let single: PageLine[] = [];
  let band: PageLine[] = [];
  let found = false;
  const endBand = (): void => {
    const left = side(band, (part) => part.right <= gap);
    const right = side(band, (part) => part.right > gap);
    if (isColumn(left, width) && isColumn(right, width)) {
      found = true;
      flows.push(single, ...findFlows(left, depth + 1), ...findFlows(right, depth + 1));
      single = [];
    } else single.push(...band);
    band = [];
  };
  for (const line of lines) {
    if (line.some((part) => part.left < gap && part.right > gap)) {
      endBand();
      single.push(line);
    } else band.push(line);
  }
  endBand();
  return found ? [...flows, single].filter((flow) => flow.length > 0) : [lines];
}
