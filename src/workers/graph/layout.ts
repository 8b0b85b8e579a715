import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { LayoutInput } from './graph.api.ts';

/** ForceAtlas2 (Jacomy et al. 2014), step by step over typed arrays. */

export interface Layout {
  /** True when nothing moves any more that could be seen, or the steps are used up. */
  step(): boolean;
  positions(): Float32Array;
}

const PER_NODE = 10;
const PER_EDGE = 3;
const MASS = 6;
const CONVERGENCE = 7;
const SIZE = 8;
/** A step that moves the nodes by less than this part of the graph's radius, on the average, is calm. */
const CALM = 0.0015;
const CALM_STEPS = 8;
const MAX_STEPS = 800;

export function createLayout({ positions, edges }: LayoutInput): Layout {
  const count = positions.length / 2;
  const nodes = new Float32Array(count * PER_NODE);
  for (let i = 0; i < count; i++) {
    const at = i * PER_NODE;
    nodes[at] = positions[i * 2] ?? 0;
    nodes[at + 1] = positions[i * 2 + 1] ?? 0;
    nodes[at + MASS] = 1;
    nodes[at + CONVERGENCE] = 1;
    nodes[at + SIZE] = 1;
  }
  const matrix = new Float32Array((edges.length / 2) * PER_EDGE);
  for (let i = 0; i < edges.length; i += 2) {
    const from = (edges[i] ?? 0) * PER_NODE;
    const to = (edges[i + 1] ?? 0) * PER_NODE;
    nodes[from + MASS] = (nodes[from + MASS] ?? 1) + 1;
    nodes[to + MASS] = (nodes[to + MASS] ?? 1) + 1;
    matrix.set([from, to, 1], (i / 2) * PER_EDGE);
  }
  const options = optionsFor(count);
  let steps = 0;
  let calmSteps = 0;
  return {
    step() {
      if (count < 2) return true;
      const before = positionsOf(nodes);
      iterate(options, nodes, matrix);
      steps += 1;
      calmSteps = movement(before, nodes) < CALM ? calmSteps + 1 : 0;
      return calmSteps >= CALM_STEPS || steps >= MAX_STEPS;
    },
    positions: () => positionsOf(nodes),
  };
}

const optionsFor = (count: number) => ({
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true,
  gravity: 0.05,
  slowDown: 1 + Math.log(Math.max(2, count)),
  barnesHutOptimize: count > 1_000,
  barnesHutTheta: 0.8,
});

function positionsOf(nodes: Float32Array): Float32Array {
  const positions = new Float32Array((nodes.length / PER_NODE) * 2);
  for (let i = 0; i * PER_NODE < nodes.length; i++) {
    positions[i * 2] = nodes[i * PER_NODE] ?? 0;
    positions[i * 2 + 1] = nodes[i * PER_NODE + 1] ?? 0;
  }
  return positions;
}

/** How far the nodes went on the average, as a part of the greatest distance from the middle. */
function movement(before: Float32Array, nodes: Float32Array): number {
  let sum = 0;
  let radius = 1e-6;
  for (let i = 0; i * 2 < before.length; i++) {
    const x = nodes[i * PER_NODE] ?? 0;
    const y = nodes[i * PER_NODE + 1] ?? 0;
    sum += Math.hypot(x - (before[i * 2] ?? 0), y - (before[i * 2 + 1] ?? 0));
    radius = Math.max(radius, Math.abs(x), Math.abs(y));
  }
  return sum / (before.length / 2) / radius;
}
