/** What of a tree of markdown (mdast) is looked at here. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: Node[];
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

/** One sign on each side, as Pandoc has it: no space within, and no digit behind, so that prices are no formulas. */
const INLINE = /(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s$\\]\$(?![\d$\w])|(?<![\\$\w])\$[^\s$\\]\$(?![\d$\w])/;

export const hasInlineMath = (markdown: string): boolean => INLINE.test(markdown);

/** A remark plugin: what stands between two dollar signs and is no formula by the rule is text again. */
export function remarkPlainDollars({ markdown }: { readonly markdown: string }): (tree: Node) => void {
  return (tree) => visit(tree, markdown);
}

function visit({ children }: Node, markdown: string): void {
  children?.forEach((child, index) => {
    visit(child, markdown);
    if (child.type !== 'inlineMath') return;
    const { start, end } = child.position ?? {};
    const source = markdown.slice(start?.offset ?? 0, end?.offset ?? 0);
    const around = markdown.charAt((start?.offset ?? 0) - 1) + source + markdown.charAt(end?.offset ?? 0);
    if (source.startsWith('$$') || INLINE.test(around)) return;
    children[index] = { type: 'text', value: source, ...(child.position ? { position: child.position } : {}) };
  });
}
