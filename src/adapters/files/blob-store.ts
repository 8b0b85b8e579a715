import { createSHA256 } from 'hash-wasm';
import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag, BlobStore, ByteSource } from '../../core/ports.ts';
import { folderSize, namesBelow, openFolder, readFile, removeFile, replaceFile } from './opfs-files.ts';

/** Originals as files named by their SHA-256, in 256 folders by its first byte. An empty file is none. */
export async function openBlobStore(root: FileSystemDirectoryHandle): Promise<BlobStore> {
  const top = await openFolder(root, ['hearth', 'blobs']);
  const folderOf = (hash: string) => top.getDirectoryHandle(hash.slice(0, 2), { create: true });
  const has = async (hash: string) => ((await readFile(await folderOf(hash), hash))?.size ?? 0) > 0;
  return {
    async put(bytes, signal) {
      // A big file never lies in memory as a whole: it is read once for its name, and once more to be copied.
      const isBig = bytes.size > PIECE_BYTES && bytes instanceof Blob;
      const kept = isBig ? bytes : new Uint8Array(await bytes.arrayBuffer());
      throwIfAborted(signal);
      const hash = kept instanceof Blob ? await sha256InPieces(kept, signal) : await sha256(kept.buffer);
      if (!(await has(hash))) await replaceFile(await folderOf(hash), hash, kept);
      return { hash, sizeBytes: kept instanceof Blob ? kept.size : kept.byteLength };
    },
    async get(hash) {
      const file = await readFile(await folderOf(hash), hash);
      if (file === null || file.size === 0) throw missing(hash);
      return file;
    },
    has,
    remove: async (hash) => removeFile(await folderOf(hash), hash),
    list: () => namesBelow(top, SHA256),
    sizeBytes: () => folderSize(top),
  };
}

/** The same in memory, where the browser gives no place: everything goes with the page, and the status says so. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<string, Blob>();
  return {
    async put(bytes: ByteSource, signal) {
      const buffer = await bytes.arrayBuffer();
      throwIfAborted(signal);
      const hash = await sha256(buffer);
      blobs.set(hash, new Blob([buffer]));
      return { hash, sizeBytes: buffer.byteLength };
    },
    async get(hash) {
      const blob = blobs.get(hash);
      if (blob === undefined) throw missing(hash);
      return blob;
    },
    has: async (hash) => blobs.has(hash),
    remove: async (hash) => void blobs.delete(hash),
    list: async () => [...blobs.keys()],
    sizeBytes: async () => [...blobs.values()].reduce((sum, blob) => sum + blob.size, 0),
  };
}

/** Other names are the browser's own, of what it is writing. */
const SHA256 = /^[0-9a-f]{64}$/;

const PIECE_BYTES = 8 * 1024 * 1024;

/** As `sha256`, of a file of any size in bounded memory. */
export async function sha256InPieces(bytes: ByteSource, signal?: AbortFlag): Promise<string> {
  const hasher = await createSHA256();
  for (let at = 0; at < bytes.size; at += PIECE_BYTES) {
    throwIfAborted(signal);
    hasher.update(new Uint8Array(await bytes.slice(at, at + PIECE_BYTES).arrayBuffer()));
  }
  return hasher.digest();
}

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const sha256Text = (text: string): Promise<string> => sha256(new TextEncoder().encode(text).buffer);

const missing = (hash: string) =>
  new AppError('not-found', 'The original file is not here any more.', { details: { hash } });
