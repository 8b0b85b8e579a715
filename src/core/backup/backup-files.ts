/**
 * Where backups lie, as files: segments by the SHA-256 of what they hold, and one manifest for each backup. Inside of the
 * browser, or in a folder outside, where what is put here is encrypted on its way.
 */
export interface BackupFiles {
  /** Durable when it resolves; the same again is free. Rejects with `storage-full`. */
  putSegment(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** As it was put; null where there is none. */
  getSegment(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  listSegments(): Promise<readonly string[]>;
  removeSegment(sha256: string): Promise<void>;
  /** Is there as a whole or not at all. Whoever puts it has put its segments before. Rejects with `storage-full`. */
  putManifest(id: string, text: string): Promise<void>;
  /** Null where there is none. */
  getManifest(id: string): Promise<string | null>;
  listManifests(): Promise<readonly string[]>;
  removeManifest(id: string): Promise<void>;
  /** Of all files, as they lie there. */
  sizeBytes(): Promise<number>;
}

/**
 * The lock of the backups in this browser: shared by whoever reads them, or brings in one whose manifest is not there yet, and
 * exclusive for whoever removes what no manifest names.
 */
export const BACKUPS_LOCK = 'hearth:backups';
