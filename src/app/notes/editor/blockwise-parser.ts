import { type Input, Parser, type PartialParse, type Tree, TreeFragment } from '@lezer/common';
import { type Block, BlockList, blocksBefore, blocksBehind, finalEnd, WHOLE } from './block-list.ts';
import { Lines } from './lines.ts';

type Ranges = readonly { readonly from: number; readonly to: number }[];

/** Read at a time, in code units: what a key may have to wait for. */
const CHUNK = 4_000;
/** Where so much holds no place to go on from, it is one long block: more is read, and its own parts are taken over. */
const GROWTH = 4;

/**
 * Reads a text block by block, each outermost block once: after a change those before and behind it are taken over in
 * groups, so that a key costs the same anywhere in a text of any length. The parser that is wrapped would walk through all
 * of them, and balance them anew.
 *
 * It rests on what holds for markdown: at a heading, and at a block behind an empty line, nothing of what stood before is
 * still open; and no line below that one changes it.
 */
export class BlockwiseParser extends Parser {
  readonly #inner: Parser;
  readonly #document: Tree['type'];
  readonly #chunk: number;

  constructor(inner: Parser, chunk = CHUNK) {
    super();
    this.#inner = inner;
    this.#chunk = chunk;
    this.#document = inner.parse('').type;
  }

  createParse(input: Input, fragments: readonly TreeFragment[], ranges: Ranges): PartialParse {
    const [range] = ranges;
    const isWhole = ranges.length === 1 && range?.from === 0 && range.to === input.length;
    if (!isWhole) return this.#inner.startParse(input, fragments, ranges);
    const blocks = new BlockList(this.#document);
    return new BlockwiseParse(this.#inner, blocks, new Lines(input), { fragments, chunk: this.#chunk });
  }
}

/** What is read now; accepted up to the last place in it to go on from. */
interface Chunk {
  readonly parse: PartialParse;
  readonly to: number;
}

class BlockwiseParse implements PartialParse {
  readonly #inner: Parser;
  readonly #lines: Lines;
  readonly #fragments: readonly TreeFragment[];
  readonly #blocks: BlockList;
  readonly #chunkSize: number;
  #chunk: Chunk | null = null;
  /** Up to here all is known; the beginning of a line, with nothing open. */
  parsedPos = 0;
  stoppedAt: number | null = null;

  constructor(
    inner: Parser,
    blocks: BlockList,
    lines: Lines,
    { fragments, chunk }: { readonly fragments: readonly TreeFragment[]; readonly chunk: number },
  ) {
    this.#inner = inner;
    this.#blocks = blocks;
    this.#lines = lines;
    this.#fragments = fragments;
    this.#chunkSize = chunk;
  }

  stopAt(position: number): void {
    this.stoppedAt = position;
  }

  advance(): Tree | null {
    const { length } = this.#lines.input;
    if (this.parsedPos >= (this.stoppedAt ?? length)) return this.#finish();
    if (this.#chunk === null) {
      if (this.#takeOver()) return null;
      this.#chunk = this.#open(this.#firstEnd());
    }
    const tree = this.#chunk.parse.advance();
    if (tree !== null) this.#accept(this.#chunk, tree);
    return null;
  }

  /** What is being read is shown as far as it is known, and read again the next time. */
  #finish(): Tree {
    const from = this.parsedPos;
    if (this.#chunk === null) return this.#blocks.toTree(from, from === this.#lines.input.length ? WHOLE : from);
    const { parse } = this.#chunk;
    parse.stopAt(from);
    let tree = parse.advance();
    while (tree === null) tree = parse.advance();
    for (const block of blocksBehind(tree, 0, from)) this.#blocks.add(block);
    return this.#blocks.toTree(from + tree.length, from);
  }

  #open(to: number, fragments: readonly TreeFragment[] = []): Chunk {
    const ranges = [{ from: this.parsedPos, to }];
    return { parse: this.#inner.startParse(this.#lines.input, fragments, ranges), to };
  }

  #accept({ to }: Chunk, tree: Tree): void {
    const from = this.parsedPos;
    const { length } = this.#lines.input;
    const end = to === length ? length : this.#lastPlace(blocksBefore(tree, to - from, from), to);
    if (end <= from) {
      const more = this.#lines.after(from + (to - from) * GROWTH);
      this.#chunk = this.#open(more, clipped(this.#fragments, more, this.#lines));
      return;
    }
    for (const block of blocksBehind(tree, 0, from)) if (block.from < end) this.#blocks.add(block);
    this.parsedPos = end;
    this.#chunk = null;
  }

  /** The last of these places at which nothing is open, whatever stands behind `to`; else `parsedPos`. */
  #lastPlace(backwards: Iterable<Block>, to: number): number {
    for (const block of backwards) {
      if (block.from <= this.parsedPos) break;
      const place = this.#placeOf(block);
      if (place > this.parsedPos && this.#lines.next(place) <= to) return place;
    }
    return this.parsedPos;
  }

  /** Where the block's line begins, if nothing that stood before is open there; else -1. */
  #placeOf({ tree, from }: Block): number {
    const start = this.#lines.start(from);
    return tree.type.name.startsWith('ATXHeading') || this.#lines.isEmptyBefore(start) ? start : -1;
  }

  /** Takes over the blocks of an earlier tree that stand here. False where there are none. */
  #takeOver(): boolean {
    const at = this.parsedPos;
    const fragment = this.#fragments.find(({ from, to }) => from <= at && at < to);
    if (fragment === undefined || !this.#isKnown(fragment, at)) return false;
    const { tree, offset } = fragment;
    const [first] = blocksBehind(tree, at + offset, -offset);
    if (first === undefined || (at > 0 && this.#placeOf(first) !== at)) return false;
    const end = this.#endOfTakeOver(fragment);
    if (end <= at) return false;
    this.#blocks.takeOver(tree, { from: at + offset, to: end + offset }, -offset);
    this.parsedPos = end;
    return true;
  }

  /** Whether what stands before the place is as it was: the empty line, and the end of the line above it. */
  #isKnown({ from, offset }: TreeFragment, at: number): boolean {
    return at === 0 ? offset === 0 : from < this.#lines.start(at - 1);
  }

  #endOfTakeOver(fragment: TreeFragment): number {
    const { to, offset, tree } = fragment;
    if (isToTheEnd(fragment, this.#lines.input)) return to;
    const known = Math.min(to, finalEnd(tree) - offset);
    return this.#lastPlace(blocksBefore(tree, known + offset, -offset), known);
  }

  /** Behind the line of the next place that an earlier tree knows, where that is near. */
  #firstEnd(): number {
    const at = this.parsedPos;
    const most = this.#lines.after(at + this.#chunkSize);
    const next = this.#fragments.find(({ to }) => to > at);
    if (next === undefined || next.from >= most) return most;
    for (const block of blocksBehind(next.tree, Math.max(next.from, at) + next.offset, -next.offset)) {
      if (block.from >= most) break;
      const place = this.#placeOf(block);
      if (place > at && this.#isKnown(next, place)) return Math.min(this.#lines.input.length, this.#lines.next(place));
    }
    return most;
  }
}

/** Whether the text ends with it, now and then. `openEnd` would say so, but further changes make fragments forget it. */
const isToTheEnd = ({ to, offset, tree }: TreeFragment, { length }: Input): boolean =>
  finalEnd(tree) === WHOLE && to + offset === tree.length && to === length;

/**
 * Nothing behind `end` is taken over, nor what was read in part only. The wrapped parser looks one line ahead, at tables, and
 * forgets that when it takes over what ends above a change.
 */
function clipped(fragments: readonly TreeFragment[], end: number, lines: Lines): TreeFragment[] {
  return fragments.flatMap((fragment) => {
    const { from, to, tree, offset, openStart } = fragment;
    const isOpen = to > end || !isToTheEnd(fragment, lines.input);
    const known = Math.min(to, end, finalEnd(tree) - offset);
    const last = isOpen ? lines.start(Math.max(0, lines.start(Math.max(0, known)) - 1)) : known;
    return last <= from ? [] : [new TreeFragment(from, last, tree, offset, openStart, isOpen)];
  });
}
