import { afterEach, expect, test } from 'vitest';
import { type App, importTexts, openApp, skipWelcome } from './app.ts';

/** Which database the data is in, as the address asks for it and as the settings tell it. */

let app: App;
/** A database in memory is made anew each time, which takes the whole processor. */
const MAKING_MS = 60_000;

afterEach(() => app?.close());

const engine = () => app.page.evaluate(async () => (await window.hearth.status()).engine);
const found = (words: string) => app.page.evaluate(async (query) => (await window.hearth.search(query)).total, words);

test('asked for at the first opening, SQLite keeps all, the settings name it, and another wish changes nothing', async () => {
  app = await openApp({ blank: true });
  const { page } = app;
  await page.goto(`${app.url}?store=sqlite`);
  await skipWelcome(page);
  await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  expect(await engine()).toBe('sqlite-opfs');
  expect(await found('kilograms')).toBe(1);
  await page.goto(`${app.url}#/settings`);
  await page.getByText(/^Kept in SQLite 3\.\d+/).waitFor();
  expect(await engine()).toBe('sqlite-opfs');
  await page.goto(`${app.url}?store=pglite#/settings`);
  await page
    .getByText(/PostgreSQL was asked for. Your things are in SQLite already/)
    .first()
    .waitFor();
  expect(await found('kilograms')).toBe(1);
  app.forgive(/404/);
}, 120_000);

test('asked for, a store in memory says that nothing is kept, and leaves what is kept alone', async () => {
  app = await openApp();
  const { page } = app;
  await importTexts(page, { 'a.md': '# Kept\n\nThe lighthouse.' });
  await page.goto(`${app.url}?store=memory`);
  await page
    .getByText(/Nothing is kept here.*The address asks for that/)
    .first()
    .waitFor({ timeout: MAKING_MS });
  expect(await engine()).toBe('pglite-memory');
  expect(await found('lighthouse')).toBe(0);
  await page.goto(app.url);
  await expect.poll(() => found('lighthouse')).toBe(1);
  expect(await engine()).toBe('pglite-opfs');
  app.forgive(/404/);
}, 120_000);
