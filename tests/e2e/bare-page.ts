import type { Page } from 'playwright';

/** A page of Hearth's origin with nothing of Hearth in it: looks into the browser's storage from outside. */

const FILE = 'manifest.webmanifest';

/** Leaves Hearth; resolves when no worker holds its files any more. */
export async function goBare(page: Page, url: string): Promise<void> {
  await page.goto(url + FILE);
  await page.waitForFunction(async () => {
    const { held = [] } = await navigator.locks.query();
    return !held.some(({ name }) => name === 'hearth:store');
  });
}

/** SHA-256 of each file of the private file system, by path. */
export const hashFiles = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const hashes: Record<string, string> = {};
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`);
        else {
          const bytes = await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer();
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          hashes[path + name] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        }
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return hashes;
  });

/** Takes a file away, or puts it (back), by its path. Returns what was in it. */
export const replaceFile = (page: Page, path: string, content: string | null): Promise<string> =>
  page.evaluate(
    async ([to, next]) => {
      const names = (to ?? '').split('/');
      let folder = await navigator.storage.getDirectory();
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
      const name = names.at(-1) ?? '';
      const file = await folder.getFileHandle(name, { create: true });
      const before = await (await file.getFile()).text();
      // A worker that has just ended holds its files for a moment longer.
      const remove = (): Promise<void> =>
        folder.removeEntry(name).catch((thrown: unknown) => {
          if ((thrown as Error).name !== 'NoModificationAllowedError') throw thrown;
          return new Promise((resolve) => setTimeout(resolve, 50)).then(remove);
        });
      if (next === null || next === undefined) await remove();
      else {
        const writable = await file.createWritable();
        await writable.write(next);
        await writable.close();
      }
      return before;
    },
    [path, content] as const,
  );

export const MARKER = 'hearth/store-1/created.json';
/** What the marker is made again from. */
export const WITNESS = 'hearth/store-1/witness';

/** Leaves Hearth, and takes from the first store what says that it is one: it cannot be opened. Returns its marker. */
export async function breakStore(page: Page, url: string): Promise<string> {
  await goBare(page, url);
  const marker = await replaceFile(page, MARKER, null);
  await replaceFile(page, WITNESS, null);
  return marker;
}

/** All that the browser keeps for the origin, by name. */
export const lookInside = (page: Page) =>
  page.evaluate(async () => {
    const names = async (folder: FileSystemDirectoryHandle): Promise<string[]> => Array.fromAsync(folder.keys());
    return {
      files: await names(await navigator.storage.getDirectory()),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    };
  });
