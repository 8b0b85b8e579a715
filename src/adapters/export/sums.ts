import { createCRC32, createSHA256 } from 'hash-wasm';
import { throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { sha256 } from '../files/blob-store.ts';
import { ahead } from './ahead.ts';

/** Read at once of what lies on the disk. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** Files up to this size are held in memory as a whole, a few at a time. */
const WHOLE_BYTES = 4 * PIECE_BYTES;

export interface Sum {
  readonly crc32: number;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** CRC-32 and SHA-256 of what is added. */
export interface Sums {
  start(): void;
  add(bytes: Uint8Array): void;
  finish(): Sum;
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

/**
 * Of bytes that lie on the disk. The browser hashes what fits in memory in a thread of its own, several times as fast; of
 * what does not fit, a piece is read while the one before is summed.
 */
export async function sumFile(file: Blob, signal?: AbortFlag): Promise<Sum> {
  throwIfAborted(signal);
  if (file.size > WHOLE_BYTES) return sumPieces(file, signal);
  const bytes = await file.arrayBuffer();
  const hashing = sha256(bytes);
  const crc = await createCRC32();
  const crc32 = Number.parseInt(crc.init().update(new Uint8Array(bytes)).digest('hex'), 16);
  return { crc32, sha256: await hashing, sizeBytes: bytes.byteLength };
}

async function sumPieces(file: Blob, signal?: AbortFlag): Promise<Sum> {
  const sums = await createSums();
  sums.start();
  const starts = Array.from({ length: Math.ceil(file.size / PIECE_BYTES) }, (_, at) => at * PIECE_BYTES);
  for await (const piece of ahead(starts, 2, (at) => file.slice(at, at + PIECE_BYTES).arrayBuffer())) {
    throwIfAborted(signal);
    sums.add(new Uint8Array(piece));
  }
  return sums.finish();
}
