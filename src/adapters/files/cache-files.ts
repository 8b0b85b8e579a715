import type { CacheFiles } from '../../core/ports.ts';
import { openFolder, readFile, removeFile, replaceFile } from './opfs-files.ts';

export async function openCacheFiles(root: FileSystemDirectoryHandle, name: string): Promise<CacheFiles> {
  const folder = await openFolder(root, ['hearth', name]);
  return {
    async read(file) {
      const found = await readFile(folder, file);
      return found === null ? null : new Uint8Array(await found.arrayBuffer());
    },
    write: (file, bytes) => replaceFile(folder, file, new Uint8Array(bytes)),
    remove: (file) => removeFile(folder, file),
    list: async () => Array.fromAsync(folder.keys()),
  };
}

export function createMemoryCacheFiles(): CacheFiles {
  const files = new Map<string, Uint8Array>();
  return {
    read: async (file) => files.get(file)?.slice() ?? null,
    write: async (file, bytes) => void files.set(file, bytes.slice()),
    remove: async (file) => void files.delete(file),
    list: async () => [...files.keys()],
  };
}
