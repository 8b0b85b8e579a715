import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { FLAGS, findChromium } from '../tests/browser/harness/browser.ts';
import { setSetting, untilReady } from '../tests/e2e/app.ts';
import { converse, goToPlace, inLanguage, leavePlace, type Place, placesOf, settleBoxes } from '../tests/e2e/places.ts';
import { DIST, ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { serveStatic } from './serve.ts';
import { smallPng } from './small-png.ts';

/**
 * Takes a picture of every place into `docs/screens/<place>-<language>-<theme>-<width>.png`. The sample library, a fixed
 * day, less motion: the same sources give the same pictures. English is kept light and dark at three widths; German
 * light at three, as the dark theme moves no box (`tests/e2e/layout.test.ts`). `npm run screens -- find note` takes these alone.
 */

const FOLDER = process.env['HEARTH_SCREENS'] ?? join(ROOT, 'docs', 'screens');
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 820, height: 1000 },
  { width: 390, height: 780 },
] as const;
const SPOKEN = [
  { language: 'en', themes: ['light', 'dark'] },
  { language: 'de', themes: ['light'] },
] as const;
/** What was added, asked and written is of this moment; the pages that show it are of two days later. */
const FILLED_MS = Date.UTC(2026, 2, 12, 9, 30);
const SHOWN_MS = FILLED_MS + 2 * 86_400_000 + 3_600_000;
/** Of the settings, one section stands for all that look alike. */
const LEFT_OUT = /^settings-(?!appearance|folders|shortcuts|model)|^item-|^find-nothing/;
const WELCOME: Place = { name: 'welcome', address: '#/welcome', title: 'shell.hearth' };

/** The list of what works without a network moves until all is kept. */
const STILL_MS = 30_000;

const wanted = process.argv.slice(2);
const dir = process.env['HEARTH_DIST'] ?? DIST;
if (dir === DIST) ensureBuilt();
await mkdir(FOLDER, { recursive: true });
if (wanted.length === 0)
  for (const name of await readdir(FOLDER)) if (name.endsWith('.png')) await rm(join(FOLDER, name));
const server = await serveStatic({ dir });
const profile = await mkdtemp(join(tmpdir(), 'hearth-screens-'));
const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: [...FLAGS] });
const page = context.pages()[0] ?? (await context.newPage());
try {
  await fixTime(context);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(server.url);
  await untilReady(page);
  // Quotations are the same every time; what a model writes is not.
  await setSetting(page, 'model.enabled', false);
  await setSetting(page, 'search.vectors', false);
  if (isWanted(WELCOME)) await takeAll([WELCOME]);
  await speak('en');
  const places = await fill(page);
  await takeAll(places.filter(({ name }) => !LEFT_OUT.test(name)).filter(isWanted));
} finally {
  await context.close();
  await server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function isWanted({ name }: Place): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

/** Each view is opened in each width: what it shows at first may go by the room it has. */
async function takeAll(places: readonly Place[]): Promise<void> {
  for (const { language, themes } of SPOKEN) {
    await speak(language);
    const say = inLanguage(language);
    for (const viewport of WIDTHS) {
      await page.setViewportSize(viewport);
      for (const place of places) {
        await goToPlace(page, place, say);
        for (const theme of themes) await take(`${place.name}-${language}-${theme}-${viewport.width}`, theme);
        await page.emulateMedia({ colorScheme: 'light' });
        await leavePlace(page, place, say);
      }
    }
  }
}

async function take(name: string, theme: 'light' | 'dark'): Promise<void> {
  await page.mouse.move(0, 0); // what is under the hand looks otherwise
  await page.emulateMedia({ colorScheme: theme });
  await settleBoxes(page);
  await writeFile(join(FOLDER, `${name}.png`), smallPng(await pictureWhenStill()));
}

/** Two pictures in a row were the same. Throws when it never stands still. */
async function pictureWhenStill(): Promise<Buffer> {
  let before = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const giveUpMs = performance.now() + STILL_MS;
  while (performance.now() < giveUpMs) {
    const after = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (after.equals(before)) return after;
    before = after;
  }
  throw new Error(`${page.url()} does not stand still.`);
}

async function speak(language: 'en' | 'de'): Promise<void> {
  await setSetting(page, 'appearance.language', language);
  await page.waitForFunction((tag) => document.documentElement.lang === tag, language);
}

/** The page has its moment, the kernel an earlier one: its script is served with a clock in front. */
async function fixTime(of: BrowserContext): Promise<void> {
  await of.clock.setFixedTime(SHOWN_MS);
  const clock = `{ const now = performance.now.bind(performance); Date.now = () => ${FILLED_MS} + Math.floor(now() / 100); }\n`;
  await of.route(/\/kernel\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: clock + (await response.text()) });
  });
}

/** The sample library, a workspace, and one answer. Gives where there is something to see. */
async function fill(shown: Page): Promise<readonly Place[]> {
  await shown.evaluate(importSample, FILLED_MS);
  await shown.evaluate(async () => {
    for (const [name, colour, icon] of [
      ['Household', 'moss', 'house'],
      ['Chess club', 'sea', 'users'],
    ] as const)
      await window.hearth.command('create-workspace', { workspaceId: window.hearth.newId(), name, colour, icon });
    await window.hearth.settled();
  });
  const idOf = (title: string) =>
    shown.evaluate(async (name) => (await window.hearth.query('items', { title: name })).items[0]?.id ?? '', title);
  const note = await idOf('Sourdough');
  return placesOf({
    note: { id: note, title: 'Sourdough' },
    item: await idOf('Boiler'),
    table: '',
    code: '',
    words: 'boiler',
    conversation: await converse(shown, 'When was the boiler last serviced?'),
  });
}

/** Runs in the page. The sample library with days at which its files were changed, which it does not come with. */
async function importSample(filledMs: number): Promise<void> {
  const folder = new URL('sample-library/', document.baseURI);
  const manifest: { path: string; mediaType: string }[] = await (await fetch(new URL('manifest.json', folder))).json();
  const files = await Promise.all(
    manifest.map(async ({ path, mediaType: type }, at) => {
      const bytes = await (await fetch(new URL(path.split('/').map(encodeURIComponent).join('/'), folder))).blob();
      const lastModified = filledMs - ((at * 29) % 97) * 86_400_000;
      return { path: `Sample library/${path}`, file: new File([bytes], path, { type, lastModified }) };
    }),
  );
  await window.hearth.import(files, { label: 'Sample library' });
}
