import { expect, test } from 'vitest';
import { viewOf, WHOLE } from '../../core/notes/graph-camera.ts';
import { namedNodes } from './names.ts';
import { createScene, drawnLines, drawnNodes, nodeAt, type Sight, STATE, sightOf, statesOf } from './scene.ts';

/** A hub with four notes around it, of which one leads on to a file. */
const positions = Float32Array.from([0, 0, 100, 0, -100, 0, 0, 100, 0, -100, 200, 0]);
const sceneOf = (own: number | null = null) =>
  createScene({
    notes: Uint8Array.from([1, 1, 1, 1, 1, 0]),
    lengths: new Uint16Array(6).fill(5),
    edges: Uint32Array.from([1, 5, 0, 1, 0, 2, 0, 3, 0, 4]),
    own,
    positions,
  });
const size = { width: 800, height: 600 };
const sight = sightOf(sceneOf(), viewOf(positions, WHOLE, size), 1, size);
const naming = { labelPx: 13, over: null };
const place = (node: number) => ({
  x: (positions[node * 2] ?? 0) * sight.view.scale + sight.view.x,
  y: (positions[node * 2 + 1] ?? 0) * sight.view.scale + sight.view.y,
});

test('what is filtered out is not drawn, nor its lines, nor its name, nor can it be pointed at', () => {
  const scene = sceneOf();
  const states = statesOf(scene, Uint8Array.from([1, 1, 0, 1, 1, 0]), null);
  expect([...drawnNodes(states)]).toEqual([0, 1, 3, 4]);
  expect(drawnLines(scene, states, positions, null)).toHaveLength(3 * 4);
  expect(namedNodes(scene, states, positions, sight, naming).map(({ node }) => node)).toEqual([0, 1, 3, 4]);
  expect(nodeAt(scene, states, positions, sight, place(2))).toBe(null);
  expect(nodeAt(scene, states, positions, sight, place(3))).toBe(3);
});

test('the one under the pointer stands out with what it is linked to; all else is faint and below', () => {
  const scene = sceneOf(3);
  const states = statesOf(scene, null, 1);
  const { faint, node, other, accent } = STATE;
  expect([...states]).toEqual([node, node, faint, accent, faint, other]);
  expect([...drawnNodes(states)]).toEqual([2, 4, 0, 1, 5, 3]);
  // Its own two lines alone, from end to end.
  const lines = drawnLines(scene, states, positions, 1);
  expect([...lines]).toEqual([0, 0, 100, 0, 100, 0, 200, 0]);
  expect(namedNodes(scene, states, positions, sight, { ...naming, over: 1 }).map(({ node: named }) => named)).toEqual([
    1, 3, 0, 5,
  ]);
});

test('lines between what has most links come first', () => {
  const { edges } = sceneOf();
  expect([...edges.subarray(0, 2)]).toEqual([0, 1]);
  expect(edges).toHaveLength(10);
});

test('no name lies over another; what has most links is named first, the own one always', () => {
  const near = positions.map((each) => each / 1_000);
  const close: Sight = { ...sight, view: { scale: 1, x: 400, y: 300 } };
  const named = (own: number | null) => {
    const scene = sceneOf(own);
    return namedNodes(scene, statesOf(scene, null, null), near, close, naming).map(({ node }) => node);
  };
  expect(named(null)).toEqual([0]);
  expect(named(4)).toEqual([4]);
});

test('a name covers no other node where it has another side to go to', () => {
  const scene = sceneOf();
  const places = Float32Array.from([0, 0, 30, 0, -300, 0, 0, 200, 0, -200, 300, 0]);
  const near: Sight = { ...sight, view: { scale: 1, x: 400, y: 300 } };
  const named = namedNodes(scene, statesOf(scene, null, null), places, near, naming);
  expect(named.map(({ node, side }) => [node, side])).toEqual([
    [0, 'left'],
    [1, 'right'],
    [2, 'right'],
    [3, 'right'],
    [4, 'right'],
    [5, 'right'],
  ]);
});
