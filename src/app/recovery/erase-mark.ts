/**
 * Erasing is done by a page that runs nothing else of Hearth. These marks say that it was begun: whoever starts while one is
 * there goes on with it, before anything is opened. They are removed last.
 */

const KEY = 'hearth.erasing';
/** In the root of the private file system; the kernel looks for it too. The browser may lose a fresh `localStorage`. */
export const MARK_FILE = 'hearth-erasing';
/** On this channel every other tab is told to leave. */
const ERASE_CHANNEL = 'hearth:erasing';
/** Held by the tab that erases. */
export const ERASE_LOCK = 'hearth:erasing';
/** Held, shared, by tabs that were told and show so. */
export const TOLD_LOCK = 'hearth:told-of-erasing';
/** The address of a tab that was told. */
const TOLD = 'erased';

export function isErasing(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(KEY) !== null;
  } catch {
    return false; // storage denied: nothing was kept
  }
}

export const wasTold = (search: string): boolean => new URLSearchParams(search).has(TOLD);

/** What the browser has of it: some, in private windows, have nothing of it, or only parts. */
export const toldStorage = (): Partial<StorageManager> | undefined =>
  (navigator as { readonly storage?: Partial<StorageManager> }).storage;

/** The root of the private file system; null where there is none, or it is denied: then there is nothing in it. */
export const rootFolder = async (): Promise<FileSystemDirectoryHandle | null> =>
  (await toldStorage()
    ?.getDirectory?.()
    .catch(() => null)) ?? null;

/** Marks the beginning and starts the page again, which erases. What is there now is gone with it. */
export async function beginErasing(): Promise<void> {
  localStorage.setItem(KEY, '1');
  const root = await rootFolder();
  await root?.getFileHandle(MARK_FILE, { create: true });
  location.reload();
}

export async function removeMarks(): Promise<void> {
  const root = await rootFolder();
  await root?.removeEntry(MARK_FILE).catch(() => undefined); // it was not written
  localStorage.removeItem(KEY);
}

/** Where the kernel has found that erasing was begun: by another tab, which goes on with it, or before a crash. */
export async function goOnErasing(): Promise<void> {
  if (isErasing(localStorage)) leave();
  else await beginErasing();
}

/** For a page that does not listen itself. A tab that is frozen hears it when it wakes. */
export function sendOthersAway(): void {
  const channel = new BroadcastChannel(ERASE_CHANNEL);
  channel.postMessage('leave');
  channel.close();
}

/** Leaves for a page that runs nothing, when another tab begins to erase. */
export function leaveWhenErased(): void {
  new BroadcastChannel(ERASE_CHANNEL).addEventListener('message', leave);
}

const leave = () => location.replace(`?${TOLD}`);
