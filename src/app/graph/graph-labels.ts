import type { GraphLook } from './graph-look.ts';

interface DrawnNode {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string | null;
}

export function drawLabel(context: CanvasRenderingContext2D, { x, y, size, label }: DrawnNode, look: GraphLook): void {
  if (!label) return;
  context.font = `500 ${look.labelPx}px ${look.font}`;
  const [left, base] = [x + size + 4, y + look.labelPx / 3];
  // Lines go behind the words.
  context.strokeStyle = look.ground;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeText(label, left, base);
  context.fillStyle = look.ink;
  context.fillText(label, left, base);
}

/** The one under the pointer: its name on a ground of its own, so that it can be read over others. */
export function drawHover(context: CanvasRenderingContext2D, node: DrawnNode, look: GraphLook): void {
  const { x, y, size, label } = node;
  context.beginPath();
  context.arc(x, y, size + 3, 0, Math.PI * 2);
  context.strokeStyle = look.accent;
  context.lineWidth = 2;
  context.stroke();
  if (!label) return;
  const height = look.labelPx;
  context.font = `500 ${height}px ${look.font}`;
  const width = context.measureText(label).width;
  context.fillStyle = look.raised;
  context.beginPath();
  context.roundRect(x + size + 2, y - height + 1, width + 10, height * 2 - 4, 6);
  context.fill();
  drawLabel(context, { ...node, x: x + 2 }, { ...look, ground: look.raised });
}
