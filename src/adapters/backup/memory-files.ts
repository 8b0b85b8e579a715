import type { BackupFiles } from '../../core/backup/backup-files.ts';

/** Backups where the browser gives no place: they go with the page. */
export function createMemoryBackupFiles(): BackupFiles {
  const segments = new Map<string, Uint8Array<ArrayBuffer>>();
  const manifests = new Map<string, string>();
  return {
    putSegment: async (sha256, bytes) => void segments.set(sha256, bytes.slice()),
    getSegment: async (sha256) => segments.get(sha256)?.slice() ?? null,
    listSegments: async () => [...segments.keys()],
    removeSegment: async (sha256) => void segments.delete(sha256),
    putManifest: async (id, text) => void manifests.set(id, text),
    getManifest: async (id) => manifests.get(id) ?? null,
    listManifests: async () => [...manifests.keys()],
    removeManifest: async (id) => void manifests.delete(id),
    sizeBytes: async () =>
      [...segments.values()].reduce((sum, { byteLength }) => sum + byteLength, 0) +
      [...manifests.values()].reduce((sum, { length }) => sum + length, 0),
  };
}
