import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, DESKTOP, dropPaths, goToArea, openApp, PHONE, setSetting, settled, skipWelcome } from './app.ts';

/** The real recogniser in the built app: pictures are read in the background, found by their words, and marked. */

const at = (path: string) => fileURLToPath(new URL(`../fixtures/formats/${path}`, import.meta.url));

let app: App;

beforeAll(async () => {
  app = await openApp();
  await skipWelcome(app.page);
});
afterAll(() => app.close());

const picturesOf = () => app.page.evaluate(async () => (await window.hearth.query('status', {})).pictures);
const untilRead = () => expect.poll(picturesOf, { timeout: 60_000 }).toEqual({ state: 'idle', waiting: 0 });
const source = () => app.page.getByRole('complementary').or(app.page.getByRole('dialog')).first();
const hits = (query: string) =>
  app.page.evaluate(
    async (text) =>
      (await window.hearth.query('search', { query: text, mode: 'text' })).items.map(({ item }) => item.title),
    query,
  );

async function find(words: string): Promise<void> {
  await goToArea(app.page, 'Find');
  const box = app.page.getByRole('combobox').or(app.page.getByRole('searchbox')).first();
  await box.fill(words);
  await app.page.getByRole('option').or(app.page.getByRole('listitem')).filter({ hasText: words.split(' ')[0] ?? '' }).first().waitFor();
}

test('without a network nothing is lost: the picture is here and says what it waits for', async () => {
  await setSetting(app.page, 'pictures.read', false);
  await dropPaths(app.page, [at('pictures/pillow-scan.jpg')]);
  await expect.poll(picturesOf).toEqual({ state: 'off', waiting: 1 });
});

test('a scan is found by its words, which are marked on it', async () => {
  await setSetting(app.page, 'pictures.read', true);
  await untilRead();
  await dropPaths(app.page, [at('pictures/pillow-phone.jpg'), at('pictures/none-hills.jpg'), at('pictures/bad-rest.png')]);
  await expect.poll(async () => (await picturesOf()).waiting).toBe(0);
  await untilRead();
  await settled(app.page);
  expect((await hits('boathouse')).sort()).toEqual(['pillow-phone', 'pillow-scan']);
});
