import type { Id } from '../ids.ts';

/** Items and the links between them, packed: node `i` is the `i`th of each list. */
export interface GraphData {
  readonly ids: readonly Id[];
  readonly titles: readonly string[];
  /** Places in `ITEM_KINDS`. */
  readonly kinds: Uint8Array;
  readonly folderNames: readonly string[];
  /** Places in `folderNames`. */
  readonly folders: Uint32Array;
  readonly tagNames: readonly string[];
  /** Pairs: a node, and a place in `tagNames`. */
  readonly tags: Uint32Array;
  /** Pairs: from which node to which. Each pair of nodes once. */
  readonly edges: Uint32Array;
  /** Items that are left out, because there are too many. */
  readonly leftOut: number;
}

/** The neighbours of each node in one list: those of `i` are `list[starts[i]..starts[i + 1]]`. */
export interface Neighbours {
  readonly starts: Uint32Array;
  readonly list: Uint32Array;
}

/** `ids` for how many they are. */
export function neighboursOf({
  ids,
  edges,
}: {
  readonly ids: { readonly length: number };
  readonly edges: Uint32Array;
}): Neighbours {
  const starts = new Uint32Array(ids.length + 1);
  for (const node of edges) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let i = 0; i < ids.length; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const list = new Uint32Array(edges.length);
  for (let i = 0; i < edges.length; i += 2) {
    const from = edges[i] ?? 0;
    const to = edges[i + 1] ?? 0;
    list[next[from] ?? 0] = to;
    next[from] = (next[from] ?? 0) + 1;
    list[next[to] ?? 0] = from;
    next[to] = (next[to] ?? 0) + 1;
  }
  return { starts, list };
}

export const degreeOf = ({ starts }: Neighbours, node: number): number => (starts[node + 1] ?? 0) - (starts[node] ?? 0);

export const neighbourList = ({ starts, list }: Neighbours, node: number): Uint32Array =>
  list.subarray(starts[node], starts[node + 1]);

/** Which nodes are at most `depth` links away from `from`, whichever way the links lead. */
export function nodesAround(neighbours: Neighbours, from: number, depth: number): ReadonlySet<number> {
  const seen = new Set([from]);
  let edge: readonly number[] = [from];
  for (let step = 0; step < depth; step++) {
    const next: number[] = [];
    for (const node of edge) {
      for (const other of neighbourList(neighbours, node)) {
        if (seen.has(other)) continue;
        seen.add(other);
        next.push(other);
      }
    }
    edge = next;
  }
  return seen;
}

/** The graph of these nodes alone; all keep their order. */
export function subGraph(data: GraphData, wanted: ReadonlySet<number>): GraphData {
  const nodes = data.ids.flatMap((_, node) => (wanted.has(node) ? [node] : []));
  const places = new Map(nodes.map((node, place) => [node, place]));
  const pairs = (list: Uint32Array, second: (value: number) => number | undefined): Uint32Array => {
    const kept: number[] = [];
    for (let i = 0; i < list.length; i += 2) {
      const one = places.get(list[i] ?? 0);
      const other = second(list[i + 1] ?? 0);
      if (one !== undefined && other !== undefined) kept.push(one, other);
    }
    return Uint32Array.from(kept);
  };
  return {
    ...data,
    ids: nodes.map((node) => data.ids[node] ?? ''),
    titles: nodes.map((node) => data.titles[node] ?? ''),
    kinds: Uint8Array.from(nodes, (node) => data.kinds[node] ?? 0),
    folders: Uint32Array.from(nodes, (node) => data.folders[node] ?? 0),
    tags: pairs(data.tags, (tag) => tag),
    edges: pairs(data.edges, (node) => places.get(node)),
  };
}

export interface GraphFilter {
  readonly text?: string;
  readonly kind?: number;
  /** A tag and those below it. */
  readonly tag?: string;
  /** A folder and all below it. */
  readonly folder?: string;
  /** Whether what nothing leads to, and what leads nowhere, is shown. */
  readonly orphans: boolean;
}

/** By node, 1 for what is shown. */
export function filterGraph(data: GraphData, neighbours: Neighbours, filter: GraphFilter): Uint8Array {
  const shown = new Uint8Array(data.ids.length);
  const words = filter.text?.trim().toLowerCase() ?? '';
  const folders =
    filter.folder === undefined ? null : data.folderNames.map((name) => isWithin(name, filter.folder ?? ''));
  const tagged = filter.tag === undefined ? null : taggedNodes(data, filter.tag);
  for (let node = 0; node < shown.length; node++) {
    const fits =
      (filter.kind === undefined || data.kinds[node] === filter.kind) &&
      (folders === null || folders[data.folders[node] ?? 0] === true) &&
      (tagged === null || tagged.has(node)) &&
      (filter.orphans || degreeOf(neighbours, node) > 0) &&
      (words === '' || (data.titles[node] ?? '').toLowerCase().includes(words));
    if (fits) shown[node] = 1;
  }
  return shown;
}

function taggedNodes({ tags, tagNames }: GraphData, tag: string): ReadonlySet<number> {
  const wanted = tagNames.map((name) => isWithin(name, tag));
  const nodes = new Set<number>();
  for (let i = 0; i < tags.length; i += 2) if (wanted[tags[i + 1] ?? 0]) nodes.add(tags[i] ?? 0);
  return nodes;
}

function isWithin(name: string, top: string): boolean {
  const folded = name.toLowerCase();
  const wanted = top.toLowerCase();
  return wanted === '' || folded === wanted || folded.startsWith(`${wanted}/`);
}

export interface PackedItem {
  readonly id: Id;
  readonly title: string;
  /** A place in `ITEM_KINDS`. */
  readonly kind: number;
  readonly folder: string;
  readonly tags: readonly string[];
}

/** Links between items that are not among `items`, to the item itself, and doubles are left out. */
export function packGraph(
  items: readonly PackedItem[],
  links: readonly { readonly from: Id; readonly to: Id }[],
  leftOut: number,
): GraphData {
  const nodeOf = new Map(items.map(({ id }, node) => [id, node]));
  const folders = namer();
  const tags = namer();
  const seen = new Set<number>();
  const edges: number[] = [];
  for (const link of links) {
    const from = nodeOf.get(link.from);
    const to = nodeOf.get(link.to);
    if (from === undefined || to === undefined || from === to) continue;
    const pair = Math.min(from, to) * items.length + Math.max(from, to);
    if (seen.has(pair)) continue;
    seen.add(pair);
    edges.push(from, to);
  }
  return {
    ids: items.map(({ id }) => id),
    titles: items.map(({ title }) => title),
    kinds: Uint8Array.from(items, ({ kind }) => kind),
    folders: Uint32Array.from(items, ({ folder }) => folders.of(folder)),
    folderNames: folders.names,
    tags: Uint32Array.from(items.flatMap((item, node) => item.tags.flatMap((tag) => [node, tags.of(tag)]))),
    tagNames: tags.names,
    edges: Uint32Array.from(edges),
    leftOut,
  };
}

function namer() {
  const names: string[] = [];
  const places = new Map<string, number>();
  return {
    names,
    of(name: string): number {
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}
