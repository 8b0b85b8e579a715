import { type DrawnNode, LONGEST_LABEL, type NamedNode } from './picture.api.ts';
import { drawnAt, type Scene, type Sight, STATE } from './scene.ts';

/** So many of those with most links are named before anything is looked at closer; nearer by, those that are drawn as large. */
const NAMED = 60;
/** A width of a letter of the interface, of its height; a little more than most. */
const LETTER = 0.58;
/** Where so few are drawn, a name goes to the side where it covers no node, if there is one. */
const FEW = 200;

/**
 * Which nodes are named, and where they lie: no name over another, `over` and the own one first, then those with most
 * links. What lies beside `over` is named whatever its size.
 */
export function namedNodes(
  scene: Scene,
  states: Uint8Array,
  positions: Float32Array,
  sight: Sight,
  naming: { readonly labelPx: number; readonly over: number | null },
): readonly NamedNode[] {
  const { own, lengths } = scene.graph;
  const least = naming.over === null ? (scene.radii[scene.ranked[NAMED - 1] ?? -1] ?? 0) : 0;
  const named: NamedNode[] = [];
  const boxes: Box[] = [];
  const first = [...new Set([naming.over, own])].filter((node) => node !== null);
  const dots = dotsOf(scene, states, positions, sight);
  for (const [rank, node] of [...first, ...scene.ranked].entries()) {
    if (named.length === NAMED) break;
    const isFirst = rank < first.length;
    if (states[node] === STATE.hidden || states[node] === STATE.faint || (!isFirst && first.includes(node))) continue;
    // Further away than the whole the same ones keep their names.
    if ((scene.radii[node] ?? 0) * Math.max(1, Math.sqrt(sight.zoom)) < least && !isFirst) break;
    const drawn = drawnAt(scene, positions, sight, node);
    if (drawn.x < 0 || drawn.y < 0 || drawn.x > sight.size.width || drawn.y > sight.size.height) continue;
    const width = Math.min(lengths[node] ?? 0, LONGEST_LABEL) * naming.labelPx * LETTER;
    const free = SIDES.map((side) => ({ side, box: boxOf(drawn, width, naming.labelPx, side) })).filter(
      ({ box }) => !boxes.some((other) => overlap(box, other)),
    );
    const place = free.find(({ box }) => !dots.some((dot) => dot.node !== node && covers(box, dot))) ?? free[0];
    if (place === undefined) continue;
    boxes.push(place.box);
    named.push({ ...drawn, side: place.side });
  }
  return named;
}

/** Nodes that a name should not cover: of many, none is looked at. */
function dotsOf(scene: Scene, states: Uint8Array, positions: Float32Array, sight: Sight): readonly DrawnNode[] {
  if (states.length > FEW) return [];
  return Array.from(states.keys(), (node) => drawnAt(scene, positions, sight, node)).filter(
    ({ node }) => states[node] !== STATE.hidden,
  );
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

const SIDES = ['right', 'left'] as const;

/** The node with its name. */
function boxOf({ x, y, radius }: DrawnNode, width: number, labelPx: number, side: NamedNode['side']): Box {
  const [right, left] = side === 'right' ? [width + 8, 0] : [0, width + 8];
  return [x - radius - left, y - labelPx, x + radius + right, y + labelPx];
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const covers = (box: Box, { x, y, radius }: DrawnNode): boolean =>
  x + radius > box[0] && x - radius < box[2] && y + radius > box[1] && y - radius < box[3];
