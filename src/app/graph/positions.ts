import type { Id } from '../../core/ids.ts';

/** Where nodes lay when the graph was last calm, kept on this device: by a hash of their id, 16 bits for each side. */

const KEY = 'hearth.graph.positions';
const RECORD = 8;
const STEPS = 32_767;

/** What is kept of them: at most 30,000 nodes. */
const MAX_NODES = 30_000;

export function packPositions(ids: readonly Id[], positions: Float32Array): string {
  const scale = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const count = Math.min(ids.length, MAX_NODES);
  const view = new DataView(new ArrayBuffer(4 + count * RECORD));
  view.setFloat32(0, scale);
  for (let i = 0; i < count; i++) {
    view.setUint32(4 + i * RECORD, hashOf(ids[i] ?? ''));
    view.setInt16(8 + i * RECORD, Math.round(((positions[i * 2] ?? 0) / scale) * STEPS));
    view.setInt16(10 + i * RECORD, Math.round(((positions[i * 2 + 1] ?? 0) / scale) * STEPS));
  }
  let binary = '';
  for (const byte of new Uint8Array(view.buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Places for the nodes: where they lay, or around the middle, the same each time. `known`: how many lay somewhere. */
export function placeNodes(
  ids: readonly Id[],
  packed: string | null,
): { readonly positions: Float32Array; readonly known: number } {
  const kept = packed === null ? null : unpack(packed);
  const positions = new Float32Array(ids.length * 2);
  const radius = Math.sqrt(ids.length) * 10;
  let known = 0;
  for (const [i, id] of ids.entries()) {
    const hash = hashOf(id);
    const place = kept?.get(hash);
    if (place !== undefined) known += 1;
    const angle = (hash % 3_600) / 573;
    const away = radius * Math.sqrt(((hash >>> 12) % 1_000) / 1_000 + 0.001);
    positions[i * 2] = place?.[0] ?? Math.cos(angle) * away;
    positions[i * 2 + 1] = place?.[1] ?? Math.sin(angle) * away;
  }
  return { positions, known };
}

function unpack(packed: string): ReadonlyMap<number, readonly [number, number]> {
  const places = new Map<number, readonly [number, number]>();
  let binary: string;
  try {
    binary = atob(packed);
  } catch {
    return places; // not what was kept here: as if nothing had been
  }
  const view = new DataView(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)).buffer);
  if (view.byteLength < 4) return places;
  const scale = view.getFloat32(0);
  for (let at = 4; at + RECORD <= view.byteLength; at += RECORD) {
    const x = (view.getInt16(at + 4) / STEPS) * scale;
    const y = (view.getInt16(at + 6) / STEPS) * scale;
    places.set(view.getUint32(at), [x, y]);
  }
  return places;
}

export function readPositions(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // denied: it is laid out anew
  }
}

export function keepPositions(ids: readonly Id[], positions: Float32Array): void {
  try {
    localStorage.setItem(KEY, packPositions(ids, positions));
  } catch {
    // Denied or full: it is laid out anew the next time.
  }
}

/** FNV-1a, 32 bits, mixed once more. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
