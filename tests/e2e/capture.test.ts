import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, skipWelcome } from './app.ts';

declare global {
  interface Window {
    /** Hands over what the system opened with Hearth. */
    launch: (params: { readonly files: readonly FileSystemHandle[] }) => void;
  }
}

/** What no headless browser does is left out: the system's own share sheet, its protocol handlers, and that it opens files. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp({
    // The browser's own queue, which only an installed app is given something by: whoever is to take it is kept for the test.
    prepare: (context) =>
      context.addInitScript(() => {
        const setConsumer = (consumer: Window['launch']) => {
          window.launch = consumer;
        };
        Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
      }),
  });
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

test('files that the system opens with Hearth come into the library; folders among them do not', async () => {
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('opened', { create: true });
    const handles: FileSystemHandle[] = [folder];
    for (const [name, text] of [
      ['harvest.md', '# Harvest\n\nForty kilograms of plums.'],
      ['letter.txt', 'The letter of the notary.'],
      [
        'trip.ics',
        'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260501T100000Z\r\nSUMMARY:Ferry\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      ],
    ] as const) {
      const handle = await folder.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
      handles.push(handle);
    }
    window.launch({ files: handles });
  });
  await page.getByRole('main').getByRole('heading', { level: 1, name: 'Library' }).waitFor();
  await expect.poll(titles, { timeout: 30_000 }).toEqual(expect.arrayContaining(['Harvest', 'letter', 'Ferry']));
}, 60_000);
