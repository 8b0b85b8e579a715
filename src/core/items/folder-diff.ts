/** What has become of a connected folder since it was looked at last. */

export interface FolderFile {
  /** The folder's name first, then as the import keeps paths. */
  readonly path: string;
  readonly sizeBytes: number;
  /** UTC ms, whole. */
  readonly modifiedMs: number;
}

export interface KnownFile extends FolderFile {
  /** Since when it is not in the folder any more; null while it is there. */
  readonly missingMs: number | null;
}

/** What was found, and what could not be looked into. */
export interface FolderListing {
  /** No path twice. */
  readonly files: readonly FolderFile[];
  /** Files and folders that did not open: nothing is known of them and of what lies below. */
  readonly unseen: readonly string[];
  /** False where the walk ended before all was seen: then nothing is called gone. */
  readonly complete: boolean;
}

/** No path is in two of the lists. */
export interface FolderDiff {
  readonly added: readonly FolderFile[];
  /** Of another size or date than before, whether or not they were missing. */
  readonly changed: readonly FolderFile[];
  /** There again as they were. */
  readonly back: readonly FolderFile[];
  /** Paths that were there before and are not now. */
  readonly gone: readonly string[];
}

/** A path as an import keeps it, so that the two can be compared. */
export const folderPath = (path: string): string =>
  path
    .replace(/[\0\p{Surrogate}]/gu, '\ufffd')
    .normalize('NFC')
    .replaceAll('\\', '/');

export function diffFolder({ files, unseen, complete }: FolderListing, known: readonly KnownFile[]): FolderDiff {
  const before = new Map(known.map((file) => [file.path, file]));
  const now = new Set(files.map(({ path }) => path));
  const isSame = (file: FolderFile): boolean => {
    const held = before.get(file.path);
    return held?.sizeBytes === file.sizeBytes && held.modifiedMs === file.modifiedMs;
  };
  const isClosed = (path: string): boolean => unseen.some((place) => path === place || path.startsWith(`${place}/`));
  const isGone = ({ path, missingMs }: KnownFile): boolean => missingMs === null && !now.has(path) && !isClosed(path);
  return {
    added: files.filter(({ path }) => !before.has(path)),
    changed: files.filter((file) => before.has(file.path) && !isSame(file)),
    back: files.filter((file) => isSame(file) && before.get(file.path)?.missingMs !== null),
    gone: complete ? known.filter(isGone).map(({ path }) => path) : [],
  };
}
