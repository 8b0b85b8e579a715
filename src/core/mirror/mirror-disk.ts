import type { FolderFile } from '../items/folder-diff.ts';
import type { AbortFlag } from '../ports.ts';
import type { DiskListing } from './mirror-state.ts';

/** Bytes of one note's file at most. */
export const MAX_NOTE_BYTES = 20_000_000;

/** SHA-256 of no bytes. */
export const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface DiskBytes extends FolderFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

/** What a file may hold for it to be touched: SHA-256 of its bytes, null for no file. */
export type Expected = readonly (string | null)[];

/** A folder on disk whose notes are mirrored. Paths as in `MirrorState`. Hidden files are neither seen nor touched. */
export interface MirrorDisk {
  list(signal: AbortFlag): Promise<DiskListing>;
  /** Null where there is no such file. */
  read(path: string): Promise<DiskBytes | null>;
  /**
   * Replaces the file as a whole, and reads it back. Null, and nothing is touched, where it holds something that is not
   * expected: that is looked at right before.
   */
  write(path: string, bytes: Uint8Array, expected: Expected): Promise<FolderFile | null>;
  /** False, and nothing is touched, where it holds something else. True also where it is gone already. */
  remove(path: string, expected: string): Promise<boolean>;
  /** The same, but the file stays in the folder's `.trash`, as in Obsidian's. */
  toTrash(path: string, expected: string): Promise<boolean>;
}
