import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, goToArea, openApp, PHONE, settled, skipWelcome } from './app.ts';

/**
 * A real directory of the page's own file system stands for the picked folder: its handles read, write and watch as those of
 * the disk do. The browser asks no permission for it.
 */
const FOLDER = 'Vault';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  await page.evaluate((name) => {
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    Reflect.set(window, 'showDirectoryPicker', pick);
  }, FOLDER);
}, 120_000);
afterAll(() => {
  // What is left alone is told by the command that would have taken it.
  app?.forgive(/mirror-take/);
  return app?.close();
});

/** Writes or, with null, deletes files by their path below the folder, as another program would. */
async function change(files: Readonly<Record<string, readonly number[] | string | null>>): Promise<void> {
  await page.evaluate(
    async ([name, contents]) => {
      const root = await navigator.storage.getDirectory();
      for (const [path, content] of Object.entries(contents)) {
        const names = `${name}/${path}`.split('/');
        const file = names.pop() ?? '';
        let folder = root;
        for (const each of names) folder = await folder.getDirectoryHandle(each, { create: true });
        if (content === null) {
          await folder.removeEntry(file);
          continue;
        }
        const writable = await (await folder.getFileHandle(file, { create: true })).createWritable();
        await writable.write(typeof content === 'string' ? content : new Uint8Array(content));
        await writable.close();
      }
    },
    [FOLDER, files] as const,
  );
}

/** Every file below the folder, hidden ones too, as its bytes. */
const disk = (): Promise<Record<string, readonly number[]>> =>
  page.evaluate(async (name) => {
    const found: Record<string, number[]> = {};
    const walk = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const child of folder.values()) {
        if (child instanceof FileSystemDirectoryHandle) await walk(child, `${path}${child.name}/`);
        else if (child instanceof FileSystemFileHandle)
          found[path + child.name] = [...new Uint8Array(await (await child.getFile()).arrayBuffer())];
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), '');
    return found;
  }, FOLDER);

const textOf = async (path: string): Promise<string> =>
  new TextDecoder().decode(new Uint8Array((await disk())[path] ?? []));
const focus = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));
const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];
const idOf = (title: string): Promise<string> =>
  page.evaluate(async (name) => {
    const { items } = await window.hearth.query('items', { title: name });
    return items.find((item) => item.title === name)?.id ?? '';
  }, title);

const VAULT = {
  'Bees.md': bytesOf('\ufeff# Bees\r\n\r\nThe hive stands by the hedge.  \r\nMixed ends\nand no last one'),
  'Latin.md': [...bytesOf('Caf'), 0xe9, ...bytesOf(' in windows-1252, kept as it is.\n')],
  'Wide.md': [0xff, 0xfe, ...[...'# Wide\n'].flatMap((char) => [char.charCodeAt(0), 0])],
  'Empty.md': [],
  'Gar\u0308ten/Plums.md': bytesOf('---\ntitle:   Plums\ntags: [fruit]\n---\n\nRipe in August.\n\n\n'),
  '.obsidian/app.json': bytesOf('{ "legacyEditor": false }'),
  'picture.md': [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
} as const;

test('a vault is kept the same on both sides, and byte for byte where nothing was changed', async () => {
  await change(VAULT);
  await goToArea(page, 'Settings');
  await page.getByRole('button', { name: 'Connect a folder' }).click();
  await page.getByRole('radio', { name: 'Keep both the same' }).click();
  const dialog = page.getByRole('dialog', { name: `Keep “${FOLDER}” and Hearth the same?` });
  await dialog.getByText('Now this would happen:').waitFor();
  await dialog.getByRole('button', { name: 'Keep both the same' }).click();
  const section = page.getByRole('region', { name: 'Connected folders' });
  await section.getByText(/^In step\./).waitFor({ timeout: 30_000 });
  expect(await disk()).toEqual(VAULT);
  await section.getByText('1 file was left alone').waitFor();
  await settled(page);

  await change({ 'Bees.md': [...VAULT['Bees.md'], ...bytesOf('\r\nA line from there.')] });
  await focus();
  const body = async () =>
    page.evaluate(async (id) => (await window.hearth.query('item', { itemId: id }))?.text ?? '', await idOf('Bees'));
  await expect.poll(body, { timeout: 30_000 }).toContain('A line from there.');
}, 120_000);

test('a note that is written here gets a file, and only the changed lines of a file are written', async () => {
  const title = 'Asked: what now?';
  await page.evaluate(
    async ([name, folder]) => {
      const { hearth } = window;
      await hearth.command('create-note', { itemId: hearth.newId(), title: name, folder, text: 'Written here.\n' });
    },
    [title, FOLDER] as const,
  );
  await expect.poll(() => textOf('Asked- what now-.md'), { timeout: 30_000 }).toBe('Written here.\n');
  await page.evaluate(
    async (itemId) => void (await window.hearth.command('rename-item', { itemId, title: 'Asked' })),
    await idOf(title),
  );
  await expect.poll(() => textOf('Asked.md'), { timeout: 30_000 }).toBe('Written here.\n');
  expect(Object.keys(await disk())).not.toContain('Asked- what now-.md');
  await page.evaluate(
    async (itemId) => void (await window.hearth.command('delete-item', { itemId })),
    await idOf('Asked'),
  );
  await expect.poll(() => textOf('.trash/Asked.md'), { timeout: 30_000 }).toBe('Written here.\n');
}, 120_000);

test('what both sides changed is shown side by side, and is settled with a press', async () => {
  await change({ 'Frost.md': 'The first frost came early.\n' });
  await focus();
  await expect.poll(() => idOf('Frost'), { timeout: 30_000 }).not.toBe('');
  const id = await idOf('Frost');
  await goToArea(page, 'Notes');
  await app.go(`#/notes/${id}`);
  await page.locator('.cm-content').click();
  await change({ 'Frost.md': 'The first frost came late.\n' });
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('The first frost came never.');
  await focus();
  await expect
    .poll(() => page.evaluate(async () => (await window.hearth.query('mirror-conflicts', {})).length), {
      timeout: 30_000,
    })
    .toBe(1);
  await app.go('#/settings/folders');
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'Changed on both sides' });
  await dialog.getByText('The first frost came late.').waitFor();
  await dialog.getByText('The first frost came never.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  if (process.env['HEARTH_SCREENS'])
    await page.screenshot({ path: `${process.env['HEARTH_SCREENS']}/conflict-390.png` });
  await dialog.getByRole('button', { name: 'Take the folder’s' }).click();
  await dialog.getByText('All of them are settled.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => textOf('Frost.md'), { timeout: 30_000 }).toBe('The first frost came late.\n');
}, 120_000);
