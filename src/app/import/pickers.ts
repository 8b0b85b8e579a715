import { SUPPORTED_EXTENSIONS } from '../../core/items/document-type.ts';
import type { Place } from './collect.ts';
import { placeOfHandle, placesOfFiles } from './places.ts';

type DirectoryPicker = (options: { readonly mode: 'read'; readonly id: string }) => Promise<FileSystemDirectoryHandle>;

/** Chromium has a picker that gives the folder itself; elsewhere an input lists its files. */
function directoryPicker(): DirectoryPicker | null {
  const picker: unknown = Reflect.get(window, 'showDirectoryPicker');
  return typeof picker === 'function' ? (options) => picker.call(window, options) : null;
}

/** Whether a picked folder can be opened again later. */
export const canConnectFolders = (): boolean => directoryPicker() !== null;

/** Empty when the user chose none. */
export async function pickFolder(): Promise<readonly Place[]> {
  const picker = directoryPicker();
  if (picker === null) return pickByInput((input) => input.setAttribute('webkitdirectory', ''));
  const handle = await pickHandle(picker);
  return handle === null ? [] : [placeOfHandle(handle)];
}

/** Null when the user chose none, and where the browser has no picker for it. */
export async function pickFolderHandle(): Promise<FileSystemDirectoryHandle | null> {
  const picker = directoryPicker();
  return picker === null ? null : pickHandle(picker);
}

async function pickHandle(picker: DirectoryPicker): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await picker({ mode: 'read', id: 'hearth-import' });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    throw thrown;
  }
}

export function pickFiles(): Promise<readonly Place[]> {
  return pickByInput((input) => {
    input.multiple = true;
    input.accept = SUPPORTED_EXTENSIONS.join(',');
  });
}

function pickByInput(prepare: (input: HTMLInputElement) => void): Promise<readonly Place[]> {
  const input = document.createElement('input');
  input.type = 'file';
  prepare(input);
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(placesOfFiles(input.files ?? [])));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
