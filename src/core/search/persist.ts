import type { CacheFiles } from '../ports.ts';
import { createSearchIndex, type SegmentedIndex } from './create-search-index.ts';
import { jsonBytes, parseJsonBytes } from './json-bytes.ts';
import { decodeSegment, SEGMENT_VERSION, type Segment } from './segment.ts';

const MANIFEST = 'search-manifest.json';
const PREFIX = 'search-';
const SEGMENT_SUFFIX = '.segment';

interface Manifest {
  readonly version: number;
  /** Oldest first. */
  readonly segments: readonly string[];
  readonly items: number;
  readonly chunks: number;
}

export interface OpenedIndex {
  readonly index: SegmentedIndex;
  /** False when nothing was kept, or when what was kept could not be trusted: then the index is empty. */
  readonly complete: boolean;
}

/**
 * Writes what changed since the last time: new segments, then the manifest that names all, then it removes what no
 * manifest names. A crash in between leaves the state before or the state after. Call it one at a time; the index may
 * be used and changed meanwhile, changes since the call are for the next time. Rejects with what `files` rejects with.
 */
export async function persistIndex(index: SegmentedIndex, files: CacheFiles): Promise<void> {
  index.seal();
  index.merge();
  const segments = index.seal();
  const { itemCount: items, chunkCount: chunks } = index;
  const names = segments.map(fileName);
  const present = new Set(await files.list());
  for (const [i, segment] of segments.entries()) {
    const name = names[i] ?? '';
    if (!present.has(name)) await files.write(name, segment.bytes);
  }
  const manifest: Manifest = { version: SEGMENT_VERSION, segments: names, items, chunks };
  await files.write(MANIFEST, jsonBytes(manifest));
  const named = new Set(names);
  for (const name of present) if (isSegmentFile(name) && !named.has(name)) await files.remove(name);
}

/**
 * The index as it was last persisted, or an empty one with `complete: false` where anything is in doubt: no manifest,
 * another version, a segment that is missing, cut off or changed, or counts that differ.
 */
export async function openIndex(files: CacheFiles): Promise<OpenedIndex> {
  const manifest = readManifest(await files.read(MANIFEST));
  const segments = manifest === null ? null : await readSegments(manifest, files);
  if (manifest === null || segments === null) return discard(files);
  const index = createSearchIndex(segments);
  if (index.itemCount !== manifest.items || index.chunkCount !== manifest.chunks) return discard(files);
  return { index, complete: true };
}

/** What is not trusted is removed, so that a damaged file is not taken for one that is already written. */
async function discard(files: CacheFiles): Promise<OpenedIndex> {
  for (const name of await files.list()) if (name === MANIFEST || isSegmentFile(name)) await files.remove(name);
  return { index: createSearchIndex(), complete: false };
}

async function readSegments(manifest: Manifest, files: CacheFiles): Promise<Segment[] | null> {
  const read = await Promise.all(manifest.segments.map((name) => readSegment(name, files)));
  const segments = read.filter((segment) => segment !== null);
  return segments.length === read.length ? segments : null;
}

async function readSegment(name: string, files: CacheFiles): Promise<Segment | null> {
  const bytes = await files.read(name);
  const segment = bytes === null ? null : decodeSegment(bytes);
  return segment === null || 'refused' in segment || fileName(segment) !== name ? null : segment;
}

/** By its contents: a file, once written, is never written again. */
const fileName = (segment: Segment): string => `${PREFIX}${segment.checksum}${SEGMENT_SUFFIX}`;

const isSegmentFile = (name: string): boolean => name.startsWith(PREFIX) && name.endsWith(SEGMENT_SUFFIX);

function readManifest(bytes: Uint8Array | null): Manifest | null {
  const value = bytes === null ? undefined : parseJsonBytes(bytes);
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { version, segments, items, chunks } = value as Partial<Record<keyof Manifest, unknown>>;
  const named = Array.isArray(segments) && segments.every((name) => typeof name === 'string');
  return version === SEGMENT_VERSION && named && typeof items === 'number' && typeof chunks === 'number';
}
