import { orNull, privateRoot, replaceFile } from '../opfs.ts';

/**
 * What the engine's files were like when it was closed: the length of each, and the beginning of its first page, where the engine
 * counts changes. The engine's own checksums do not tell one table's file from another's, nor that a file was cut off at
 * a page. Removed when the files are opened, because from then on they change.
 */
export type Seal = Readonly<Record<string, readonly [bytes: number, mark: string]>>;

export interface FileFault {
  readonly path: string;
  readonly what: 'altered' | 'missing';
}

const FILE = 'sealed.json';

/** Caches, and what says how things stood in a run that is over. */
const UNSEALED = /pg_internal\.init|^\/pg_stat|^\/postmaster\.|^\/pg_wal\/|_fsm$|pgsql_tmp/;

export const isSealed = (path: string): boolean => !UNSEALED.test(path);

export function compareSeal(sealed: Seal, found: Seal): FileFault[] {
  return Object.entries(sealed).flatMap(([path, [bytes, mark]]): FileFault[] => {
    const file = found[path];
    if (file === undefined) return [{ path, what: 'missing' }];
    return file[0] === bytes && file[1] === mark ? [] : [{ path, what: 'altered' }];
  });
}

/** Reads the seal and takes it away; null where there is none, or where it cannot be read. */
export async function takeSeal(directory: string): Promise<Seal | null> {
  const folder = await folderAt(directory);
  const file = await orNull(folder.getFileHandle(FILE));
  if (file === null) return null;
  const text = await (await file.getFile()).text();
  await folder.removeEntry(FILE);
  try {
    return JSON.parse(text) as Seal;
  } catch {
    return null;
  }
}

export async function writeSeal(directory: string, seal: Seal): Promise<void> {
  await replaceFile(await folderAt(directory), FILE, JSON.stringify(seal));
}

async function folderAt(path: string): Promise<FileSystemDirectoryHandle> {
  let folder = await privateRoot();
  for (const part of path.split('/')) folder = await folder.getDirectoryHandle(part);
  return folder;
}
