/** What the worker that lays a graph out is told, and what it tells. */

export interface LayoutInput {
  /** Pairs of x and y, one for each node. */
  readonly positions: Float32Array;
  /** Pairs of nodes. */
  readonly edges: Uint32Array;
}

/** A graph to lay out, in the place of the one before; or a rest from now on, for what comes first. */
export type LayoutOrder = LayoutInput | { readonly restMs: number };

export interface LayoutNews {
  readonly positions: Float32Array;
  /** Nothing moves any more that could be seen: the worker has ended its work. */
  readonly calm: boolean;
}
