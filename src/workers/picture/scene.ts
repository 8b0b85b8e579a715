import { degreeOf, type Neighbours, neighbourList, neighboursOf } from '../../core/notes/graph.ts';
import type { GraphView, PictureSize, Point } from '../../core/notes/graph-camera.ts';
import type { DrawnNode, PictureGraph } from './picture.api.ts';

/** What of a graph is drawn, and how: without a canvas. */

/** Places in the palette of the nodes. */
export const STATE = { hidden: 0, faint: 1, node: 2, other: 3, accent: 4 } as const;

export interface Scene {
  readonly graph: PictureGraph;
  readonly neighbours: Neighbours;
  /** In CSS px, where there is room. */
  readonly radii: Float32Array;
  /** Those with most links first. */
  readonly ranked: Uint32Array;
  /** Pairs of nodes; those between what has most links first, so that the first few show the most. */
  readonly edges: Uint32Array;
}

/** Where nodes have less room than so many px to each side, they are drawn smaller, lest the picture become one blot. */
const ROOMY_PX = 34;
const SMALLEST = 0.16;
/** So much around a node is still the node. */
const REACH = 4;

export function createScene(graph: PictureGraph): Scene {
  const count = graph.notes.length;
  const neighbours = neighboursOf({ ids: graph.notes, edges: graph.edges });
  const degrees = Uint32Array.from({ length: count }, (_, node) => degreeOf(neighbours, node));
  return {
    graph,
    neighbours,
    radii: Float32Array.from(degrees, (degree) => 3 + Math.min(9, Math.sqrt(degree) * 1.4)),
    ranked: Uint32Array.from(degrees.keys()).sort((a, b) => (degrees[b] ?? 0) - (degrees[a] ?? 0) || a - b),
    edges: rankedEdges(graph.edges, degrees),
  };
}

function rankedEdges(edges: Uint32Array, degrees: Uint32Array): Uint32Array {
  const lesser = Uint32Array.from({ length: edges.length / 2 }, (_, i) =>
    Math.min(degrees[edges[i * 2] ?? 0] ?? 0, degrees[edges[i * 2 + 1] ?? 0] ?? 0),
  );
  const order = Uint32Array.from(lesser.keys()).sort((a, b) => (lesser[b] ?? 0) - (lesser[a] ?? 0) || a - b);
  const ranked = new Uint32Array(edges.length);
  for (const [to, from] of order.entries()) ranked.set(edges.subarray(from * 2, from * 2 + 2), to * 2);
  return ranked;
}

/** How each node is drawn. What lies beside `over` stands out, all else is faint. */
export function statesOf(scene: Scene, shown: Uint8Array | null, over: number | null): Uint8Array {
  const { notes, own } = scene.graph;
  const near = over === null ? null : new Set([over, ...neighbourList(scene.neighbours, over)]);
  return Uint8Array.from(notes, (isNote, node) => {
    if (shown !== null && shown[node] !== 1) return STATE.hidden;
    if (node === own) return STATE.accent;
    if (near !== null && !near.has(node)) return STATE.faint;
    return isNote === 1 ? STATE.node : STATE.other;
  });
}

/** What is drawn, from the faintest to what stands out, which comes over all else. */
export function drawnNodes(states: Uint8Array): Uint32Array {
  const nodes: number[] = [];
  for (const layer of [[STATE.faint], [STATE.node, STATE.other], [STATE.accent]])
    for (const [node, state] of states.entries()) if (layer.some((each) => each === state)) nodes.push(node);
  return Uint32Array.from(nodes);
}

/** Both ends of each line that is drawn: x, y, x, y. Of a node under the pointer only its own lines are. */
export function drawnLines(
  scene: Scene,
  states: Uint8Array,
  positions: Float32Array,
  over: number | null,
): Float32Array {
  const { edges } = scene;
  const ends = new Float32Array(edges.length * 2);
  let filled = 0;
  for (let i = 0; i < edges.length; i += 2) {
    const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    if (states[from] === STATE.hidden || states[to] === STATE.hidden) continue;
    if (over !== null && from !== over && to !== over) continue;
    for (const end of [from, to]) {
      ends[filled++] = positions[end * 2] ?? 0;
      ends[filled++] = positions[end * 2 + 1] ?? 0;
    }
  }
  return ends.subarray(0, filled);
}

export interface Sight {
  readonly view: GraphView;
  readonly zoom: number;
  readonly size: PictureSize;
  /** Of the nodes' radii. */
  readonly growth: number;
}

/** Nodes grow when one comes nearer, but less than the distance between them. */
export function sightOf(scene: Scene, view: GraphView, zoom: number, size: PictureSize): Sight {
  const room = Math.sqrt((size.width * size.height) / Math.max(1, scene.radii.length));
  return { view, zoom, size, growth: Math.sqrt(zoom) * Math.max(SMALLEST, Math.min(1, room / ROOMY_PX)) };
}

export function drawnAt(scene: Scene, positions: Float32Array, { view, growth }: Sight, node: number): DrawnNode {
  return {
    node,
    x: (positions[node * 2] ?? 0) * view.scale + view.x,
    y: (positions[node * 2 + 1] ?? 0) * view.scale + view.y,
    radius: (scene.radii[node] ?? 0) * growth,
  };
}

/** The one that lies at the point; of several the nearest. */
export function nodeAt(
  scene: Scene,
  states: Uint8Array,
  positions: Float32Array,
  sight: Sight,
  at: Point,
): number | null {
  let found: number | null = null;
  let least = Infinity;
  for (let node = 0; node < states.length; node++) {
    if (states[node] === STATE.hidden) continue;
    const { x, y, radius } = drawnAt(scene, positions, sight, node);
    const away = Math.hypot(x - at.x, y - at.y);
    if (away > radius + REACH || away >= least) continue;
    found = node;
    least = away;
  }
  return found;
}
