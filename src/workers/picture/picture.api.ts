import type { GraphCamera, Point } from '../../core/notes/graph-camera.ts';

/** What the worker that draws the graph is told, and what it tells. Places and lengths are CSS px. */

/** A longer name is cut where it stands beside a node, in UTF-16 units. */
export const LONGEST_LABEL = 40;

export interface PictureGraph {
  /** By node, 1 for a note. */
  readonly notes: Uint8Array;
  /** By node, how long its title is, in UTF-16 units. */
  readonly lengths: Uint16Array;
  /** Pairs of nodes. */
  readonly edges: Uint32Array;
  /** Where one stands, marked. */
  readonly own: number | null;
  /** Pairs of x and y, of the layout. */
  readonly positions: Float32Array;
}

/** Colours as CSS writes them. */
export interface PictureColours {
  readonly node: string;
  readonly other: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly ground: string;
}

export type PictureOrder =
  | { readonly type: 'begin'; readonly lines: OffscreenCanvas; readonly points: OffscreenCanvas }
  | { readonly type: 'load'; readonly graph: PictureGraph }
  | { readonly type: 'place'; readonly positions: Float32Array; readonly calm: boolean }
  /** By node, 1 for what is shown; null for all. */
  | { readonly type: 'show'; readonly shown: Uint8Array | null }
  | { readonly type: 'resize'; readonly width: number; readonly height: number; readonly pixelRatio: number }
  | { readonly type: 'style'; readonly colours: PictureColours; readonly labelPx: number }
  | { readonly type: 'look'; readonly camera: GraphCamera }
  /** Where the pointer is; null when it has left. */
  | { readonly type: 'point'; readonly at: Point | null }
  | { readonly type: 'press'; readonly at: Point };

export interface DrawnNode extends Point {
  readonly node: number;
  readonly radius: number;
}

/** A node whose name stands beside it. */
export interface NamedNode extends DrawnNode {
  readonly side: 'left' | 'right';
}

export type PictureNews =
  /** A frame was drawn: which of its nodes are named. */
  | { readonly type: 'drawn'; readonly names: readonly NamedNode[]; readonly over: DrawnNode | null }
  | { readonly type: 'pressed'; readonly node: number }
  /** The browser took the graphics away, or has none here. */
  | { readonly type: 'lost' };
