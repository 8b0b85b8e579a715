import { AppError } from '../../core/errors.ts';
import { openFolder, readFile, removeFile } from '../files/opfs-files.ts';
import { join } from './zip-format.ts';

/** A file that is written from its start to its end, with what was written before changed here and there. */
export interface DraftFile {
  write(bytes: Uint8Array): void | Promise<void>;
  /** Writes over bytes that were written before. */
  patch(at: number, bytes: Uint8Array): void | Promise<void>;
  /** What was written, as a file on the disk where there is one. Once. */
  close(): Promise<Blob>;
  /** Lets go of it and removes it; also after `close`. */
  discard(): Promise<void>;
}

/** Where exports lie until they have been saved. */
export interface DraftFiles {
  create(): Promise<DraftFile>;
  /** Removes what was finished before that time: by then it has been saved, or nobody waits for it any more. */
  sweep(beforeMs: number): Promise<void>;
}

const FOLDER = ['hearth', 'exports'];
const BUFFER_BYTES = 1024 * 1024;

/** In the origin's private file system. In dedicated workers. */
export function createDraftFiles(root: FileSystemDirectoryHandle, newName: () => string): DraftFiles {
  return {
    async create() {
      const folder = await openFolder(root, FOLDER);
      const name = newName();
      const file = await folder.getFileHandle(name, { create: true });
      const access = await file.createSyncAccessHandle();
      return openDraft(access, file, () => folder.removeEntry(name));
    },
    async sweep(beforeMs) {
      const folder = await openFolder(root, FOLDER);
      for await (const name of folder.keys()) {
        const file = await readFile(folder, name);
        if (file !== null && file.lastModified < beforeMs) await removeFile(folder, name);
      }
    },
  };
}

function openDraft(
  access: FileSystemSyncAccessHandle,
  file: FileSystemFileHandle,
  remove: () => Promise<void>,
): DraftFile {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let held = 0;
  let written = 0;
  let isOpen = true;
  const writeAll = (bytes: Uint8Array, at: number) => {
    const count = writeOrFull(access, bytes as Uint8Array<ArrayBuffer>, at);
    if (count !== bytes.length) throw full();
  };
  const flush = () => {
    writeAll(buffer.subarray(0, held), written);
    written += held;
    held = 0;
  };
  const letGo = () => {
    if (isOpen) access.close();
    isOpen = false;
  };
  return {
    write(bytes) {
      if (held + bytes.length > BUFFER_BYTES) flush();
      if (bytes.length > BUFFER_BYTES) {
        writeAll(bytes, written);
        written += bytes.length;
        return;
      }
      buffer.set(bytes, held);
      held += bytes.length;
    },
    patch(at, bytes) {
      if (at >= written) buffer.set(bytes, at - written);
      else {
        flush();
        writeAll(bytes, at);
      }
    },
    async close() {
      flush();
      access.flush();
      letGo();
      return file.getFile();
    },
    async discard() {
      letGo();
      await remove().catch(() => undefined); // gone already, or swept at the next start
    },
  };
}

function writeOrFull(access: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number): number {
  try {
    return access.write(bytes, { at });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') throw full(cause);
    throw cause;
  }
}

const full = (cause?: unknown) =>
  new AppError('storage-full', 'There is no room left in this browser to make the export.', { cause });

/** The same in memory, where the browser gives no place. */
export function createMemoryDraftFiles(): DraftFiles {
  return {
    async create() {
      const parts: Uint8Array[] = [];
      return {
        write: (bytes) => void parts.push(bytes.slice()),
        patch: (at, bytes) => patchParts(parts, at, bytes),
        close: async () => new Blob([join(parts)]),
        discard: async () => void parts.splice(0),
      };
    },
    sweep: async () => undefined,
  };
}

function patchParts(parts: readonly Uint8Array[], at: number, bytes: Uint8Array): void {
  let from = 0;
  for (const part of parts) {
    const start = Math.max(at, from);
    const end = Math.min(at + bytes.length, from + part.length);
    if (start < end) part.set(bytes.subarray(start - at, end - at), start - from);
    from += part.length;
  }
}
