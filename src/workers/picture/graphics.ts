import type { GraphView, PictureSize } from '../../core/notes/graph-camera.ts';
import { type Colours, paletteOf, weakened } from './colours.ts';
import { createLines, type Lines } from './lines.ts';
import { createPoints, type Points } from './points.ts';
import { Portions } from './portions.ts';
import { drawnLines, drawnNodes, type Scene, type Sight } from './scene.ts';

/** Fewer lines than this are smoothed, which takes five times as long where there is no GPU. */
const SMOOTH_LINES = 3_000;
/** More lines than this are drawn weaker, so that where they are dense they do not become one blot. */
const STRONG_LINES = 600;
const WEAKEST = 0.15;
/** What stands out while one points at a node has at least this radius. */
const STANDING_OUT_PX = 3.5;

export interface GraphicsOptions {
  readonly lines: OffscreenCanvas;
  readonly points: OffscreenCanvas;
  readonly now: () => number;
  /** The browser took the graphics away. */
  readonly onLost: () => void;
}

/** Null where there is no graphics. */
export function openGraphics(scene: Scene, { lines, points, now, onLost }: GraphicsOptions): Graphics | null {
  for (const canvas of [lines, points]) canvas.addEventListener('webglcontextlost', onLost);
  const drawnBelow = createLines(lines, scene.edges.length / 2 < SMOOTH_LINES);
  const drawnAbove = createPoints(points);
  return drawnBelow === null || drawnAbove === null ? null : new Graphics(drawnBelow, drawnAbove, now);
}

/** The two canvases: lines below, nodes above. */
export class Graphics {
  readonly #lines: Lines;
  readonly #points: Points;
  readonly #now: () => number;
  readonly #portions = new Portions();

  constructor(lines: Lines, points: Points, now: () => number) {
    this.#lines = lines;
    this.#points = points;
    this.#now = now;
  }

  resize(size: PictureSize, pixelRatio: number): void {
    this.#lines.resize(size, pixelRatio);
    this.#points.resize(size, pixelRatio);
  }

  load(scene: Scene): void {
    this.#points.load(scene.radii);
  }

  place(positions: Float32Array): void {
    this.#points.place(positions);
  }

  mark(states: Uint8Array): void {
    this.#points.mark(states, drawnNodes(states));
  }

  join(scene: Scene, states: Uint8Array, positions: Float32Array, over: number | null): void {
    const ends = drawnLines(scene, states, positions, over);
    this.#lines.load(ends);
    this.#portions.begin(ends.length / 4);
  }

  /** Nodes all at once; the lines begin anew. */
  drawNodes(colours: Colours, { view, growth, size }: Sight, over: number | null): void {
    const least = over === null ? 0 : STANDING_OUT_PX;
    this.#points.draw({ palette: paletteOf(colours), ground: colours.ground, growth, least }, view, size);
    this.#portions.begin(this.#portions.count);
  }

  /** As many lines as a frame has time for. */
  drawSomeLines(colours: Colours, view: GraphView, size: PictureSize, over: number | null): void {
    const strength = Math.max(WEAKEST, Math.min(1, Math.sqrt(STRONG_LINES / Math.max(1, this.#portions.count))));
    const { from, count } = this.#portions.next();
    const begun = this.#now();
    this.#lines.draw(from, count, over === null ? weakened(colours.line, strength) : colours.accent, view, size);
    this.#portions.drew(count, this.#now() - begun);
  }

  /** Whether every line is there. */
  get isWhole(): boolean {
    return this.#portions.isDone;
  }
}
