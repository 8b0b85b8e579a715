import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type App, dropPaths, goToArea, importTexts, openApp, skipWelcome } from './app.ts';

let app: App;

afterEach(() => app?.close());

const FULL = /full|room|space/i;

describe('a full disk', () => {
  test('refuses the write in a clear sentence, keeps all readable, and works again when there is room', async () => {
    app = await openApp();
    const { page } = app;
    await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
    await app.go('#/library');
    const devtools = await app.context.newCDPSession(page);
    const { origin } = new URL(app.url);
    const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });

    const refused = await page.evaluate(async () => {
      for (let at = 0; at < 200; at++) {
        const text = Array.from({ length: 40_000 }, (_, word) =>
          ((at * 40_000 + word) * 2_654_435_761).toString(36),
        ).join(' ');
        const command = window.hearth.command('create-note', {
          itemId: window.hearth.newId(),
          title: `Filler ${at}`,
          text,
        });
        const error: { code?: string; message?: string } | null = await command.then(
          () => null,
          (thrown: Error) => thrown,
        );
        if (error !== null) return { code: error.code, message: error.message };
      }
      return null;
    });
    expect(refused).toMatchObject({ code: 'storage-full', message: expect.stringMatching(FULL) });

    const folder = await mkdtemp(join(tmpdir(), 'hearth-full-'));
    await writeFile(join(folder, 'large.txt'), randomBytes(3_000_000).toString('hex'));
    await dropPaths(page, [join(folder, 'large.txt')]);
    await page.getByText(FULL).first().waitFor({ timeout: 60_000 });
    await rm(folder, { recursive: true });
    const found = await page.evaluate(
      async () => (await window.hearth.search('anchor kilograms')).items[0]?.item.title,
    );
    expect(found).toBe('Anchor');

    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    app.forgive(/no room left/);
    await expect
      .poll(() =>
        page.evaluate(() =>
          window.hearth
            .command('create-note', { itemId: window.hearth.newId(), title: 'After', text: 'Room again.' })
            .then(
              () => 'kept',
              (error: Error) => error.message,
            ),
        ),
      )
      .toBe('kept');
    app.forgive(/quota|QuotaExceeded|storage-full|full|No space/i);
  }, 120_000);
});

describe('what is kept', () => {
  test('the browser is asked to keep the data at the first note, not before, and the settings show the use', async () => {
    app = await openApp({
      prepare: (context) =>
        context.addInitScript(() => {
          let asked = 0;
          Object.defineProperty(navigator.storage, 'persist', { value: async () => ++asked > 0 });
          Object.defineProperty(window, 'askedToKeep', { get: () => asked });
        }),
    });
    const { page } = app;
    const asked = () => page.evaluate(() => Reflect.get(window, 'askedToKeep'));
    await skipWelcome(page);
    expect(await asked()).toBe(0);
    await goToArea(page, 'Notes');
    await page.getByRole('button', { name: 'New note' }).click();
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    await expect.poll(asked).toBe(1);
    await app.go('#/settings/data');
    await page.getByText('Notes, texts and conversations').waitFor();
    // Chromium's own figure is not believed: so much was tried.
    await page.getByText(/^At least .* are free$/).waitFor();
  });
});

describe('a browser that gives less', () => {
  test('without storage Hearth works in memory, and says so', async () => {
    app = await openApp({
      blank: true,
      prepare: async (context) => {
        // Ahead of the kernel's own script: the directory is refused as in a private window of some browsers.
        await context.route(/kernel\.worker-.*\.js/, async (route) => {
          const response = await route.fetch();
          const refuse =
            "navigator.storage.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'));\n";
          await route.fulfill({ response, body: refuse + (await response.text()) });
        });
      },
    });
    const { page } = app;
    await page.goto(app.url);
    await page
      .getByText(/This browser gives Hearth no place to keep data/)
      .first()
      .waitFor();
    await skipWelcome(page);
    await importTexts(page, { 'a.md': '# Kept for now\n\nOnly in memory.' });
    expect(await page.evaluate(async () => (await window.hearth.status()).engine)).toBe('sqlite-memory');
    expect(await page.evaluate(async () => (await window.hearth.search('memory')).total)).toBe(1);
    app.forgive(/denied|404/);
  });

  for (const [missing, what, said] of [
    ['workers', 'Worker', 'This browser starts no workers, and Hearth cannot run without them.'],
    ['locks', 'locks', 'This browser gives Hearth no Web Locks here, and Hearth cannot run without them.'],
  ] as const) {
    test(`without ${missing} the page says what is missing and is not blank`, async () => {
      app = await openApp({
        blank: true,
        prepare: (context) =>
          context.addInitScript((name) => {
            if (name === 'Worker') Reflect.deleteProperty(window, 'Worker');
            else Reflect.deleteProperty(Navigator.prototype, 'locks');
          }, what),
      });
      const { page } = app;
      await page.goto(app.url);
      await page.getByText(said).first().waitFor();
      app.forgive(/Worker|locks|undefined|unsupported/i);
    });
  }
});
