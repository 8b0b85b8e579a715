import type { Id } from '../ids.ts';
import type { FolderFile } from '../items/folder-diff.ts';

/** What is known of a mirrored folder on both sides. Paths begin with the folder's name, as those of an import do. */

/** A note's file as it was when both were last the same. */
export interface MirrorRow extends FolderFile {
  /** Null where it is not tied to a note yet. */
  readonly itemId: Id | null;
  /** SHA-256 of the bytes that both sides had; null where they never were the same. */
  readonly syncedHash: string | null;
  /** Bytes that are being written into it; null while nothing is. */
  readonly writingHash: string | null;
}

/** `outside`: it was moved to where the mirror does not reach. `archived`: its text is not at hand, and it cannot change. */
export type NotePlace = 'here' | 'bin' | 'outside' | 'archived';

export interface MirrorNote {
  readonly itemId: Id;
  readonly place: NotePlace;
  /** Its text is another one than when both were the same, or never was in a file. */
  readonly changed: boolean;
  /** Where its file should lie by its title and folder, if that is free. */
  readonly wanted: string;
  /** The file that it was read from once. */
  readonly sourcePath: string | null;
}

/** A picture that a note embeds and that no file of the folder holds. */
export interface MirrorPicture {
  readonly itemId: Id;
  /** Where it is to lie: beside the note. */
  readonly path: string;
}

export interface MirrorState {
  readonly folderId: Id;
  /** The first name of all its paths. */
  readonly name: string;
  /** When it was last looked at to the end, UTC ms; null where never. */
  readonly checkedMs: number | null;
  readonly rows: readonly MirrorRow[];
  /** Those that the rows name, and those in the folder's place that have no file yet. */
  readonly notes: readonly MirrorNote[];
  readonly pictures: readonly MirrorPicture[];
}

/** What the disk says. Files of notes only. */
export interface DiskListing {
  /** No path twice. */
  readonly files: readonly FolderFile[];
  /** What did not open: nothing is known of it and of what lies below. */
  readonly unseen: readonly string[];
  /** False where not all was seen: then nothing is called gone. */
  readonly complete: boolean;
  /** Files whose names differ only in how Unicode is written: the first is followed, these are left alone. */
  readonly doubled: readonly string[];
}

/** Dates of files on some disks are this coarse, in ms. */
const COARSE_MS = 2_000;

/**
 * Whether a file's bytes have to be looked at: its size or date differs, or it was changed so shortly before the last
 * look that it may have been changed again without another date.
 */
export function needsReading(file: FolderFile, row: MirrorRow | undefined, checkedMs: number | null): boolean {
  if (row === undefined || row.syncedHash === null || row.writingHash !== null || checkedMs === null) return true;
  if (row.sizeBytes !== file.sizeBytes || row.modifiedMs !== file.modifiedMs) return true;
  return file.modifiedMs >= checkedMs - COARSE_MS;
}
