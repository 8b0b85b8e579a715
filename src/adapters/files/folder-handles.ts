import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * The handles of connected folders, by the folder's id. A handle is no text: only IndexedDB keeps it, and with it the
 * browser's memory of what the user allowed.
 */
export interface FolderHandles {
  /** Null where none is kept. */
  get(folderId: string): Promise<FileSystemDirectoryHandle | null>;
  put(folderId: string, handle: FileSystemDirectoryHandle): Promise<void>;
  remove(folderId: string): Promise<void>;
}

interface HandleSchema extends DBSchema {
  readonly handles: { readonly key: string; readonly value: FileSystemDirectoryHandle };
}

/** Open for one call only, so that no tab stands in the way of another one's upgrade. */
async function withHandles<T>(work: (database: IDBPDatabase<HandleSchema>) => Promise<T>): Promise<T> {
  const database = await openDB<HandleSchema>('hearth-folders', 1, {
    upgrade: (opened) => void opened.createObjectStore('handles'),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

export const folderHandles: FolderHandles = {
  get: async (folderId) => (await withHandles((database) => database.get('handles', folderId))) ?? null,
  put: async (folderId, handle) => void (await withHandles((database) => database.put('handles', handle, folderId))),
  remove: (folderId) => withHandles((database) => database.delete('handles', folderId)),
};
