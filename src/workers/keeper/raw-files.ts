import { type TarEntry, tarBlob } from '../../adapters/files/tar-blob.ts';
import { throwIfAborted } from '../../core/errors.ts';
import { type Place, rootOf } from '../../db/places.ts';
import { LAYOUTS, storeFolder } from '../../db/stores/directory.ts';
import type { CallContext } from '../link/expose.ts';
import type { RawFiles } from './keeper.api.ts';

/** A store's files as they are, for whoever can read them elsewhere or later. */

interface Folder {
  readonly path: string;
  readonly handle: FileSystemDirectoryHandle;
}

/** What belongs to every place: originals, notes for editing, the list of places, the service's own mirrors. */
const OWN_FOLDERS = /^(store|sqlite)-\d+$/;
/** Made again from the rows. */
const REBUILT = /^index$/;

async function* filesBelow({ path, handle }: Folder): AsyncGenerator<TarEntry> {
  for await (const [name, child] of handle.entries()) {
    const below = `${path}/${name}`;
    if (child.kind === 'directory') yield* filesBelow({ path: below, handle: child as FileSystemDirectoryHandle });
    else {
      const bytes = await (child as FileSystemFileHandle).getFile();
      yield { path: below, bytes, modifiedMs: bytes.lastModified };
    }
  }
}

/** What stands in `hearth/` beside the stores' own folders. */
async function* sharedFiles(root: FileSystemDirectoryHandle): AsyncGenerator<TarEntry> {
  const hearth = await root.getDirectoryHandle('hearth', { create: true });
  for await (const [name, child] of hearth.entries()) {
    if (OWN_FOLDERS.test(name) || REBUILT.test(name)) continue;
    if (child.kind === 'directory') {
      yield* filesBelow({ path: `hearth/${name}`, handle: child as FileSystemDirectoryHandle });
    } else {
      const bytes = await (child as FileSystemFileHandle).getFile();
      yield { path: `hearth/${name}`, bytes, modifiedMs: bytes.lastModified };
    }
  }
}

async function* allFiles(place: Place): AsyncGenerator<TarEntry> {
  const layout = LAYOUTS[place.kind];
  const handle = await storeFolder(rootOf(place), layout);
  const path = [...rootOf(place).split('/').filter(Boolean), 'hearth', `${layout.prefix}-${layout.version}`].join('/');
  if (handle !== null) yield* filesBelow({ path, handle });
  yield* sharedFiles(await navigator.storage.getDirectory());
}

export async function rawFiles(place: Place, { signal, progress }: CallContext): Promise<RawFiles> {
  const entries: TarEntry[] = [];
  for await (const entry of allFiles(place)) {
    throwIfAborted(signal);
    entries.push(entry);
    if (entries.length % 50 === 0) progress({ done: entries.length, total: null });
  }
  const day = new Date().toISOString().slice(0, 10);
  return { name: `hearth-raw-${day}.tar`, bytes: tarBlob(entries), files: entries.length };
}
