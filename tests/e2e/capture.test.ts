import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, skipWelcome } from './app.ts';

/** What no headless browser does is left out: the system's own share sheet, its protocol handlers and its file handlers. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
}, 120_000);
afterAll(() => app?.close());

const titles = () =>
  page.evaluate(async () => (await window.hearth.query('items', { sort: 'title' })).items.map(({ title }) => title));

/** As the system's share sheet does it: a form is posted, and the browser goes where the answer sends it. */
const share = (fields: Readonly<Record<string, string>>, files: readonly string[] = []) =>
  page.evaluate(
    async ([values, names]) => {
      await navigator.serviceWorker.ready;
      const form = new FormData();
      for (const [name, value] of Object.entries(values)) form.set(name, value);
      for (const name of names)
        form.append('files', new File([`# ${name}\n\nShared.`], name, { type: 'text/markdown' }));
      await fetch('./share', { method: 'POST', body: form });
      // A fetch does not tell the fragment that it was sent to: what was kept names itself.
      const [kept] = await (await caches.open('hearth-shared-v1')).keys();
      return `#/capture?shared=${kept?.url.split('/').at(-2)}`;
    },
    [fields, files] as const,
  );

test('what is shared waits for the page, is shown, and is kept only with a press', async () => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const hash = await share({ title: 'Shared page', text: 'Worth keeping', url: 'https://a.example/b' }, [
    'shared-file.md',
  ]);
  expect(hash).toMatch(/^#\/capture\?shared=/);
  await app.go(hash);
  await page.getByText('https://a.example/b').waitFor();
  await page.getByText('shared-file.md').waitFor();
  expect(await titles()).toEqual([]);
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Shared page', 'shared-file.md']);
  await app.go('#/library');
  await app.go(hash);
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('');
}, 60_000);

test('a link and a selection in the address are shown and not kept; what does not fit is said', async () => {
  const before = await titles();
  await app.go(`#/capture?link=${encodeURIComponent('web+hearth:note?title=Linked&text=Hello')}`);
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Linked');
  await app.go(
    `#/capture?title=${encodeURIComponent('"2025"')}&text=${encodeURIComponent('"<img src=x onerror=alert(1)>"')}`,
  );
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('2025');
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  await app.go(`#/capture?url=${encodeURIComponent('javascript:alert(1)')}`);
  await page.getByRole('alert').getByText('is not one of a web page').waitFor();
  await app.go(`#/capture?link=${encodeURIComponent('web+hearth:nowhere')}`);
  await page.getByRole('alert').getByText('leads to nothing').waitFor();
  expect(await titles()).toEqual(before);
  await app.go('#/library');
  await page.getByRole('main').getByRole('heading', { level: 1, name: 'Library' }).waitFor();
  await page.keyboard.press('y');
  await page.getByRole('heading', { name: 'Quick note' }).waitFor();
}, 60_000);
