import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { folderSize, namesBelow, openFolder, readFile, removeFile, replaceFile } from '../files/opfs-files.ts';

/** Backups in the origin-private file system: segments in 256 folders by their first byte, manifests in one. */
export async function openBackupFiles(root: FileSystemDirectoryHandle): Promise<BackupFiles> {
  const top = await openFolder(root, ['hearth', 'backups']);
  const segments = await openFolder(top, ['segments']);
  const manifests = await openFolder(top, ['manifests']);
  const folderOf = (sha256: string) => segments.getDirectoryHandle(sha256.slice(0, 2), { create: true });
  const fileOf = (id: string) => `${id}.manifest`;
  return {
    putSegment: async (sha256, bytes) => replaceFile(await folderOf(sha256), sha256, bytes),
    async getSegment(sha256) {
      const file = await readFile(await folderOf(sha256), sha256);
      return file === null ? null : new Uint8Array(await file.arrayBuffer());
    },
    listSegments: () => namesBelow(segments, SHA256),
    removeSegment: async (sha256) => removeFile(await folderOf(sha256), sha256),
    putManifest: (id, text) => replaceFile(manifests, fileOf(id), new Blob([text])),
    async getManifest(id) {
      const file = await readFile(manifests, fileOf(id));
      return file === null || file.size === 0 ? null : file.text();
    },
    async listManifests() {
      return (await namesBelow(manifests, MANIFEST)).map((name) => name.slice(0, name.indexOf('.')));
    },
    removeManifest: (id) => removeFile(manifests, fileOf(id)),
    sizeBytes: () => folderSize(top),
  };
}

const SHA256 = /^[0-9a-f]{64}$/;
const MANIFEST = /^[0-9a-f-]{36}\.manifest$/;
