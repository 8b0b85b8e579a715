import type { GraphView, PictureSize } from '../../core/notes/graph-camera.ts';
import type { Rgba } from './colours.ts';
import { createProgram, openGl, toClip } from './gl.ts';

export interface PointsLook {
  /** By `STATE`. */
  readonly palette: readonly Rgba[];
  readonly ground: Rgba;
  /** Of the radius in CSS px. */
  readonly growth: number;
  /** The least radius of what is not faint, in CSS px. */
  readonly least: number;
}

export interface Points {
  resize(size: PictureSize, pixelRatio: number): void;
  load(radii: Float32Array): void;
  place(positions: Float32Array): void;
  /** How each node is drawn, and which of them, in this order. */
  mark(states: Uint8Array, nodes: Uint32Array): void;
  draw(look: PointsLook, view: GraphView, size: PictureSize): void;
}

const VERTEX = `
layout(location = 0) in vec2 place;
layout(location = 1) in float radius;
layout(location = 2) in float state;
uniform vec4 view;
uniform float growth;
uniform float least;
uniform vec4 palette[5];
flat out vec4 body;
flat out float px;
void main() {
  gl_Position = vec4(place * view.xy + view.zw, 0.0, 1.0);
  px = max(radius * growth, state > 1.0 ? least : 0.0);
  gl_PointSize = 2.0 * px + 2.0;
  body = palette[int(state)];
}`;
/** A disc, and around it a little of the ground, so that one can be told from the next. */
const FRAGMENT = `precision mediump float;
flat in vec4 body;
flat in float px;
uniform vec4 ground;
out vec4 shown;
void main() {
  float away = length(gl_PointCoord - 0.5) * (2.0 * px + 2.0);
  float ring = min(1.0, px * 0.2);
  shown = mix(ground, body, clamp(px - ring - away + 0.5, 0.0, 1.0)) * clamp(px - away + 0.5, 0.0, 1.0);
}`;

export function createPoints(canvas: OffscreenCanvas): Points | null {
  const gl = openGl(canvas, { antialias: false });
  if (gl === null) return null;
  const program = createProgram(gl, VERTEX, FRAGMENT);
  program.use();
  const of = (name: string) => program.uniform(name);
  const uniforms = {
    view: of('view'),
    growth: of('growth'),
    least: of('least'),
    palette: of('palette'),
    ground: of('ground'),
  };
  const [places, radii, states] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
  for (const [at, [buffer, numbers, kind]] of (
    [
      [places, 2, gl.FLOAT],
      [radii, 1, gl.FLOAT],
      [states, 1, gl.UNSIGNED_BYTE],
    ] as const
  ).entries()) {
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, numbers, kind, false, 0, 0);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  const fill = (buffer: WebGLBuffer | null, data: Float32Array | Uint8Array) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
  };
  let count = 0;
  let ratio = 1;
  return {
    resize({ width, height }, pixelRatio) {
      ratio = pixelRatio;
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
      gl.viewport(0, 0, canvas.width, canvas.height);
    },
    load: (all) => fill(radii, all),
    place: (positions) => fill(places, positions),
    mark(marks, nodes) {
      fill(states, marks);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, nodes, gl.DYNAMIC_DRAW);
      count = nodes.length;
    },
    draw({ palette, ground, growth, least }, view, size) {
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform4fv(uniforms.view, toClip(view, size));
      gl.uniform1f(uniforms.growth, growth * ratio);
      gl.uniform1f(uniforms.least, least * ratio);
      gl.uniform4fv(uniforms.palette, palette.flat());
      gl.uniform4fv(uniforms.ground, ground);
      gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 0);
    },
  };
}
