import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, openApp } from './app.ts';

let app: App;

beforeEach(async () => {
  app = await openApp({ blank: true });
});

afterEach(() => app?.close());

test('an address that comes while the first view is loaded is gone to', async () => {
  const { page } = app;
  let changed = false;
  await page.route(/SettingsRoute[^/]*\.js/, async (route) => {
    await page.evaluate(() => {
      location.hash = '#/find';
    });
    changed = true;
    await route.continue();
  });
  await app.go('#/settings');
  await page.getByRole('searchbox', { name: 'Find in your things' }).waitFor();
  expect({ changed, hash: new URL(page.url()).hash }).toEqual({ changed: true, hash: '#/find' });
});
