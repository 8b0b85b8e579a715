import type { CacheFiles } from '../ports.ts';
import { jsonBytes, parseJsonBytes } from './json-bytes.ts';
import { decodeBlock, encodeBlock, type VectorBlock } from './vector-block.ts';
import { DIMENSIONS, VectorIndex } from './vectors.ts';

const MANIFEST = 'vectors-manifest.json';
const PREFIX = 'vectors-';
const BLOCK_SUFFIX = '.block';
const VERSION = 1;

interface Manifest {
  readonly version: number;
  readonly model: string;
  readonly dimensions: number;
  readonly blocks: readonly string[];
  /** By slot: the item and the revision of its text, or null for a free slot. */
  readonly items: readonly (readonly [string, number] | null)[];
}

/**
 * Writes the blocks that changed since the last time, each under the name that its contents give it, then the manifest,
 * then removes what it does not name: a crash in between leaves the state before or the state after. Call it one at a
 * time. The index may change meanwhile: what was changed is written the next time. Rejects with what `files` rejects with.
 */
export async function persistVectors(index: VectorIndex, model: string, files: CacheFiles): Promise<void> {
  const present = new Set(await files.list());
  // All at once, so that blocks and items are of one moment.
  const blocks = index.blocks.map((block) => sealed(block, index.dimensions, present));
  const names = blocks.map(({ name }) => fileName(name));
  const items = index.items.map((item) => (item === undefined ? null : ([item.itemId, item.revision] as const)));
  const manifest: Manifest = { version: VERSION, model, dimensions: index.dimensions, blocks: names, items };
  for (const [at, { bytes }] of blocks.entries()) if (bytes !== null) await files.write(names[at] ?? '', bytes);
  await files.write(MANIFEST, jsonBytes(manifest));
  const named = new Set(names);
  for (const name of present) if (isBlockFile(name) && !named.has(name)) await files.remove(name);
}

/** The name of a block's file, and its bytes where the file is not there. */
function sealed(
  block: VectorBlock,
  dimensions: number,
  present: ReadonlySet<string>,
): { readonly name: string; readonly bytes: Uint8Array | null } {
  if (block.file !== null && present.has(fileName(block.file))) return { name: block.file, bytes: null };
  const { name, bytes } = encodeBlock(block, dimensions);
  block.file = name;
  return { name, bytes: present.has(fileName(name)) ? null : bytes };
}

/** The vectors of this model as they were last persisted; null, and the files removed, where anything is in doubt. */
export async function openVectors(model: string, files: CacheFiles): Promise<VectorIndex | null> {
  const manifest = readManifest(await files.read(MANIFEST));
  const opened = manifest?.model === model ? await readBlocks(manifest, files) : null;
  if (opened === null) await discard(files);
  return opened;
}

async function readBlocks(manifest: Manifest, files: CacheFiles): Promise<VectorIndex | null> {
  const read = await Promise.all(manifest.blocks.map((file) => readBlock(file, manifest.dimensions, files)));
  const blocks = read.filter((block) => block !== null);
  if (blocks.length < read.length) return null;
  const index = new VectorIndex();
  const items = manifest.items.map((item) => item && { itemId: item[0], revision: item[1] });
  return index.load(blocks, items) ? index : null;
}

async function readBlock(file: string, dimensions: number, files: CacheFiles): Promise<VectorBlock | null> {
  const bytes = await files.read(file);
  return bytes === null ? null : decodeBlock(bytes, dimensions, file.slice(PREFIX.length, -BLOCK_SUFFIX.length));
}

/** What is not trusted is removed, so that a damaged file is not taken for one that is already written. */
async function discard(files: CacheFiles): Promise<void> {
  for (const name of await files.list()) if (name === MANIFEST || isBlockFile(name)) await files.remove(name);
}

const fileName = (name: string): string => `${PREFIX}${name}${BLOCK_SUFFIX}`;

const isBlockFile = (name: string): boolean => name.startsWith(PREFIX) && name.endsWith(BLOCK_SUFFIX);

function readManifest(bytes: Uint8Array | null): Manifest | null {
  const value = bytes === null ? undefined : parseJsonBytes(bytes);
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { version, model, dimensions, blocks, items } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    version === VERSION &&
    typeof model === 'string' &&
    dimensions === DIMENSIONS &&
    Array.isArray(blocks) &&
    blocks.every((name) => typeof name === 'string' && isBlockFile(name)) &&
    Array.isArray(items) &&
    items.every(isItem)
  );
}

const isItem = (item: unknown): boolean =>
  item === null || (Array.isArray(item) && typeof item[0] === 'string' && typeof item[1] === 'number');
