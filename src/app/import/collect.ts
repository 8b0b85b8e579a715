import { CancelledError } from '../../core/errors.ts';
import type { AbortFlag, OnProgress } from '../../core/ports.ts';
import type { ImportSource } from '../../workers/kernel/kernel.api.ts';

/** A file or folder that the user gave, not yet opened. No contents are read here: a `File` is a handle. */
export type Place =
  | { readonly kind: 'file'; readonly name: string; readonly open: () => Promise<File> }
  | { readonly kind: 'folder'; readonly name: string; readonly list: () => AsyncIterable<Place> };

export interface CollectLimits {
  /** Entries looked at in all, folders included; what ends a loop of symbolic links. */
  readonly maxEntries: number;
  /** Folders within each other. */
  readonly maxDepth: number;
}

/** More than the largest import (200,000 files), deeper than any that is kept. */
export const COLLECT_LIMITS: CollectLimits = { maxEntries: 250_000, maxDepth: 40 };

export type LeftOutReason = 'unreadable' | 'too-deep' | 'too-many';

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
}

export interface Collected {
  readonly sources: readonly ImportSource[];
  readonly leftOut: readonly LeftOut[];
  /** The folder's or file's name when there is one; null for several. */
  readonly label: string | null;
}

export interface CollectOptions {
  readonly signal?: AbortFlag;
  readonly limits?: CollectLimits;
  /** `done` files so far; the total is not known. */
  readonly onProgress?: OnProgress;
}

/** Folders of programs, which hold nothing that a person wrote there. They are not entered. */
const CLOSED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '__MACOSX']);
const isClosed = (name: string): boolean => name.startsWith('.') || CLOSED_FOLDERS.has(name);

/** Files opened at the same time. */
const BATCH = 64;

interface Waiting {
  readonly place: Place;
  readonly path: string;
  readonly depth: number;
}

/**
 * Every file below the places, with its path. Breadth first, so that a loop or a very deep folder does not keep its
 * neighbours out; bounded by the limits, each of which is named in `leftOut` where it was met.
 */
export async function collectPlaces(places: readonly Place[], options: CollectOptions = {}): Promise<Collected> {
  const walk = createWalk(options);
  const queue: Waiting[] = places.map((place) => ({ place, path: place.name, depth: 0 }));
  for (let at = 0; at < queue.length && !walk.full; ) {
    if (options.signal?.aborted) throw new CancelledError();
    const batch = queue.slice(at, at + BATCH);
    at += batch.length;
    const found = await Promise.all(batch.map((waiting) => walk.visit(waiting)));
    for (const waiting of found.flat()) queue.push(waiting);
    options.onProgress?.({ done: walk.sources.length, total: null });
  }
  return { sources: walk.sources, leftOut: walk.leftOut, label: labelOf(places.map((place) => place.name)) };
}

/** The first name that all paths begin with: an input that lists a folder's files gives them one by one. */
function labelOf(paths: readonly string[]): string | null {
  const [first] = paths;
  if (first === undefined) return null;
  const top = first.split('/')[0] ?? first;
  const shared = paths.every((path) => path.startsWith(`${top}/`)) || paths.length === 1;
  return shared ? top : null;
}

function createWalk({ signal, limits = COLLECT_LIMITS }: CollectOptions) {
  const sources: ImportSource[] = [];
  const leftOut: LeftOut[] = [];
  let entries = 0;
  let full = false;

  async function open(path: string, file: () => Promise<File>): Promise<void> {
    try {
      sources.push({ path, file: await file() });
    } catch {
      leftOut.push({ path, reason: 'unreadable' });
    }
  }

  async function list({ path, depth }: Waiting, children: AsyncIterable<Place>): Promise<readonly Waiting[]> {
    const found: Waiting[] = [];
    try {
      for await (const child of children) {
        if (signal?.aborted) throw new CancelledError();
        if (child.kind === 'folder' && isClosed(child.name)) continue;
        if (entries >= limits.maxEntries) {
          if (!full) leftOut.push({ path, reason: 'too-many' });
          full = true;
          return found;
        }
        entries += 1;
        found.push({ place: child, path: `${path}/${child.name}`, depth: depth + 1 });
      }
    } catch (thrown) {
      if (thrown instanceof CancelledError) throw thrown;
      leftOut.push({ path, reason: 'unreadable' });
    }
    return found;
  }

  return {
    sources,
    leftOut,
    get full() {
      return full;
    },
    async visit(waiting: Waiting): Promise<readonly Waiting[]> {
      const { place, path, depth } = waiting;
      if (place.kind === 'file') {
        await open(path, place.open);
        return [];
      }
      if (depth >= limits.maxDepth) {
        leftOut.push({ path, reason: 'too-deep' });
        return [];
      }
      return list(waiting, place.list());
    },
  };
}
