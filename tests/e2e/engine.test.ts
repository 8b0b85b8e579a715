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
  await page.goto(`${app.url}#/settings/data`);
  await page.getByText(/^Kept in SQLite 3\.\d+/).waitFor();
  expect(await engine()).toBe('sqlite-opfs');
  await page.goto(`${app.url}?store=pglite#/settings/data`);
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
  expect(await engine()).toBe('sqlite-memory');
  expect(await found('lighthouse')).toBe(0);
  await page.goto(app.url);
  await expect.poll(() => found('lighthouse')).toBe(1);
  expect(await engine()).toBe('pglite-opfs');
  app.forgive(/404/);
}, 120_000);

test('on a device of little memory a new store is SQLite, and that is said', async () => {
  app = await openApp({
    blank: true,
    prepare: (context) =>
      context.route(/kernel\.worker-.*\.js/, async (route) => {
        const response = await route.fetch();
        const little = "Object.defineProperty(navigator, 'deviceMemory', { value: 2 });\n";
        await route.fulfill({ response, body: little + (await response.text()) });
      }),
  });
  await app.page.goto(app.url);
  await app.page
    .getByText(/Your things are kept in SQLite, which takes less memory/)
    .first()
    .waitFor();
  expect(await engine()).toBe('sqlite-opfs');
  app.forgive(/404/);
}, 60_000);

/** Answers are quotations from what was added. */
const asks = (words: string) =>
  app.page.evaluate(async (question) => {
    for await (const part of window.hearth.ask(question))
      if (part.type === 'answer') return JSON.stringify(part.answer);
    return '';
  }, words);

const section = () => app.page.getByRole('region', { name: 'Where it is kept' });

async function moveTo(name: 'SQLite' | 'PostgreSQL'): Promise<void> {
  const { page } = app;
  await app.go('#/settings/data');
  await section().getByRole('button', { name: 'Move', exact: true }).click();
  await page
    .getByRole('dialog', { name: `Move to ${name}?` })
    .getByRole('button', { name: 'Move now' })
    .click();
  await page.getByText(`Moved to ${name}. The old copy is kept until you remove it.`).waitFor({ timeout: MAKING_MS });
}

test('moved to SQLite in the settings and back, everything is there, in every tab; then the old copies can go', async () => {
  app = await openApp();
  const { page } = app;
  await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  const other = await app.newTab();
  await moveTo('SQLite');
  await page.getByText(/^Kept in SQLite 3/).waitFor();
  expect(await engine()).toBe('sqlite-opfs');
  await expect.poll(() => found('kilograms')).toBe(1);
  expect(await asks('How heavy is the anchor?')).toContain('40 kilograms');
  expect(await other.evaluate(async () => (await window.hearth.status()).engine)).toBe('sqlite-opfs');
  await importTexts(page, { 'Papers/lamp.md': '# Lamp\n\nThe lamp burns oil.' });
  await moveTo('PostgreSQL');
  expect(await engine()).toBe('pglite-opfs');
  await expect.poll(() => found('oil')).toBe(1);
  // The question is a thing too, with the answer in it.
  await expect.poll(() => found('kilograms kind:note')).toBe(1);
  for (const engineName of ['SQLite', 'PostgreSQL']) {
    const row = page.getByText(`The old copy, in ${engineName}`, { exact: true });
    await row.waitFor();
    await section().getByRole('button', { name: 'Remove', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the old copy' }).click();
    await row.waitFor({ state: 'detached' });
  }
  app = await app.reopen({ hard: true });
  await expect.poll(() => found('oil'), { timeout: 20_000 }).toBe(1);
}, 180_000);
