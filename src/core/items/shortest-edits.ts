/** Entries that may differ before it is given up. */
const MAX_EDITS = 1_200;

/** Entries `[a, aEnd)` of the first list stand where `[b, bEnd)` of the second do. */
export interface Edit {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** In order, not touching each other; null where more than 1,200 entries differ. By the greedy algorithm of Myers (1986). */
export function editsBetween(a: readonly string[], b: readonly string[]): readonly Edit[] | null {
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

/** Single entries to drop and to add, in order; null where they are more than `MAX_EDITS`. */
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
