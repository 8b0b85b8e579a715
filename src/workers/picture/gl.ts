/** The little of WebGL 2 that the picture of a graph needs. */

/** Null where there is no graphics. */
export function openGl(canvas: OffscreenCanvas, options: WebGLContextAttributes): WebGL2RenderingContext | null {
  const gl = canvas.getContext('webgl2', { alpha: true, depth: false, premultipliedAlpha: true, ...options });
  if (gl === null) return null;
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  return gl;
}

export interface Program {
  use(): void;
  uniform(name: string): WebGLUniformLocation | null;
}

export function createProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`the picture's program was refused: ${gl.getProgramInfoLog(program)}`);
  return { use: () => gl.useProgram(program), uniform: (name) => gl.getUniformLocation(program, name) };
}

function compiled(gl: WebGL2RenderingContext, kind: number, source: string): WebGLShader {
  const shader = gl.createShader(kind);
  if (shader === null) throw new Error('the picture has lost its graphics');
  gl.shaderSource(shader, `#version 300 es\n${source}`);
  gl.compileShader(shader);
  return shader;
}

/** Waits until all that was asked for is drawn: only so it is known how long it took. */
export function finish(gl: WebGL2RenderingContext): void {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

/** From the layout to the canvas of WebGL, whose middle is 0, 0 and whose upper end is 1: scales, then offsets. */
export function toClip(
  view: { readonly scale: number; readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
): readonly [number, number, number, number] {
  const [across, up] = [2 / size.width, -2 / size.height];
  return [view.scale * across, view.scale * up, view.x * across - 1, view.y * up + 1];
}
