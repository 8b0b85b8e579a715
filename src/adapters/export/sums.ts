import { createCRC32, createSHA256 } from 'hash-wasm';

/** Read at once of what lies on the disk. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** CRC-32 and SHA-256 of what is added. */
export interface Sums {
  start(): void;
  add(bytes: Uint8Array): void;
  finish(): { readonly crc32: number; readonly sha256: string; readonly sizeBytes: number };
}

export async function createSums(): Promise<Sums> {
  const [crc, sha] = await Promise.all([createCRC32(), createSHA256()]);
  let sizeBytes = 0;
  return {
    start() {
      crc.init();
      sha.init();
      sizeBytes = 0;
    },
    add(bytes) {
      crc.update(bytes);
      sha.update(bytes);
      sizeBytes += bytes.length;
    },
    finish: () => ({ crc32: Number.parseInt(crc.digest('hex'), 16), sha256: sha.digest('hex'), sizeBytes }),
  };
}
