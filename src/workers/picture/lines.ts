import type { GraphView, PictureSize } from '../../core/notes/graph-camera.ts';
import type { Rgba } from './colours.ts';
import { createProgram, finish, openGl, toClip } from './gl.ts';

export interface Lines {
  resize(size: PictureSize, pixelRatio: number): void;
  /** Pairs of ends, each x and y of the layout. */
  load(ends: Float32Array): void;
  /** Draws `count` lines from the `from`th on, over those that stand there unless it is the first; returns when they are drawn. */
  draw(from: number, count: number, colour: Rgba, view: GraphView, size: PictureSize): void;
}

const VERTEX = `
in vec2 place;
uniform vec4 view;
void main() { gl_Position = vec4(place * view.xy + view.zw, 0.0, 1.0); }`;
const FRAGMENT = `precision mediump float;
uniform vec4 colour;
out vec4 shown;
void main() { shown = colour; }`;

/**
 * One pixel wide, which is what draws fastest: thirty thousand take software a quarter of a second, as rectangles four
 * times as long. So the canvas is as coarse as a CSS px or little finer, and is made larger on finer screens.
 */
export function createLines(canvas: OffscreenCanvas, smooth: boolean): Lines | null {
  const gl = openGl(canvas, { antialias: smooth, preserveDrawingBuffer: true });
  if (gl === null) return null;
  const program = createProgram(gl, VERTEX, FRAGMENT);
  const [view, colour] = [program.uniform('view'), program.uniform('colour')];
  program.use();
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  return {
    resize({ width, height }, pixelRatio) {
      const coarse = pixelRatio / Math.max(1, Math.floor(pixelRatio));
      canvas.width = Math.max(1, Math.round(width * coarse));
      canvas.height = Math.max(1, Math.round(height * coarse));
      gl.viewport(0, 0, canvas.width, canvas.height);
    },
    load: (ends) => gl.bufferData(gl.ARRAY_BUFFER, ends, gl.DYNAMIC_DRAW),
    draw(from, count, drawn, seen, size) {
      if (from === 0) gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform4fv(view, toClip(seen, size));
      gl.uniform4fv(colour, drawn);
      gl.drawArrays(gl.LINES, from * 2, count * 2);
      finish(gl);
    },
  };
}
