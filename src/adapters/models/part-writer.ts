import { type CachedFile, PART_BYTES } from './cached-file.ts';

/** Gathers what arrives and writes it to the cache in parts of `PART_BYTES`. */
export interface PartWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Writes what is gathered, however little, so that it need not be fetched again. */
  flush(): Promise<void>;
}

export function createPartWriter(target: CachedFile, startAt: number): PartWriter {
  const buffer = new Uint8Array(PART_BYTES);
  let start = startAt;
  let filled = 0;

  const flush = async () => {
    if (filled === 0) return;
    await target.append(start, buffer.slice(0, filled));
    start += filled;
    filled = 0;
  };

  return {
    flush,
    async write(chunk) {
      for (let at = 0; at < chunk.byteLength; ) {
        const taken = Math.min(chunk.byteLength - at, PART_BYTES - filled);
        buffer.set(chunk.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled === PART_BYTES) await flush();
      }
    },
  };
}
