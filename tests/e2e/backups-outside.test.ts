import type { Locator, Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, importTexts, openApp, PHONE, setSetting, settled, skipWelcome } from './app.ts';

let app: App;
let page: Page;

afterEach(() => app?.close());

/** A folder of the page's own file system is a real handle that the browser asks nothing for; the picker gives it. */
const FOLDER = 'Backups';
const PASSPHRASE = 'hazel lantern otter copper';

type FolderFiles = Readonly<Record<string, string>>;

async function open(): Promise<void> {
  app = await openApp({ blank: true });
  page = app.page;
  await app.context.addInitScript((name) => {
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    Reflect.set(window, 'showDirectoryPicker', pick);
  }, FOLDER);
  await page.goto(`${app.url}?store=sqlite`);
  await skipWelcome(page);
  for (const key of ['model.enabled', 'search.vectors']) await setSetting(page, key, false);
  // A key takes a second of one core, where it has one.
  app.context.setDefaultTimeout(60_000);
}

async function goToBackups() {
  await page.goto(`${app.url}#/settings/data`);
  return page.getByRole('region', { name: 'Backups' });
}

const titles = (): Promise<string[]> =>
  page.evaluate(async () => (await window.hearth.query('items', { sort: 'title' })).items.map(({ title }) => title));

/** All files of the folder, in base64, as a disk that is carried elsewhere has them. */
const takeFolder = (): Promise<FolderFiles> =>
  page.evaluate(async (name) => {
    const found: Record<string, string> = {};
    const read = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const handle of folder.values()) {
        if (handle instanceof FileSystemDirectoryHandle) await read(handle, `${path}${handle.name}/`);
        else if (handle instanceof FileSystemFileHandle) {
          const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
          found[path + handle.name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        }
      }
    };
    await read(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), '');
    return found;
  }, FOLDER);

const putFolder = (files: FolderFiles): Promise<void> =>
  page.evaluate(
    async ([name, all]) => {
      const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
      for (const [path, base64] of Object.entries(all)) {
        const parts = path.split('/');
        let folder = top;
        for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
        const writable = await (await folder.getFileHandle(parts.at(-1) ?? '', { create: true })).createWritable();
        await writable.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
        await writable.close();
      }
    },
    [FOLDER, files] as const,
  );

const dropFolder = (): Promise<void> =>
  page.evaluate(async (name) => {
    await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
  }, FOLDER);

/** Saves a backup as one file, and opens that file again. */
async function takeAsFile(section: Locator): Promise<void> {
  const dialog = page.getByRole('dialog');
  await section
    .getByRole('button', { name: /^More for the backup of/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Save as a file' }).click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('The same again').fill(PASSPHRASE);
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const file = await (await saving).path();
  const choosing = page.waitForEvent('filechooser');
  await section.getByRole('button', { name: 'From a file' }).click();
  await (await choosing).setFiles(file);
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await dialog.getByText('The backup holds the same as what is here.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}

test('what was backed up to a folder comes back in another browser, and a folder that is gone stops nothing', async () => {
  await open();
  await importTexts(page, {
    'Bees.md': '# Bees\n\nThe hive stands by the hazel hedge.\n',
    'Frost.md': '# Frost\n\nOn 3 October.\n',
  });
  const section = await goToBackups();
  await section.getByText('No backup yet', { exact: true }).waitFor();
  await section.getByRole('button', { name: 'Choose a folder' }).click();
  const lock = page.getByRole('dialog');
  const use = lock.getByRole('button', { name: 'Use this folder' });
  await lock.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  expect(await use.isDisabled()).toBe(true);
  await lock.getByLabel('The same again').fill(PASSPHRASE);
  await use.click();
  await section.getByText('No backup is in it yet.').waitFor();
  await section.getByRole('button', { name: 'Back up now' }).click();
  await section.getByText(/in this browser and in the folder “Backups”\.$/).waitFor();
  const carried = await takeFolder();
  expect(Object.keys(carried).filter((path) => /^hearth-[^/]+\.tar\.age$/.test(path))).toHaveLength(1);
  expect(Object.values(carried).map(atob).join('')).not.toContain('hazel hedge');

  await dropFolder();
  await section.getByRole('button', { name: 'Back up now' }).click();
  await section.getByText(/“Backups” is not where it was\./).waitFor();
  await section.getByText(/in this browser only\.$/).waitFor();
  await putFolder(carried);
  await section.getByRole('button', { name: 'Try again' }).click();
  await section.getByText('2 backups are in it.').waitFor();
  await takeAsFile(section);
  await app.close();

  await open();
  await putFolder(carried);
  await importTexts(page, { 'Plums.md': '# Plums\n\nRipe in August.\n' });
  await page.setViewportSize(PHONE);
  const there = await goToBackups();
  await there.getByRole('button', { name: 'From a folder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill('plums in August');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await dialog.getByText('The passphrase does not open it.').waitFor();
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await dialog.getByText('2 things only in the backup: it comes back').waitFor();
  await dialog.getByText('1 thing only here: the restored store does not have it').waitFor();
  await dialog.getByRole('button', { name: 'Restore beside it' }).click();
  await dialog.getByText('Restored, and every row is as it was').waitFor();
  expect(await titles()).toEqual(['Plums']);
  await dialog.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Bees', 'Frost']);
  await settled(page);
  const original = await page.evaluate(async () => {
    const [bees] = (await window.hearth.query('items', { title: 'Bees' })).items;
    return (await window.hearth.original(bees?.id ?? ''))?.text();
  });
  expect(original).toContain('hazel hedge');
  app.forgive(/404/);
}, 180_000);
