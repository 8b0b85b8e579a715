import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, goToArea, openApp, PHONE, settled, skipWelcome } from './app.ts';

let app: App;
let page: Page;

/** A folder of the page's own file system is a real handle that the browser asks nothing for; the picker gives it. */
const FOLDER = 'Field notes';

async function giveFolder(tab: Page): Promise<void> {
  await tab.evaluate((name) => {
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    Reflect.set(window, 'showDirectoryPicker', pick);
  }, FOLDER);
}

/** Writes or, with null, deletes files of the folder, as another program would. */
async function change(tab: Page, files: Readonly<Record<string, string | null>>): Promise<void> {
  await tab.evaluate(
    async ([name, texts]) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(name, { create: true });
      for (const [file, text] of Object.entries(texts)) {
        if (text === null) {
          await folder.removeEntry(file);
          continue;
        }
        const writable = await (await folder.getFileHandle(file, { create: true })).createWritable();
        await writable.write(text);
        await writable.close();
      }
    },
    [FOLDER, files] as const,
  );
}

const focus = (tab: Page) => tab.evaluate(() => window.dispatchEvent(new Event('focus')));

const titles = (tab: Page = page): Promise<string[]> =>
  tab.evaluate(async () => (await window.hearth.query('items', { sort: 'title' })).items.map(({ title }) => title));

const found = (query: string, tab: Page = page): Promise<number> =>
  tab.evaluate(async (words) => (await window.hearth.search(words)).items.length, query);

const connected = (tab: Page = page) => tab.evaluate(() => window.hearth.query('connected-folders', {}));

beforeEach(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  await giveFolder(page);
  await change(page, {
    'Bees.md': '# Bees\n\nThe hive stands by the hazel hedge.\n',
    'Frost.md': '# Frost\n\nThe first frost came on 3 October.\n',
    '.hidden.md': '# Hidden\n',
  });
});

afterEach(() => app?.close());

async function connect(): Promise<void> {
  await goToArea(page, 'Library');
  await page.getByRole('button', { name: 'Add things' }).click();
  await page.getByRole('menuitem', { name: 'Connect a folder' }).click();
  await expect.poll(async () => (await connected())[0]?.checkedMs ?? null, { timeout: 30_000 }).not.toBe(null);
  await settled(page);
}

/** Then only the focus and the clock have it looked at again. */
const takeObserver = () => page.evaluate(() => Reflect.deleteProperty(window, 'FileSystemObserver'));

test('a connected folder is read, followed and found again after a reload, and what came from it stays', async () => {
  await takeObserver();
  await connect();
  expect(await titles()).toEqual(['Bees', 'Frost']);
  expect(await connected()).toMatchObject([{ name: FOLDER, files: 2, missing: 0 }]);

  await change(page, {
    'Bees.md': '# Bees\n\nThe hive was moved to the juniper.\n',
    'Frost.md': null,
    'Plums.md': '# Plums\n\nThe plums were ripe in the last week of August.\n',
  });
  await focus(page);
  await expect.poll(() => titles(), { timeout: 30_000 }).toEqual(['Bees', 'Frost', 'Plums']);
  await expect.poll(() => connected()).toMatchObject([{ files: 2, missing: 1 }]);
  await settled(page);
  expect(await found('juniper')).toBe(1);
  expect(await found('"hazel hedge"')).toBe(0);
  const frost = page.getByRole('option', { name: /Frost/ });
  await frost.getByText('No longer in the folder').waitFor();
  expect(await page.getByText('No longer in the folder').count()).toBe(1);
  const said = page.getByText('This file is no longer in the connected folder.');
  await frost.click();
  await said.waitFor();
  const [gone] = await page.evaluate(() => window.hearth.query('items-gone', {}));
  await app.go(`#/library?source=${gone?.itemId}`);
  await page.getByRole('complementary').locator(said).waitFor();

  await page.reload();
  await page.waitForFunction(() => 'hearth' in window);
  await change(page, { 'Frost.md': '# Frost\n\nThe second frost came on 9 October.\n' });
  await focus(page);
  await expect.poll(() => connected(), { timeout: 30_000 }).toMatchObject([{ files: 3, missing: 0 }]);
  await settled(page);
  expect(await found('"second frost"')).toBe(1);
  expect(await titles()).toEqual(['Bees', 'Frost', 'Plums']);
  await app.go('#/settings/folders');
  await page.setViewportSize(PHONE);
  const section = page.getByRole('region', { name: 'Connected folders' });
  await section.getByText(/^3 files\. Last checked:/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await section.getByRole('button', { name: `Check now: ${FOLDER}` }).click();
  await section.getByRole('button', { name: `Disconnect: ${FOLDER}` }).click();
  await expect.poll(() => connected()).toEqual([]);
  expect(await titles()).toEqual(['Bees', 'Frost', 'Plums']);
}, 120_000);

test('where the browser asks again, Hearth says so and looks only after the user has agreed', async () => {
  await connect();
  await app.context.addInitScript(() => {
    let answer = 'prompt';
    const prototype = FileSystemHandle.prototype;
    Reflect.set(prototype, 'queryPermission', async () => answer);
    Reflect.set(prototype, 'requestPermission', async () => {
      answer = 'granted';
      return answer;
    });
  });
  await page.reload();
  await page.waitForFunction(() => 'hearth' in window);
  await change(page, { 'Plums.md': '# Plums\n\nThe plums were ripe in August.\n' });
  await focus(page);
  const notice = page.getByText(`“${FOLDER}” is connected, and your browser asks again before Hearth may look at it.`);
  await notice.waitFor();
  expect(await titles()).toEqual(['Bees', 'Frost']);
  await page.getByRole('button', { name: `Look at it: ${FOLDER}` }).click();
  await expect.poll(() => titles(), { timeout: 30_000 }).toEqual(['Bees', 'Frost', 'Plums']);
  await notice.waitFor({ state: 'detached' });
}, 120_000);

test('two tabs read a change once, and a folder that is not there any more loses nothing', async () => {
  await connect();
  const other = await app.newTab('#/library');
  await change(page, { 'Plums.md': '# Plums\n\nThe plums were ripe in August.\n' });
  await Promise.all([focus(page), focus(other)]);
  await expect.poll(() => titles(), { timeout: 30_000 }).toEqual(['Bees', 'Frost', 'Plums']);
  // What was read is written down last: a tab that is closed before leaves it to the next look.
  await expect.poll(() => connected(), { timeout: 30_000 }).toMatchObject([{ files: 3, missing: 0 }]);
  await other.close();
  const runs = await page.evaluate(() => window.hearth.query('imports', {}));
  expect(runs.map(({ added }) => added).sort()).toEqual([1, 2]);

  await page.evaluate(async (name) => {
    await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
  }, FOLDER);
  await focus(page);
  await goToArea(page, 'Settings');
  await page.getByText(`“${FOLDER}” is not where it was`).waitFor();
  expect(await connected()).toMatchObject([{ files: 3, missing: 0 }]);

  await change(page, { 'Bees.md': '# Bees\n\nThe hive was moved to the juniper.\n' });
  await page.getByRole('button', { name: `Check now: ${FOLDER}` }).click();
  await expect.poll(() => connected(), { timeout: 30_000 }).toMatchObject([{ files: 1, missing: 2 }]);
  expect(await titles()).toEqual(['Bees', 'Frost', 'Plums']);
}, 120_000);

test('where the browser tells of changes, they are read without a look at the window', async () => {
  const tells = await page.evaluate(() => 'FileSystemObserver' in window);
  await connect();
  await change(page, { 'Plums.md': '# Plums\n\nThe plums were ripe in August.\n' });
  if (!tells) await focus(page);
  await expect.poll(() => titles(), { timeout: 30_000 }).toEqual(['Bees', 'Frost', 'Plums']);
}, 60_000);
