import { type DrawnNode, LONGEST_LABEL, type NamedNode } from '../../workers/picture/picture.api.ts';
import type { GraphLook } from './graph-look.ts';

export function drawName(context: CanvasRenderingContext2D, node: NamedNode, name: string, look: GraphLook): void {
  const cut = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : name;
  const away = node.radius + 4;
  // A name on the right begins there; one on the left ends there.
  context.textAlign = node.side === 'right' ? 'left' : 'right';
  write(context, cut, node.side === 'right' ? node.x + away : node.x - away, node.y, look);
}

function write(context: CanvasRenderingContext2D, name: string, x: number, y: number, look: GraphLook): void {
  context.font = `500 ${look.labelPx}px ${look.font}`;
  const base = y + look.labelPx / 3;
  // Lines go behind the words.
  context.strokeStyle = look.ground;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeText(name, x, base);
  context.fillStyle = look.ink;
  context.fillText(name, x, base);
}

/** The one under the pointer: its name on a ground of its own, so that it can be read over others. */
export function drawHover(context: CanvasRenderingContext2D, node: DrawnNode, name: string, look: GraphLook): void {
  const { x, y, radius } = node;
  context.beginPath();
  context.arc(x, y, radius + 3, 0, Math.PI * 2);
  context.strokeStyle = look.accent;
  context.lineWidth = 2;
  context.stroke();
  const height = look.labelPx;
  context.font = `500 ${height}px ${look.font}`;
  const width = context.measureText(name).width;
  context.fillStyle = look.raised;
  context.beginPath();
  context.roundRect(x + radius + 2, y - height + 1, width + 10, height * 2 - 4, 6);
  context.fill();
  context.textAlign = 'left';
  write(context, name, x + radius + 6, y, { ...look, ground: look.raised });
}
