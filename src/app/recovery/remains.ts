import { MARK_FILE, rootFolder, toldStorage } from './erase-mark.ts';

/** What of Hearth lies in this browser, by looking: the proof after erasing, and what is to be erased before. */

export interface Remains {
  /** Paths in the private file system. */
  readonly files: readonly string[];
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  /** Of `localStorage` and `sessionStorage`. */
  readonly keys: readonly string[];
  readonly serviceWorkers: number;
  readonly cookies: number;
  /** Names of what somebody else keeps at the same address: it is left alone. */
  readonly foreign: readonly string[];
  /** As the browser counts, its own files included; it may count late. */
  readonly usageBytes: number;
}

/** Hearth may be one of several at its address: what does not carry its name belongs to somebody else. */
export const isOurs = (name: string): boolean => /^(hearth|tsr-)/i.test(name);
/** Entries of the file system's root that Hearth makes. */
export const isOurEntry = (name: string): boolean => isOurs(name) || name === 'places';

/** Databases that Hearth makes, for browsers that do not list them. */
export const KNOWN_DATABASES = ['hearth-folders', 'hearth-outside'];

export async function databaseNames(): Promise<string[]> {
  const { databases } = indexedDB as { databases?: () => Promise<IDBDatabaseInfo[]> };
  if (databases === undefined) return KNOWN_DATABASES;
  return (await databases.call(indexedDB)).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

export const cacheNames = async (): Promise<string[]> => ('caches' in window ? caches.keys() : []);

export const registrations = async (): Promise<readonly ServiceWorkerRegistration[]> => {
  if (!('serviceWorker' in navigator)) return [];
  const scope = new URL('./', document.baseURI).href;
  return (await navigator.serviceWorker.getRegistrations()).filter((each) => each.scope === scope);
};

export async function lookAround(): Promise<Remains> {
  const entries = await Array.fromAsync((await rootFolder())?.keys() ?? []);
  const databases = await databaseNames();
  const kept = await cacheNames();
  const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  const { usage = 0 } = (await toldStorage()?.estimate?.()) ?? {};
  const foreign = [
    ...entries.filter((name) => !isOurEntry(name)),
    ...[...databases, ...kept, ...keys].filter(not(isOurs)),
  ];
  return {
    files: await filesOfHearth(),
    databases: 'databases' in indexedDB ? databases.filter(isOurs) : [],
    caches: kept.filter(isOurs),
    keys: keys.filter(isOurs),
    serviceWorkers: (await registrations()).length,
    cookies: document.cookie.split(';').filter((cookie) => isOurs(cookie.trim())).length,
    foreign,
    usageBytes: usage,
  };
}

const not = (test: (name: string) => boolean) => (name: string) => !test(name);

async function filesOfHearth(): Promise<string[]> {
  const root = await rootFolder();
  if (root === null) return [];
  const paths: string[] = [];
  for await (const [name, handle] of root.entries()) {
    if (!isOurEntry(name) || name === MARK_FILE) continue;
    paths.push(...(await pathsBelow(name, handle)));
  }
  return paths;
}

/** A folder without anything in it counts too. */
async function pathsBelow(path: string, handle: FileSystemHandle): Promise<string[]> {
  if (handle.kind === 'file') return [path];
  const below: string[] = [];
  for await (const [name, child] of (handle as FileSystemDirectoryHandle).entries()) {
    below.push(...(await pathsBelow(`${path}/${name}`, child)));
  }
  return below.length === 0 ? [path] : below;
}

/** Whether something of Hearth is left. The marks of erasing are no remains: they go last. */
export const isSomethingLeft = ({ files, databases, caches, keys, serviceWorkers }: Remains): boolean =>
  files.length + databases.length + caches.length + keys.filter((key) => key !== 'hearth.erasing').length > 0 ||
  serviceWorkers > 0;
