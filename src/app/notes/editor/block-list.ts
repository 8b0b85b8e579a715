import { NodeProp, NodeType, Tree } from '@lezer/common';

/** One of the outermost blocks of a text. */
export interface Block {
  readonly tree: Tree;
  readonly from: number;
}

const FINAL = new NodeProp<number>({ perNode: true });

/** Of a tree of all that there is. */
export const WHOLE = Number.POSITIVE_INFINITY;

/** Up to where a tree stays as it is, whatever is written behind it; `WHOLE` where it ends with the text. */
export const finalEnd = (tree: Tree): number => tree.prop(FINAL) ?? 0;

const MOST = 64;
const FEW = 16;

/** The blocks that end behind a position of the tree, in order, each where it stands with the shift. */
export function* blocksBehind(tree: Tree, position: number, shift: number): Generator<Block, undefined> {
  for (const [index, child] of tree.children.entries()) {
    const at = tree.positions[index] ?? 0;
    if (!(child instanceof Tree) || at + child.length <= position) continue;
    if (child.type.isAnonymous) yield* blocksBehind(child, position - at, shift + at);
    else yield { tree: child, from: shift + at };
  }
}

/** The blocks that begin before a position of the tree, from the last to the first. */
export function* blocksBefore(tree: Tree, position: number, shift: number): Generator<Block, undefined> {
  for (let index = tree.children.length - 1; index >= 0; index--) {
    const child = tree.children[index];
    const at = tree.positions[index] ?? 0;
    if (!(child instanceof Tree) || at >= position) continue;
    if (child.type.isAnonymous) yield* blocksBefore(child, position - at, shift + at);
    else yield { tree: child, from: shift + at };
  }
}

/** The same tree with none but the blocks that touch the range: what walks through a tree walks through all of them. */
export function windowOf(tree: Tree, from: number, to: number): Tree {
  const blocks: Block[] = [];
  for (const block of blocksBehind(tree, from, 0)) {
    if (block.from >= to) break;
    blocks.push(block);
  }
  const trees = blocks.map((block) => block.tree);
  const positions = blocks.map((block) => block.from);
  return new Tree(tree.type, trees, positions, tree.length);
}

/** The outermost blocks of a text in groups that later trees take over whole. */
export class BlockList {
  readonly #document: NodeType;
  readonly #groups: Block[] = [];
  #open: Block[] = [];

  constructor(document: NodeType) {
    this.#document = document;
  }

  add(block: Block): void {
    this.#open.push(block);
    if (this.#open.length < MOST) return;
    this.#close(this.#open.splice(0, MOST / 2));
  }

  /** Adds what begins in this range of a tree that was made here, each block where it stands with the shift. */
  takeOver(tree: Tree, { from, to }: { readonly from: number; readonly to: number }, shift: number): void {
    tree.children.forEach((group, index) => {
      const at = tree.positions[index] ?? 0;
      if (!(group instanceof Tree) || at + group.length <= from || at >= to) return;
      const isWhole = at >= from && at + group.length <= to;
      if (isWhole && this.#standsAlone(group)) this.#take(group, at + shift);
      else for (const block of blocksBehind(group, from - at, at + shift)) if (block.from - shift < to) this.add(block);
    });
  }

  /** `final` is what `finalEnd` says of it. */
  toTree(length: number, final: number): Tree {
    this.#close(this.#open.splice(0));
    const trees = this.#groups.map(({ tree }) => tree);
    const positions = this.#groups.map(({ from }) => from);
    return new Tree(this.#document, trees, positions, length, [[FINAL, final]]);
  }

  /** Small groups grow together. */
  #standsAlone({ children }: Tree): boolean {
    return children.length >= FEW && (this.#open.length === 0 || this.#open.length >= FEW);
  }

  #take(group: Tree, from: number): void {
    this.#close(this.#open.splice(0));
    this.#groups.push({ tree: group, from });
  }

  #close(blocks: readonly Block[]): void {
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (first === undefined || last === undefined) return;
    const positions = blocks.map(({ from }) => from - first.from);
    const length = last.from + last.tree.length - first.from;
    const trees = blocks.map(({ tree }) => tree);
    this.#groups.push({ tree: new Tree(NodeType.none, trees, positions, length), from: first.from });
  }
}
