import { createHash } from 'node:crypto';
import { fileNameOf, freePath, isNoteFile, sameOnDisk } from '../src/core/mirror/file-names.ts';
import type { DiskBytes, MirrorDisk } from '../src/core/mirror/mirror-disk.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

interface Held {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly modifiedMs: number;
}

export interface MemoryDiskOptions {
  /** `Bees.md` and `bees.md` are one file. */
  readonly ignoresCase?: boolean;
  /** Called before each thing that is done; may change files as another program would, or throw. */
  readonly before?: (doing: string, path: string) => void;
}

/** A folder in the memory of Node, as the browser's folders behave. Paths begin with its name. */
export function createMemoryDisk({ ignoresCase = false, before = () => undefined }: MemoryDiskOptions = {}) {
  const files = new Map<string, Held>();
  let nowMs = 1_760_000_000_000;
  const nameOf = (path: string): string => {
    if (!ignoresCase || files.has(path)) return path;
    return [...files.keys()].find((each) => sameOnDisk(each) === sameOnDisk(path)) ?? path;
  };
  const readNow = (path: string): DiskBytes | null => {
    const held = files.get(nameOf(path));
    if (held === undefined) return null;
    const { bytes, modifiedMs } = held;
    return { path, sizeBytes: bytes.length, modifiedMs, bytes, hash: sha256Of(bytes) };
  };
  const put = (path: string, content: string | Uint8Array, modifiedMs = ++nowMs) => {
    const bytes = new Uint8Array(typeof content === 'string' ? utf8(content) : content);
    files.set(nameOf(path), { bytes, modifiedMs });
  };
  const disk: MirrorDisk = {
    async list() {
      before('list', '');
      const paths = [...files.keys()].filter((path) => isNoteFile(path) && !path.includes('/.')).sort();
      const stats = paths.flatMap((path) => readNow(path) ?? []);
      return {
        files: stats.map(({ path, sizeBytes, modifiedMs }) => ({ path, sizeBytes, modifiedMs })),
        ...{ unseen: [], doubled: [], complete: true },
      };
    },
    async read(path) {
      before('read', path);
      return readNow(path);
    },
    async write(path, bytes, expected) {
      before('write', path);
      const held = readNow(path);
      if (held?.hash === sha256Of(bytes)) return held;
      if (!expected.includes(held?.hash ?? null)) return null;
      if (held === null) put(path, '');
      // A crash here leaves an empty file, as a browser that is killed does.
      before('close', path);
      if ((readNow(path)?.hash ?? null) !== (held?.hash ?? sha256Of(utf8('')))) return null;
      put(path, bytes);
      return readNow(path);
    },
    async remove(path, expected) {
      before('remove', path);
      const held = readNow(path);
      if (held !== null && held.hash !== expected) return false;
      files.delete(nameOf(path));
      return true;
    },
    async toTrash(path, expected) {
      before('trash', path);
      const held = readNow(path);
      if (held === null) return true;
      if (held.hash !== expected) return false;
      const top = path.slice(0, path.indexOf('/'));
      put(
        freePath(`${top}/.trash/${fileNameOf(path)}`, (each) => files.has(each)),
        held.bytes,
      );
      files.delete(nameOf(path));
      return true;
    },
  };
  return {
    ...disk,
    put,
    delete: (path: string) => void files.delete(nameOf(path)),
    rename(from: string, to: string) {
      const held = files.get(nameOf(from));
      if (held === undefined) return;
      files.delete(nameOf(from));
      files.set(to, held);
    },
    bytes: (path: string) => files.get(nameOf(path))?.bytes ?? null,
    text: (path: string) => textOf(files.get(nameOf(path))?.bytes ?? utf8('')),
    modifiedMs: (path: string) => files.get(nameOf(path))?.modifiedMs ?? 0,
    /** Without what lies in the trash. */
    paths: () => [...files.keys()].filter((path) => !path.includes('/.trash/')).sort(),
    trash: () => [...files.keys()].filter((path) => path.includes('/.trash/')).sort(),
    allTexts: () => [...files.values()].map(({ bytes }) => textOf(bytes)),
  };
}

export type MemoryDisk = ReturnType<typeof createMemoryDisk>;
