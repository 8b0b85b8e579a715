import Graph from 'graphology';
import type { Attributes } from 'graphology-types';
import Sigma from 'sigma';
import { ITEM_KINDS } from '../../core/items/item.ts';
import { degreeOf, type GraphData, type Neighbours, neighbourList } from '../../core/notes/graph.ts';
import { drawHover, drawLabel } from './graph-labels.ts';
import { type GraphLook, readLook } from './graph-look.ts';

export interface GraphDrawing {
  /** By node, 1 for what is shown. */
  show(shown: Uint8Array): void;
  /** Pairs of x and y. */
  place(positions: Float32Array): void;
  /** Brings the node to the middle, and marks it. Null marks none. */
  choose(node: number | null): void;
  /** Takes the colours of the theme that is in force now. */
  restyle(): void;
  end(): void;
}

export interface GraphDrawingOptions {
  readonly host: HTMLElement;
  readonly data: GraphData;
  readonly neighbours: Neighbours;
  readonly positions: Float32Array;
  /** Where one stands, marked. */
  readonly own: number | null;
  readonly untitled: string;
  readonly onOpen: (node: number) => void;
}

/** So many of those with most links are named before anything is looked at closer; nearer by, those that are drawn as large. */
const NAMED_AT_REST = 60;

const NOTE = ITEM_KINDS.indexOf('note');

/** Draws the graph with WebGL. The one under the pointer is marked with its neighbours; a click opens it. */
export function drawGraph(options: GraphDrawingOptions): GraphDrawing {
  const { host, data, neighbours } = options;
  let look: GraphLook = readLook(host);
  let shown: Uint8Array | null = null;
  let near: ReadonlySet<number> | null = null;
  let chosen: number | null = options.own;
  const graph = buildGraph(options);
  const colourOf = (node: number) => (data.kinds[node] === NOTE ? look.node : look.other);
  const sigma = new Sigma(graph, host, {
    allowInvalidContainer: true,
    labelDensity: 0.5,
    stagePadding: 56,
    labelRenderedSizeThreshold: sizeNamedAtRest(graph),
    hideEdgesOnMove: data.edges.length > 20_000,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    defaultDrawNodeLabel: (context, node) => drawLabel(context, node, look),
    defaultDrawNodeHover: (context, node) => drawHover(context, node, look),
    nodeReducer: (key, attributes) => {
      const node = Number(key);
      if (shown !== null && shown[node] !== 1) return { ...attributes, hidden: true };
      const isChosen = node === chosen;
      const faded = near !== null && !near.has(node);
      const colour = isChosen ? look.accent : faded ? look.faint : colourOf(node);
      return {
        ...attributes,
        color: colour,
        label: faded ? '' : attributes['label'],
        zIndex: isChosen ? 1 : 0,
        forceLabel: isChosen,
      };
    },
    edgeReducer: (_, attributes) => {
      const isNear = near === null || (near.has(Number(attributes['from'])) && near.has(Number(attributes['to'])));
      return { ...attributes, color: near !== null && isNear ? look.accent : look.line, hidden: !isNear };
    },
  });
  sigma.on('enterNode', ({ node }) => {
    near = new Set([Number(node), ...neighbourList(neighbours, Number(node))]);
    host.style.cursor = 'pointer';
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on('leaveNode', () => {
    near = null;
    host.style.cursor = '';
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on('clickNode', ({ node }) => options.onOpen(Number(node)));
  return {
    show(next) {
      shown = next;
      sigma.refresh({ skipIndexation: true });
    },
    place(positions) {
      graph.updateEachNodeAttributes((key, attributes) => movedTo(attributes, positions, Number(key)), {
        attributes: ['x', 'y'],
      });
    },
    choose(node) {
      chosen = node ?? options.own;
      sigma.refresh({ skipIndexation: true });
      const place = node === null ? undefined : sigma.getNodeDisplayData(String(node));
      if (place) void sigma.getCamera().animate({ x: place.x, y: place.y, ratio: 0.3 }, { duration: look.calmMs });
    },
    restyle() {
      look = readLook(host);
      sigma.refresh();
    },
    end: () => sigma.kill(),
  };
}

function sizeNamedAtRest(graph: Graph): number {
  const sizes = graph.mapNodes((_, { size }) => Number(size)).sort((a, b) => b - a);
  return sizes[NAMED_AT_REST - 1] ?? 0;
}

function movedTo(attributes: Attributes, positions: Float32Array, node: number): Attributes {
  attributes['x'] = positions[node * 2] ?? 0;
  attributes['y'] = positions[node * 2 + 1] ?? 0;
  return attributes;
}

function buildGraph({ data, neighbours, positions, untitled }: GraphDrawingOptions): Graph {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const [node, title] of data.titles.entries()) {
    graph.addNode(String(node), {
      x: positions[node * 2] ?? 0,
      y: positions[node * 2 + 1] ?? 0,
      size: 3 + Math.min(9, Math.sqrt(degreeOf(neighbours, node)) * 1.4),
      label: title || untitled,
    });
  }
  for (let i = 0; i < data.edges.length; i += 2) {
    const [from, to] = [data.edges[i] ?? 0, data.edges[i + 1] ?? 0];
    graph.addEdgeWithKey(String(i), String(from), String(to), { from, to, size: 0.6 });
  }
  return graph;
}
