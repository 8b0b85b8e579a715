import { afterEach, expect, test } from 'vitest';
import { type App, openApp, settled, skipWelcome } from './app.ts';
import { axeFinds } from './axe.ts';

/** Old things in an archive, the warning before the place is full, and the page that says how it is. */

let app: App;

afterEach(() => app?.close());

const DAY_MS = 86_400_000;
const OLD = {
  'Voyages/lantern.md': '# Lantern\n\nThe lantern hangs in the stern.',
  'Voyages/keel.md': '# Keel\n\nOak.',
};
const NEW = { 'Plans/garden.md': '# Garden\n\nBeans along the wall.' };

async function importFrom(files: Readonly<Record<string, string>>, lastModified: number): Promise<void> {
  await app.page.evaluate(
    ([texts, at]) =>
      window.hearth.import(
        Object.entries(texts).map(([path, text]) => ({
          path,
          file: new File([text], path.slice(path.lastIndexOf('/') + 1), { lastModified: at }),
        })),
      ),
    [files, lastModified] as const,
  );
  await settled(app.page);
}

test('old things are archived, found and read without a network, and brought back', async () => {
  app = await openApp();
  const { page } = app;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await importFrom(OLD, Date.now() - 900 * DAY_MS);
  await importFrom(NEW, Date.now() - DAY_MS);
  await app.go('#/settings/data');
  const section = page.getByRole('region', { name: 'Archive' });
  await section.getByText(/^2 things\. About/).waitFor();
  await section.getByRole('button', { name: 'Archive', exact: true }).click();
  await section.getByText(/^Not changed since/).waitFor();
  await section.getByText(/^2 things, /).waitFor();
  await app.go('#/library');
  await page.getByText('Garden').first().waitFor();
  expect(await page.getByText('Lantern').count()).toBe(0);

  await app.go('#/settings');
  await page.getByText('Works with the network off, from now on').waitFor({ timeout: 60_000 });
  await app.goOffline();
  await app.go('#/find?q=stern');
  await page.getByText(/^In the archive “Not changed since/).waitFor();
  await page.getByRole('button', { name: /hangs in the stern/ }).click();
  await page.getByText(/^This lies in the archive/).waitFor();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByText('It is back among your things.').waitFor();
  await expect.poll(() => page.getByText(/^This lies in the archive/).count()).toBe(0);
  await expect.poll(() => page.getByText(/^In the archive/).count()).toBe(0);
  await app.go('#/library');
  await page.getByText('Lantern').first().waitFor();
  app.forgive(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/);
}, 120_000);

test('before the place is full it is said, and what could go; the diagnostics are copied without contents', async () => {
  app = await openApp({ blank: true });
  const { page, context } = app;
  const { origin } = new URL(app.url);
  const devtools = await context.newCDPSession(page);
  // What the browser tells of it is the same as without it.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 600_000_000 });
  await app.go('');
  await skipWelcome(page);
  await importFrom(OLD, Date.now() - 900 * DAY_MS);
  await page.getByText(/left for Hearth in this browser/).waitFor();
  await page.getByRole('button', { name: 'What could go' }).click();
  const room = page.getByRole('region', { name: 'Room' });
  await room.getByText(/^Things not changed for a year: about/).waitFor();
  await page.getByRole('button', { name: 'Tell me tomorrow' }).click();
  expect(await page.getByText(/left for Hearth in this browser/).count()).toBe(0);
  await page.reload();
  await room.waitFor();
  expect(await page.getByText(/left for Hearth in this browser/).count()).toBe(0);

  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await app.go('#/settings/diagnostics');
  await page.getByText('Last restore drill').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.getByText('Copied. It holds none of your contents.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/engine: PostgreSQL .*\n {2}durability: flushed/);
  expect(text).toMatch(/this tab: leader\n {2}tabs: 1/);
  expect(text).not.toMatch(/lantern|voyages|stern/i);
}, 120_000);
