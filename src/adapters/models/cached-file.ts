import type { ModelFile } from '../../core/llm/model-manifest.ts';

/** Written to the cache as they arrive, so that a download goes on after a crash. */
export const PART_BYTES = 4 * 1024 * 1024;

/** A stretch of the file that is in the cache. */
export interface Part {
  readonly url: string;
  readonly start: number;
  readonly bytes: number;
}

/**
 * One model file in Cache Storage: parts by their place (`?sha256=…&part=0&bytes=4194304`), and a mark (`&verified`)
 * that is written after the whole was checked. The checksum is in the name, so a new version never mixes with an old one.
 */
export interface CachedFile {
  /** Parts without a gap from the start, in order. */
  parts(): Promise<readonly Part[]>;
  isVerified(): Promise<boolean>;
  read(part: Part): Promise<Uint8Array<ArrayBuffer>>;
  append(start: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  markVerified(): Promise<void>;
  remove(): Promise<void>;
}

export function cachedFile(cache: Cache, fileUrl: string, file: ModelFile): CachedFile {
  const name = `${fileUrl}?sha256=${file.sha256}`;
  const mark = `${name}&verified`;
  return {
    parts: async () => withoutGaps((await cache.keys()).flatMap((request) => parsePart(request.url, name))),
    isVerified: async () => (await cache.match(mark)) !== undefined,
    async read(part) {
      const response = await cache.match(part.url);
      return new Uint8Array(response === undefined ? new ArrayBuffer(0) : await response.arrayBuffer());
    },
    append: (start, bytes) => cache.put(`${name}&part=${start}&bytes=${bytes.byteLength}`, new Response(bytes)),
    markVerified: () => cache.put(mark, new Response(null)),
    // The mark goes first: a file that is half removed must not count as there.
    remove: () => removeAll(cache, [mark], (url) => url.startsWith(`${name}&`)),
  };
}

/** Deletes `first` in order, then every entry whose address `matches`. */
export async function removeAll(
  cache: Cache,
  first: readonly string[],
  matches: (url: string) => boolean,
): Promise<void> {
  for (const url of first) await cache.delete(url);
  const rest = (await cache.keys()).filter((request) => matches(request.url));
  await Promise.all(rest.map((request) => cache.delete(request)));
}

function parsePart(url: string, name: string): Part[] {
  if (!url.startsWith(`${name}&part=`)) return [];
  const query = new URL(url).searchParams;
  return [{ url, start: Number(query.get('part')), bytes: Number(query.get('bytes')) }];
}

function withoutGaps(parts: readonly Part[]): Part[] {
  const ordered = parts.toSorted((a, b) => a.start - b.start || b.bytes - a.bytes);
  const kept: Part[] = [];
  let end = 0;
  for (const part of ordered) {
    if (part.start !== end) continue;
    kept.push(part);
    end += part.bytes;
  }
  return kept;
}
