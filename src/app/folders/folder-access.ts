import type { FolderMode } from '../../core/mirror/mirror-commands.ts';

/** What the browser lets Hearth do with a folder that the user picked; Chromium's part of the File System Access API. */

export type FolderAccess = 'granted' | 'prompt' | 'denied';

/** A mirror writes, too. */
interface Wanted {
  readonly mode: 'read' | 'readwrite';
}

interface Permissions {
  queryPermission?(descriptor: Wanted): Promise<FolderAccess>;
  requestPermission?(descriptor: Wanted): Promise<FolderAccess>;
}

const wantedOf = (mode: FolderMode): Wanted => ({ mode: mode === 'mirror' ? 'readwrite' : 'read' });

/** A browser that asks nothing has nothing to grant. */
export const accessTo = async (
  handle: FileSystemDirectoryHandle & Permissions,
  mode: FolderMode,
): Promise<FolderAccess> => (await handle.queryPermission?.(wantedOf(mode))) ?? 'granted';

/** Must be called from a press: the browser asks the user. */
export const askForAccess = async (
  handle: FileSystemDirectoryHandle & Permissions,
  mode: FolderMode,
): Promise<FolderAccess> => (await handle.requestPermission?.(wantedOf(mode))) ?? 'granted';

interface ChangeObserver {
  observe(handle: FileSystemDirectoryHandle, options: { readonly recursive: boolean }): Promise<void>;
  disconnect(): void;
}
type ObserverConstructor = new (onChange: () => void) => ChangeObserver;

/** Hears of changes where the browser tells of them; elsewhere, and where it refuses, nothing. Returns the way to end it. */
export function watchFolder(handle: FileSystemDirectoryHandle, onChange: () => void): () => void {
  const Observer: unknown = Reflect.get(globalThis, 'FileSystemObserver');
  if (typeof Observer !== 'function') return () => undefined;
  const observer = new (Observer as ObserverConstructor)(onChange);
  observer.observe(handle, { recursive: true }).catch((thrown: unknown) => {
    console.warn('a connected folder cannot be watched; it is looked at from time to time', thrown);
  });
  return () => observer.disconnect();
}
