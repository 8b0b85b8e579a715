/** How a picture of a graph is looked at, in CSS px. What it is made of lies in the layout's own coordinates. */

/** From the middle of the picture as it fits as a whole; `zoom` 1 is the whole. */
export interface GraphCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** From the layout to px from the picture's corner: `p * scale + offset`. */
export interface GraphView extends Point {
  readonly scale: number;
}

export const WHOLE: GraphCamera = { x: 0, y: 0, zoom: 1 };

const MIN_ZOOM = 0.25;
const MAX_ZOOM = 50;
/** Free around the whole, for what is written beside nodes. */
const PADDING = 56;

/** What lay under the pointer goes with it. */
export const draggedBy = (camera: GraphCamera, dx: number, dy: number): GraphCamera => ({
  ...camera,
  x: camera.x - dx / camera.zoom,
  y: camera.y - dy / camera.zoom,
});

/** What lies at the point stays there. */
export function zoomedAt(camera: GraphCamera, factor: number, at: Point, size: PictureSize): GraphCamera {
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, camera.zoom * factor));
  const nearer = 1 / camera.zoom - 1 / zoom;
  return {
    x: camera.x + (at.x - size.width / 2) * nearer,
    y: camera.y + (at.y - size.height / 2) * nearer,
    zoom,
  };
}

/** All nodes fit into the picture as `WHOLE` looks at it. */
export function viewOf(positions: Float32Array, camera: GraphCamera, { width, height }: PictureSize): GraphView {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 2) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) [left, right, top, bottom] = [0, 0, 0, 0];
  const room = (side: number) => Math.max(side - 2 * PADDING, side / 4);
  const fits = Math.min(room(width) / Math.max(right - left, 1e-6), room(height) / Math.max(bottom - top, 1e-6));
  const scale = fits * camera.zoom;
  return {
    scale,
    x: width / 2 - camera.x * camera.zoom - ((left + right) / 2) * scale,
    y: height / 2 - camera.y * camera.zoom - ((top + bottom) / 2) * scale,
  };
}
