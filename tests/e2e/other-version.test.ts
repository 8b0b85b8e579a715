import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, importTexts, openApp } from './app.ts';
import { goBare, hashFiles } from './bare-page.ts';

/** A data directory that this version's engine refuses, as after an update that brings another PostgreSQL. */

let app: App;

afterEach(() => app?.close());

const titles = (page: Page) =>
  page.evaluate(async () => (await window.hearth.query('items', {})).items.map(({ title }) => title).sort());

/** All files that say which version wrote the directory. */
const rewriteVersion = (page: Page, to: string) =>
  page.evaluate(async (version) => {
    let count = 0;
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle);
        else {
          const file = entry as FileSystemFileHandle;
          const held = await file.getFile();
          if (held.size !== 3 || (await held.text()) !== '18\n') continue;
          const writable = await file.createWritable();
          await writable.write(version);
          await writable.close();
          count += 1;
        }
      }
    };
    await walk(await navigator.storage.getDirectory());
    return count;
  }, to);

test('moves by way of the newest backup, which says that nothing is missing in it; the old directory stays as it is', async () => {
  app = await openApp();
  const { page } = app;
  await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  await importTexts(page, { 'Papers/lamp.md': '# Lamp\n\nThe lamp burns oil.' });
  await page.evaluate(() => window.hearth.backUpNow());
  await goBare(page, app.url);
  expect(await rewriteVersion(page, '17\n')).toBeGreaterThan(0);
  const old = async () =>
    Object.entries(await hashFiles(page)).filter(([path]) => /^hearth\/store-1\/pg\/(?!state)/.test(path));
  const before = await old();
  await page.goto(`${app.url}#/library`);
  await page
    .getByText(/version-mismatch/)
    .first()
    .waitFor();
  await page
    .getByText(/nothing that you changed is missing in it/)
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: /^Restore the backup of / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore beside it' }).click();
  await dialog.getByRole('button', { name: 'Use it now' }).click({ timeout: 60_000 });
  await page.getByRole('navigation', { name: 'Areas' }).first().waitFor();
  expect(await titles(page)).toEqual(['Anchor', 'Lamp']);
  expect(await page.evaluate(async () => (await window.hearth.search('kilograms')).total)).toBe(1);
  await goBare(page, app.url);
  expect(await old()).toEqual(before);
  app.forgive(/favicon|404/);
}, 120_000);
