/** How near two texts are to each other, word by word, and where they differ. */
export interface TextComparison {
  /** Of the words of both, those that both hold, as often as both do: 0 to 1. */
  readonly share: number;
  /** Places at which they differ; null where they differ too much, or are too long, to be set beside each other. */
  readonly places: number | null;
  /** The first of them. */
  readonly changes: readonly TextChange[];
}

export interface TextChange {
  /** Words before it that both hold. */
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

export interface CompareOptions {
  /** Changes that are told at most. Default 12. */
  readonly most?: number;
}

/** Words that are looked at, of each. */
const MAX_WORDS = 40_000;
/** Words that may differ before it is given up. */
const MAX_EDITS = 1_200;
/** Words that both hold and that stand around a change. */
const AROUND = 6;
/** Code units of what one change shows. */
const MAX_SHOWN = 400;

const WORD = /\S+/g;

interface Words {
  readonly text: string;
  readonly words: readonly string[];
  readonly starts: readonly number[];
}

function wordsOf(text: string): Words {
  const words: string[] = [];
  const starts: number[] = [];
  for (const found of text.matchAll(WORD)) {
    if (words.length === MAX_WORDS) break;
    words.push(found[0]);
    starts.push(found.index);
  }
  return { text, words, starts };
}

/** From the first text to the second. By the greedy algorithm of Myers (1986), with a bound on what may differ. */
export function compareTexts(first: string, second: string, { most = 12 }: CompareOptions = {}): TextComparison {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  const share = shareOf(a.words, b.words);
  const isCut = a.words.length === MAX_WORDS || b.words.length === MAX_WORDS;
  const edits = isCut ? null : editsBetween(a.words, b.words);
  if (edits === null) return { share, places: null, changes: [] };
  return { share, places: edits.length, changes: edits.slice(0, most).map((edit) => changeOf(a, b, edit)) };
}

function shareOf(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

/** Words `[a, aEnd)` of the first stand where `[b, bEnd)` of the second do. */
interface Edit {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

function editsBetween(a: readonly string[], b: readonly string[]): readonly Edit[] | null {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const steps = shortestEdit(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  if (steps === null) return null;
  const edits: Edit[] = [];
  for (const { x, y, isAdded } of steps) {
    const step = { a: head + x, aEnd: head + x + (isAdded ? 0 : 1), b: head + y, bEnd: head + y + (isAdded ? 1 : 0) };
    const last = edits.at(-1);
    if (last !== undefined && last.aEnd === step.a && last.bEnd === step.b)
      edits[edits.length - 1] = { ...last, aEnd: step.aEnd, bEnd: step.bEnd };
    else edits.push(step);
  }
  return edits;
}

interface Step {
  readonly x: number;
  readonly y: number;
  readonly isAdded: boolean;
}

/** Single words to drop and to add, in order; null where they are more than `MAX_EDITS`. */
function shortestEdit(a: readonly string[], b: readonly string[]): readonly Step[] | null {
  const furthest: Int32Array[] = [];
  let reached = new Int32Array(3);
  const most = Math.min(MAX_EDITS, a.length + b.length);
  for (let edits = 0; edits <= most; edits++) {
    const next = new Int32Array(2 * edits + 3);
    for (let k = -edits; k <= edits; k += 2) {
      const down =
        edits > 0 && (k === -edits || (k !== edits && at(reached, edits - 1, k - 1) < at(reached, edits - 1, k + 1)));
      let x = edits === 0 ? 0 : down ? at(reached, edits - 1, k + 1) : at(reached, edits - 1, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next[k + edits + 1] = x;
      if (x >= a.length && x - k >= b.length) return traced([...furthest, next], a.length, b.length);
    }
    furthest.push(next);
    reached = next;
  }
  return null;
}

/** How far diagonal `k` was followed with so many edits. */
const at = (reached: Int32Array, edits: number, k: number): number => reached[k + edits + 1] ?? 0;

function traced(furthest: readonly Int32Array[], endX: number, endY: number): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [endX, endY];
  for (let edits = furthest.length - 1; edits > 0; edits--) {
    const reached = furthest[edits - 1] ?? new Int32Array(3);
    const k = x - y;
    const isAdded = k === -edits || (k !== edits && at(reached, edits - 1, k - 1) < at(reached, edits - 1, k + 1));
    const from = isAdded ? k + 1 : k - 1;
    x = at(reached, edits - 1, from);
    y = x - from;
    steps.push({ x, y, isAdded });
  }
  return steps.reverse();
}

function changeOf(a: Words, b: Words, edit: Edit): TextChange {
  return {
    before: partOf(a, Math.max(0, edit.a - AROUND), edit.a),
    removed: partOf(a, edit.a, edit.aEnd),
    added: partOf(b, edit.b, edit.bEnd),
    after: partOf(a, edit.aEnd, Math.min(a.words.length, edit.aEnd + AROUND)),
  };
}

/** Words of a text as they stand there. */
function partOf({ text, words, starts }: Words, from: number, to: number): string {
  if (from >= to) return '';
  const last = to - 1;
  const part = text.slice(starts[from], (starts[last] ?? 0) + (words[last]?.length ?? 0)).replace(/\s+/g, ' ');
  return part.length <= MAX_SHOWN ? part : `${part.slice(0, MAX_SHOWN).replace(/\s\S*$/, '')} …`;
}
