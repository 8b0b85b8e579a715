import type { Id } from '../ids.ts';

/** The messages of a conversation: a question that was edited, or answered again, has others beside it. */

export interface TreeMessage {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly createdMs: number;
  /** When the branch that ends in it was last gone away from; null where it never was. */
  readonly readMs: number | null;
  /** Deleted: it only tells what stood above it. */
  readonly gone: boolean;
}

export interface MessageTree {
  has(id: Id): boolean;
  /** Those with the same parent, itself included, oldest first. */
  versionsOf(id: Id): readonly Id[];
  /** From the first message down to this one; none for what is not there. */
  pathTo(id: Id): readonly Id[];
  /** Itself and all that hangs below it, parents first. */
  below(id: Id): readonly Id[];
  /** The end of the branch below a message, or of all, that was read or written last. */
  leafBelow(id: Id | null): Id | null;
  /** The branch that is read: through `leafId`, or what is left of the way to it, down to the end that was read last. */
  branch(leafId: Id | null): readonly Id[];
}

interface Node extends TreeMessage {
  readonly children: Node[];
}

const byAge = (one: TreeMessage, other: TreeMessage): number =>
  one.createdMs - other.createdMs || (one.id < other.id ? -1 : 1);

/** What hangs on a message that is gone, or not there, is not in the tree. */
export function messageTree(messages: readonly TreeMessage[]): MessageTree {
  const all = new Map(messages.map((message) => [message.id, message]));
  const { nodes, roots } = reachable(messages);
  const leaves = bestLeaves(nodes, roots);
  const pathTo = (id: Id): readonly Id[] => {
    const path: Id[] = [];
    for (let at = nodes.get(id); at !== undefined; at = at.parentId === null ? undefined : nodes.get(at.parentId))
      path.push(at.id);
    return path.reverse();
  };
  const leafBelow = (id: Id | null) => leaves.get(id) ?? null;
  const nearest = (leafId: Id | null): Id | null => {
    const passed = new Set<Id>();
    for (let id = leafId; id !== null && !passed.has(id); id = all.get(id)?.parentId ?? null) {
      if (nodes.has(id)) return id;
      passed.add(id);
    }
    return null;
  };
  return {
    has: (id) => nodes.has(id),
    versionsOf(id) {
      const parentId = nodes.get(id)?.parentId;
      if (parentId === undefined) return [];
      return (parentId === null ? roots : (nodes.get(parentId)?.children ?? [])).map((node) => node.id);
    },
    pathTo,
    below(id) {
      const found = nodes.has(id) ? [nodes.get(id) as Node] : [];
      for (let at = 0; at < found.length; at++) found.push(...(found[at]?.children ?? []));
      return found.map((node) => node.id);
    },
    leafBelow,
    branch(leafId) {
      const leaf = leafBelow(nearest(leafId));
      return leaf === null ? [] : pathTo(leaf);
    },
  };
}

/** From the first messages on: a ring of parents, which no command makes, is never met. */
function reachable(messages: readonly TreeMessage[]): { nodes: Map<Id, Node>; roots: Node[] } {
  const byParent = new Map<Id | null, TreeMessage[]>();
  for (const message of [...messages].sort(byAge)) {
    const beside = byParent.get(message.parentId);
    if (beside === undefined) byParent.set(message.parentId, [message]);
    else beside.push(message);
  }
  const nodes = new Map<Id, Node>();
  const childrenOf = (parentId: Id | null): Node[] =>
    (byParent.get(parentId) ?? []).filter(({ gone }) => !gone).map((message) => ({ ...message, children: [] }));
  const roots = childrenOf(null);
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.set(node.id, node);
    node.children.push(...childrenOf(node.id));
    waiting.push(...node.children);
  }
  return { nodes, roots };
}

/** By message, and by null for all: the leaf below it that was read or written last. */
function bestLeaves(nodes: ReadonlyMap<Id, Node>, roots: readonly Node[]): Map<Id | null, Id> {
  const order = [...roots];
  for (let at = 0; at < order.length; at++) order.push(...(order[at]?.children ?? []));
  const leaves = new Map<Id | null, Id>();
  const best = (candidates: readonly Node[]): Id | null => {
    let found: Node | undefined;
    for (const { id } of candidates) {
      const leaf = nodes.get(leaves.get(id) ?? id);
      if (leaf !== undefined && (found === undefined || isLater(leaf, found))) found = leaf;
    }
    return found?.id ?? null;
  };
  for (const node of order.toReversed()) leaves.set(node.id, best(node.children) ?? node.id);
  const last = best(roots);
  if (last !== null) leaves.set(null, last);
  return leaves;
}

const timeOf = ({ readMs, createdMs }: TreeMessage): number => Math.max(readMs ?? createdMs, createdMs);

const isLater = (one: TreeMessage, other: TreeMessage): boolean =>
  timeOf(one) - timeOf(other) > 0 || (timeOf(one) === timeOf(other) && one.id > other.id);
