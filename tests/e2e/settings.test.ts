import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type App, openApp, PHONE, setSetting } from './app.ts';

/** The settings: found by their words, changed in all tabs, taken along as a file. */

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await app.go('#/settings');
});
beforeEach(async () => {
  await setSetting(page, 'appearance.language', 'en');
  await page.waitForFunction(() => document.documentElement.lang === 'en');
});
afterAll(() => app?.close());

test('the language changes at once, in every tab, with its numbers; and it is there before the first paint', async () => {
  const other = await app.newTab('#/library');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Einstellungen' }).first().waitFor();
  await other.getByRole('heading', { name: 'Bibliothek' }).first().waitFor();
  expect(await other.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'de',
    'ltr',
  ]);
  await other.getByText('Noch ist hier nichts').waitFor();
  // A part that was not shown before comes in the language of the moment.
  await other.goto(`${app.url}#/find`);
  await other.getByText('Noch gibt es nichts zu durchsuchen').waitFor();
  const words = await firstWords(other);
  expect(words).not.toMatch(/[a-z]+\.[a-z]+\.[a-z]+/);
  expect(words).toContain('Suchen');
  await other.close();
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
});

/** What a fresh load draws first. */
async function firstWords(tab: Page): Promise<string> {
  await tab.addInitScript(() => {
    const seen = new MutationObserver(() => {
      const text = document.getElementById('root')?.textContent ?? '';
      if (text === '') return;
      sessionStorage.setItem('first', text);
      seen.disconnect();
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await tab.reload();
  await tab.getByText('Noch gibt es nichts zu durchsuchen').waitFor();
  return tab.evaluate(() => sessionStorage.getItem('first') ?? '');
}

test('a setting is found by a word that is not in its name, and the press leads to it', async () => {
  await app.go('#/settings');
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill('dunkel');
  await page.getByRole('link', { name: /^Theme/ }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-setting')))
    .toBe('appearance.theme');
  expect(new URL(page.url()).hash).toContain('/settings/appearance');
});

test('what differs from the standard can be set back', async () => {
  await app.go('#/settings/appearance');
  await page.getByRole('radio', { name: 'Larger', exact: true }).click();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20px');
  await page.getByRole('button', { name: 'Set “Size of type” back to the standard' }).click();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('16px');
});

test('the settings go to a file and come back: shown first, what does not fit named, and undone', async () => {
  await app.go('#/settings/transfer');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  saved.settings['appearance.density'] = 'compact';
  saved.settings['appearance.theme'] = 'pink';
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(saved)),
  });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Comfortable becomes Compact').waitFor();
  await dialog.getByText('appearance.theme').waitFor();
  const density = () => page.evaluate(() => document.documentElement.dataset['density']);
  expect(await density()).toBe('comfortable');
  await dialog.getByRole('button', { name: 'Set it' }).click();
  await expect.poll(density).toBe('compact');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(density).toBe('comfortable');
});

test('on a phone there is the list of sections, then one section, and a way back', async () => {
  await page.setViewportSize(PHONE);
  await app.go('#/settings');
  await page.getByRole('link', { name: 'Language' }).click();
  await page.getByRole('heading', { name: 'Language' }).first().waitFor();
  expect(await page.getByRole('navigation', { name: 'Sections' }).isVisible()).toBe(false);
  await page.getByRole('link', { name: 'All settings' }).click();
  await page.getByRole('navigation', { name: 'Sections' }).waitFor();
});
