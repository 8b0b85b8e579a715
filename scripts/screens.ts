import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { findChromium } from '../tests/browser/harness/browser.ts';
import { DIST, ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { serveStatic } from './serve.ts';

/** Takes a picture of every screen into `docs/screens/`, light and dark, at three widths, in both languages. */

declare const window: Window & { readonly hearth: HearthClient };

const FOLDER = join(ROOT, 'docs', 'screens');
const WIDTHS = [
  { width: 390, height: 780 },
  { width: 820, height: 1000 },
  { width: 1440, height: 900 },
] as const;
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  WIDTHS.map((viewport) => ({ name: `${colorScheme}-${viewport.width}`, colorScheme, viewport })),
);
const DESK = WIDTHS[2];
const LANGUAGES = ['en', 'de'] as const;

const dir = process.env['HEARTH_DIST'] ?? DIST;
if (dir === DIST) ensureBuilt();
await mkdir(FOLDER, { recursive: true });
const server = await serveStatic({ dir });
const profile = await mkdtemp(join(tmpdir(), 'hearth-screens-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = context.pages()[0] ?? (await context.newPage());
try {
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Ask your own things.' }).waitFor();
  for (const language of LANGUAGES) {
    await speak(language);
    await inEveryLook('welcome', language);
  }
  await speak('en');
  const addresses = await fill();
  for (const language of LANGUAGES) {
    await speak(language);
    for (const [name, route] of Object.entries(addresses)) {
      await page.goto(server.url + route);
      await page.getByRole('main').waitFor();
      await inEveryLook(name, language);
    }
  }
} finally {
  await context.close();
  await server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function speak(language: string): Promise<void> {
  await page.evaluate((value) => window.hearth.command('set-setting', { key: 'appearance.language', value }), language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

async function inEveryLook(name: string, language: string): Promise<void> {
  for (const { name: look, colorScheme, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await untilQuiet(page);
    await page.screenshot({ path: join(FOLDER, `${name}-${language}-${look}.png`), animations: 'disabled' });
  }
  await page.setViewportSize(DESK);
}

/** Until two pictures in a row are the same. */
async function untilQuiet(shown: Page): Promise<void> {
  let before = await shown.screenshot();
  for (let at = 0; at < 20; at++) {
    const after = await shown.screenshot();
    if (after.equals(before)) return;
    before = after;
  }
}

/** The sample library and one answer; the addresses of what there is to see. */
async function fill(): Promise<Record<string, string>> {
  await page.evaluate(async () => {
    await window.hearth.importSample();
    await window.hearth.settled();
  });
  await page.goto(`${server.url}#/ask`);
  const field = page.getByRole('textbox', { name: 'Ask about your things' });
  await field.fill('When was the boiler last serviced?');
  await field.press('Enter');
  await page.getByRole('button', { name: 'How this answer was made' }).waitFor({ timeout: 60_000 });
  const answer = new URL(page.url()).hash;
  await page
    .getByRole('button', { name: /Open the source/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  const source = new URL(page.url()).hash;
  const note = await page.evaluate(
    async () => (await window.hearth.query('items', { title: 'Sourdough' })).items[0]?.id ?? '',
  );
  return {
    ask: '#/ask',
    answer,
    source,
    find: '#/find?q=boiler%20service',
    notes: '#/notes',
    note: `#/notes/${note}`,
    library: '#/library',
    settings: '#/settings',
    'settings-appearance': '#/settings/appearance',
    data: '#/settings/data',
    diagnostics: '#/settings/diagnostics',
    bin: '#/library?view=bin',
  };
}
