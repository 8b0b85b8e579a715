import { openFolder, removeFile } from './opfs-files.ts';

const FILE = 'room-probe';

/**
 * Whether so many bytes more would fit, by asking for them: an empty file is made as long as that and short again, and nothing
 * is written to it. For browsers whose estimate does not tell. Only in a dedicated worker.
 */
export async function openRoomProbe(root: FileSystemDirectoryHandle): Promise<(bytes: number) => Promise<boolean>> {
  const folder = await openFolder(root, ['hearth']);
  return async (bytes) => {
    const file = await folder.getFileHandle(FILE, { create: true });
    const access = await file.createSyncAccessHandle();
    try {
      access.truncate(bytes);
      return true;
    } catch {
      // Whatever the reason, there is no such room.
      return false;
    } finally {
      access.truncate(0);
      access.close();
      await removeFile(folder, FILE);
    }
  };
}
