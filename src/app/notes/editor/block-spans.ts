import type { syntaxTree } from '@codemirror/language';

type Tree = ReturnType<typeof syntaxTree>;

/** Of one node in the text, not widened to its lines. */
export interface BlockSpan {
  readonly kind: 'front-matter' | 'title' | 'table' | 'math' | 'embed';
  readonly from: number;
  readonly to: number;
}

const KINDS: ReadonlyMap<string, BlockSpan['kind']> = new Map([
  ['Table', 'table'],
  ['MathBlock', 'math'],
  ['EmbedBlock', 'embed'],
]);

/** Trees never change, and the parser takes over what it read before: after a key nearly all of them are known. */
const known = new WeakMap<Tree, readonly BlockSpan[]>();

/**
 * The tables, formulas and embeds that stand by themselves, in order; those in lists and quotations stay as they are
 * written. Only the document and the groups that the parser balances it with are looked into.
 */
export function blockSpans(tree: Tree): readonly BlockSpan[] {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const spans: BlockSpan[] = [];
  tree.children.forEach((child, index) => {
    // Blocks are trees of their own, however small; buffers hold what is within lines.
    if (!('children' in child)) return;
    const at = tree.positions[index] ?? 0;
    const kind = KINDS.get(child.type.name);
    if (kind !== undefined) spans.push({ kind, from: at, to: at + child.length });
    else if (child.type.isAnonymous)
      for (const span of blockSpans(child)) spans.push({ ...span, from: at + span.from, to: at + span.to });
  });
  known.set(tree, spans);
  return spans;
}
