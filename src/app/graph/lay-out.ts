import type { GraphData } from '../../core/notes/graph.ts';
import { createGraphLayout } from '../../workers/graph/graph.client.ts';
import { keepPositions, placeNodes, readPositions } from './positions.ts';

export interface LaidOut {
  /** Where the nodes lie as it begins. */
  readonly positions: Float32Array;
  /** Where they lie now. */
  now(): Float32Array;
  /** The picture is moved by hand: that comes first. */
  rest(): void;
  end(): void;
}

export interface LayOutOptions {
  readonly data: GraphData;
  /** Whether where the nodes lie is kept for the next time. */
  readonly isKept: boolean;
  /** From here on, where it was interrupted. */
  readonly from: Float32Array | null;
  readonly onPlaced: (positions: Float32Array, calm: boolean) => void;
  readonly onBroken: () => void;
}

/** So long after the picture was moved the layout goes on. */
const REST_MS = 400;

/** Lays the graph out in a worker until it is calm; where all lie as they lay, they lie well. */
export function layOut({ data, isKept, from, onPlaced, onBroken }: LayOutOptions): LaidOut {
  const placed = placeNodes(data.ids, isKept ? readPositions() : null);
  const positions = from ?? placed.positions;
  let last = positions;
  const layout = createGraphLayout({
    onNews: (news) => {
      last = news.positions.slice();
      if (news.calm && isKept) keepPositions(data.ids, last);
      onPlaced(news.positions, news.calm);
    },
    onError: onBroken,
  });
  if (from === null && isKept && placed.known === data.ids.length) onPlaced(positions.slice(), true);
  else layout.start({ positions, edges: data.edges });
  return { positions, now: () => last, rest: () => layout.rest(REST_MS), end: () => layout.end() };
}
