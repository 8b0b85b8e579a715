import type { FolderHandles } from '../../adapters/files/folder-handles.ts';
import type { MirrorDisk } from '../../core/mirror/mirror-disk.ts';

export type { FolderHandles };

/** Where this page keeps the handles of connected folders. Loaded when there is a folder, or is to be one. */
export async function loadFolderHandles(): Promise<FolderHandles> {
  return (await import('../../adapters/files/folder-handles.ts')).folderHandles;
}

/** The folder as a mirror reads and writes it. */
export async function openDisk(handle: FileSystemDirectoryHandle): Promise<MirrorDisk> {
  return (await import('../../adapters/files/mirror-disk.ts')).openMirrorDisk(handle);
}
