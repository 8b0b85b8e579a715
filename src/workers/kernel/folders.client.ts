import type { FolderHandles } from '../../adapters/files/folder-handles.ts';

export type { FolderHandles };

/** Where this page keeps the handles of connected folders. Loaded when there is a folder, or is to be one. */
export async function loadFolderHandles(): Promise<FolderHandles> {
  return (await import('../../adapters/files/folder-handles.ts')).folderHandles;
}
