import type { Place } from './collect.ts';

/** From what was dropped. Must be called while the event is handled: the browser empties the list afterwards. */
export function placesOfDrop(transfer: DataTransfer): readonly Place[] {
  return Array.from(transfer.items).flatMap((item): Place[] => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) return [placeOfEntry(entry)];
    // What another page or program made for the drop lies in no folder: WebKit has an entry for it that cannot be opened.
    const file = item.getAsFile();
    return file === null ? [] : [placeOfFile(file)];
  });
}

/** From an `<input type=file>`: with `webkitdirectory`, the files carry their paths. */
export function placesOfFiles(files: Iterable<File>): readonly Place[] {
  return Array.from(files, placeOfFile);
}

function placeOfFile(file: File): Place {
  return { kind: 'file', name: file.webkitRelativePath || file.name, open: async () => file };
}

/** From a picked folder. */
export function placeOfHandle(handle: FileSystemDirectoryHandle): Place {
  return {
    kind: 'folder',
    name: handle.name,
    async *list() {
      for await (const child of handle.values()) {
        if (child instanceof FileSystemDirectoryHandle) yield placeOfHandle(child);
        else if (child instanceof FileSystemFileHandle)
          yield { kind: 'file', name: child.name, open: () => child.getFile() };
      }
    },
  };
}

/** Chromium has no global `FileSystemDirectoryEntry` or `FileSystemFileEntry` to ask with `instanceof`. */
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

function placeOfEntry(entry: FileSystemEntry): Place {
  if (isFolder(entry)) return { kind: 'folder', name: entry.name, list: () => entriesOf(entry) };
  const { name } = entry;
  return {
    kind: 'file',
    name,
    open: () =>
      new Promise<File>((resolve, reject) => {
        if (isFile(entry)) entry.file(resolve, reject);
        else reject(new TypeError('neither a file nor a folder'));
      }),
  };
}

/** The reader gives about a hundred at a time, and an empty list at the end. */
async function* entriesOf(folder: FileSystemDirectoryEntry): AsyncIterable<Place> {
  const reader = folder.createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    yield* batch.map(placeOfEntry);
  }
}
