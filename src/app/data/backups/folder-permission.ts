/** The user's folders as Chromium's File System Access API gives them, to be written to. */

type Picker = (options: {
  readonly mode: 'read' | 'readwrite';
  readonly id: string;
}) => Promise<FileSystemDirectoryHandle>;

function picker(): Picker | null {
  const found: unknown = Reflect.get(window, 'showDirectoryPicker');
  return typeof found === 'function' ? (options) => found.call(window, options) : null;
}

export const canUseFolders = (): boolean => picker() !== null;

/** Must be called from a press. Null when the user chose none. */
export async function pickBackupFolder(mode: 'read' | 'readwrite'): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await picker()?.({ mode, id: 'hearth-backups' })) ?? null;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    throw thrown;
  }
}

type Asking = FileSystemDirectoryHandle & {
  requestPermission?(descriptor: { readonly mode: 'readwrite' }): Promise<PermissionState>;
};

/** Must be called from a press: the browser asks the user. */
export const allowWriting = async (folder: Asking): Promise<boolean> =>
  ((await folder.requestPermission?.({ mode: 'readwrite' })) ?? 'granted') === 'granted';

/** Null when the user chose none. */
export function pickBackupFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.age';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
