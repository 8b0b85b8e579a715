import { openFolder, readFile, removeFile } from '../files/opfs-files.ts';
import { toStream } from './age.ts';
import type { Spool } from './outside-read.ts';

/** Bytes on their way, in files of the origin-private file system. Each has a name of its own and is removed after use. */
export interface SpoolFolder {
  readonly spool: Spool;
  /** Keeps them in a file, for an hour at least. */
  keep(bytes: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<File>;
  /** Removes what is older: what was kept, and what a worker that was ended has left. */
  sweep(): Promise<void>;
}

const IN_MEMORY_BYTES = 8 * 1024 * 1024;
const KEPT_MS = 3_600_000;

export function createSpool(root: FileSystemDirectoryHandle): SpoolFolder {
  const folder = () => openFolder(root, ['hearth', 'spool']);
  const write = async (bytes: ReadableStream<Uint8Array>, signal?: AbortSignal) => {
    const name = crypto.randomUUID();
    const handle = await (await folder()).getFileHandle(name, { create: true });
    await bytes.pipeTo(await handle.createWritable(), signal === undefined ? {} : { signal });
    return { name, file: await handle.getFile() };
  };
  return {
    async spool(bytes, sizeBytes, use) {
      if (sizeBytes <= IN_MEMORY_BYTES)
        return use(new Blob((await Array.fromAsync(bytes)).map((piece) => Uint8Array.from(piece))));
      const { name, file } = await write(toStream(bytes));
      try {
        await use(file);
      } finally {
        await removeFile(await folder(), name);
      }
    },
    keep: async (bytes, signal) => (await write(bytes, signal)).file,
    async sweep() {
      const held = await folder();
      for await (const name of held.keys()) {
        const age = Date.now() - ((await readFile(held, name))?.lastModified ?? 0);
        if (age > KEPT_MS) await removeFile(held, name);
      }
    },
  };
}
