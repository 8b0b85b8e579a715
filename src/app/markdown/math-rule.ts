import type { Nodes, Parents } from 'mdast';

/** One sign on each side, as Pandoc has it: no space within, and no digit behind, so that prices are no formulas. */
const INLINE = /(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s$\\]\$(?![\d$\w])|(?<![\\$\w])\$[^\s$\\]\$(?![\d$\w])/;

export const hasInlineMath = (markdown: string): boolean => INLINE.test(markdown);

/** A remark plugin: what stands between two dollar signs and is no formula by the rule is text again. */
export function remarkPlainDollars({ markdown }: { readonly markdown: string }): (tree: Nodes) => void {
  return (tree) => visit(tree, markdown);
}

function visit(node: Nodes, markdown: string): void {
  if (!('children' in node)) return;
  const parent: Parents = node;
  parent.children.forEach((child, index) => {
    if (child.type === 'inlineMath') {
      const { start, end } = child.position ?? {};
      const source = markdown.slice(start?.offset ?? 0, end?.offset ?? 0);
      const around = markdown.charAt((start?.offset ?? 0) - 1) + source + markdown.charAt(end?.offset ?? 0);
      if (!source.startsWith('$$') && !INLINE.test(around)) {
        parent.children[index] = {
          type: 'text',
          value: source,
          ...(child.position ? { position: child.position } : {}),
        };
      }
    } else visit(child, markdown);
  });
}
