import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, importTexts, openApp, untilReady } from './app.ts';
import { axeFinds } from './axe.ts';
import { goBare, lookInside } from './bare-page.ts';

let app: App;

afterEach(() => {
  app?.forgive(/favicon/);
  return app?.close();
});

const NOTHING = { files: [], databases: [], caches: [], local: [], session: [], serviceWorkers: 0, cookies: '' };

/** Things, an original, a note, a draft, the shell's cache and a database: in every place where Hearth keeps anything. */
async function fill(page: Page): Promise<void> {
  await untilReady(page);
  await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    localStorage.setItem('hearth.draft.ask.new', 'What did I');
    sessionStorage.setItem('hearth.scroll', '12');
    await (await caches.open('hearth-models-v1')).put('./models/a', new Response(new Uint8Array(1_000_000)));
    await new Promise((resolve) => {
      const request = indexedDB.open('hearth-folders', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('handles');
      request.onsuccess = () => resolve(request.result.close());
    });
  });
}

async function askToErase(page: Page): Promise<void> {
  await page.goto(`${app.url}#/settings/data`);
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
}

test('erasing everything leaves nothing, proves it, and tells the other tabs', async () => {
  app = await openApp();
  const { page } = app;
  await fill(page);
  const other = await app.newTab('#/library');
  await askToErase(page);
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Erase everything' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('erase');
  expect(await axeFinds(page)).toEqual([]);
  await confirm.click();

  await page.getByRole('heading', { name: 'Nothing is left' }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('definition').allTextContents()).toEqual(['0', '0', '0', '0', '0', '0']);
  expect(await axeFinds(page)).toEqual([]);
  await other.getByRole('heading', { name: 'Hearth was erased in another tab' }).waitFor();
  expect(await axeFinds(other)).toEqual([]);
  await other.close();

  const { origin } = new URL(app.url);
  const devtools = await app.context.newCDPSession(page);
  const { databaseNames } = await devtools.send('IndexedDB.requestDatabaseNames', { securityOrigin: origin });
  expect(databaseNames).toEqual([]);
  expect((await devtools.send('CacheStorage.requestCacheNames', { securityOrigin: origin })).caches).toEqual([]);
  await goBare(page, app.url);
  expect(await lookInside(page)).toEqual(NOTHING);
  // What the browser counts as used is no measure here: it gives the room of a cache back when it likes.

  await page.goto(app.url);
  await untilReady(page);
  expect(await page.evaluate(async () => (await window.hearth.query('items', {})).total)).toBe(0);
}, 90_000);

for (const [place, hard] of [
  ['page', false],
  ['browser', true],
] as const) {
  test(`a ${place} that ends in the middle of it goes on at the next start, before anything is opened`, async () => {
    app = await openApp({
      blank: true,
      prepare: (context) =>
        // Holds what erases where it has removed nothing yet.
        context.addInitScript(() => {
          if (location.search === '?hold') navigator.locks.query = () => new Promise(() => undefined);
        }),
    });
    const { page } = app;
    await page.goto(app.url);
    await fill(page);
    await page.goto(`${app.url}?hold#/settings/data`);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('erase');
    await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('heading', { name: 'Erasing' }).waitFor();
    if (hard) app = await app.reopen({ hard: true });
    await app.page.goto(app.url);
    await app.page.getByRole('heading', { name: 'Nothing is left' }).waitFor({ timeout: 60_000 });
    await goBare(app.page, app.url);
    expect(await lookInside(app.page)).toEqual(NOTHING);
  }, 90_000);
}
