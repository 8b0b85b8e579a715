import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureBoxes } from '../../src/app/source/marked-boxes.ts';
import { type App, askInPage, dropPaths, goToArea, openApp, PHONE, setSetting, settled, skipWelcome } from './app.ts';

/** The built app with the real recogniser: pictures are read in the background, found by their words, and marked. */

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
const READ_WITHIN = { timeout: 60_000 };

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});
afterAll(() => app?.close());

const pictures = () => page.evaluate(async () => (await window.hearth.query('status', {})).pictures);
const count = () =>
  page.evaluate(async () => (await window.hearth.query('items', { kinds: ['image', 'file'], limit: 1 })).total);
const titles = (query: string) =>
  page.evaluate(async (text) => {
    const filters = { kinds: ['image' as const, 'file' as const] };
    const { items } = await window.hearth.query('search', { query: text, mode: 'text', filters });
    return items.map(({ item }) => item.title).sort();
  }, query);
/** What is kept of the recogniser. */
const kept = () =>
  page.evaluate(async () => {
    const cache = await caches.open('hearth-models-v1');
    return (await cache.keys()).filter(({ url }) => url.includes('tesseract') && url.includes('verified')).length;
  });

const summaries = () =>
  page.evaluate(async () => {
    const { items } = await window.hearth.query('items', { limit: 20 });
    const views = await Promise.all(items.map(({ id }) => window.hearth.query('item', { itemId: id })));
    return Object.fromEntries(views.map((view) => [view?.item.title ?? '', view?.pictures ?? null]));
  });
async function untilRead(): Promise<void> {
  const waiting = async () => Object.values(await summaries()).reduce((sum, each) => sum + (each?.waiting ?? 0), 0);
  await expect.poll(waiting, READ_WITHIN).toBe(0);
  await settled(page);
}

/** Drops pictures and waits until nothing waits any more. */
async function add(names: readonly string[], total: number): Promise<void> {
  await dropPaths(page, names.map(fixture));
  await expect.poll(count).toBe(total);
  await untilRead();
}

const source = () => page.getByRole('complementary', { name: 'Source' });
const picture = () => source().getByRole('img');

async function openFound(words: string, title: string): Promise<void> {
  await goToArea(page, 'Find');
  await page.getByRole('searchbox', { name: 'Find in your things' }).fill(words);
  const found = page.getByRole('list', { name: 'What was found' }).getByRole('listitem');
  await found
    .filter({ has: page.getByRole('heading', { name: title }) })
    .getByRole('button')
    .first()
    .click();
  await picture().waitFor();
}

/** The share of dark points in the first mark: letters on paper have some, and are not all of it. */
const ink = () =>
  picture().evaluate(async (shown) => {
    const image = shown as HTMLImageElement;
    await image.decode();
    const mark = image.parentElement?.querySelector('mark')?.getBoundingClientRect();
    const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
    if (!mark || !context) return null;
    context.drawImage(image, 0, 0);
    const frame = image.getBoundingClientRect();
    const scale = image.naturalWidth / frame.width;
    const [x, y] = [(mark.left - frame.left) * scale, (mark.top - frame.top) * scale];
    const { data } = context.getImageData(x, y, mark.width * scale, mark.height * scale);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 110) dark += 1;
    return dark / (data.length / 4);
  });

async function expectMarked(words: string): Promise<void> {
  const address = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
  const [itemId = '', start, end] = ['source', 'start', 'end'].map(
    (key) => address.get(key)?.replaceAll('"', '') ?? '',
  );
  const view = await page.evaluate((id) => window.hearth.query('item', { itemId: id as never }), itemId);
  const span = { start: Number(start), end: Number(end) };
  expect(view?.text.slice(span.start, span.end)).toContain(words);
  const boxes = pictureBoxes(view?.places ?? [], span);
  const marks = picture().locator('xpath=..').locator('mark');
  await expect.poll(() => marks.count()).toBe(boxes.length);
  const dark = await ink();
  expect(dark).toBeGreaterThan(0.05);
  expect(dark).toBeLessThan(0.4);
}

test('nothing of the recogniser is fetched before the first picture; without a network that picture waits', async () => {
  await goToArea(page, 'Settings');
  await page.getByText('Works with the network off, from now on').waitFor(READ_WITHIN);
  expect(await kept()).toBe(0);
  await page.context().setOffline(true);
  await dropPaths(page, [fixture('pictures/pillow-scan.jpg')]);
  await expect.poll(pictures).toMatchObject({ state: 'degraded', waiting: 1 });
  await settled(page);
  await goToArea(page, 'Find');
  await page.getByRole('searchbox', { name: 'Find in your things' }).fill('pillow-scan');
  await page.getByRole('region', { name: 'Go to' }).getByRole('button', { name: 'pillow-scan' }).click();
  await source().getByText('not on this device yet, and there is no network to fetch it.').waitFor();
  await picture().waitFor();
  await source().getByRole('button', { name: 'Try again' }).waitFor();
  await page.context().setOffline(false);
  app.forgive(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  await source().getByRole('button', { name: 'Try again' }).click();
  await untilRead();
  expect(await kept()).toBe(3);
}, 120_000);

test('a scan is found by its words, which are marked on it', async () => {
  await settled(page);
  await openFound('boathouse', 'pillow-scan');
  await expectMarked('boathouse');
  await source().getByText('Read by machine: some of it may be wrong.').waitFor();
  const before = await picture().boundingBox();
  await source().getByRole('button', { name: 'Larger picture' }).click();
  await expect.poll(async () => (await picture().boundingBox())?.width).toBeCloseTo((before?.width ?? 0) * 1.5, 0);
  await source().getByRole('button', { name: 'Smaller picture' }).click();
});

test('an answer cites a picture, and leads to the words in it', async () => {
  await goToArea(page, 'Ask');
  const answer = await askInPage(page, 'Where do the keys to the boathouse hang?');
  expect(await answer.textContent()).toContain('behind the green door');
  await answer.locator('[data-cite]').first().click();
  await picture().waitFor();
  await expectMarked('boathouse');
});

test('the network off, photos are read, hills have no words, and what is broken is named while the rest goes on', async () => {
  await app.goOffline();
  const names = ['pillow-phone.jpg', 'none-hills.jpg', 'bad-rest.png', 'pillow-brief.webp', 'pillow-receipt.gif'];
  await add(
    names.map((name) => `pictures/${name}`),
    6,
  );
  expect(await titles('boathouse')).toEqual(['pillow-phone', 'pillow-scan']);
  expect(await titles('Überdruckventil')).toEqual(['pillow-brief']);
  expect(await titles('"poppy roll"')).toEqual(['pillow-receipt']);
  const seen = await summaries();
  expect(seen['none-hills']).toMatchObject({ none: 1 });
  expect(seen['bad-rest']).toMatchObject({ failed: 1, reason: expect.stringContaining('broken') });
}, 120_000);

test('a photo that the camera took on its side is marked upright', async () => {
  await openFound('plumber', 'pillow-phone');
  await expectMarked('plumber');
});

test('scanned pages of a PDF are read, found and marked on their page', async () => {
  await add(['scans/scan.pdf'], 7);
  expect((await summaries())['scan']).toMatchObject({ read: 2, none: 0, failed: 0 });
  expect(await titles('Gewährleistung')).toEqual(['scan', 'pillow-brief'].sort());
  await goToArea(page, 'Find');
  await page.getByRole('searchbox', { name: 'Find in your things' }).fill('Gewährleistung kind:file');
  const found = page.getByRole('list', { name: 'What was found' }).getByRole('listitem');
  await found
    .filter({ has: page.getByRole('heading', { name: 'scan' }) })
    .getByRole('button')
    .first()
    .click();
  const third = source().getByRole('figure', { name: 'Page 3 of 3' });
  await third.locator('canvas').waitFor();
  await expect.poll(() => third.locator('mark').count()).toBeGreaterThan(0);
  await source().getByText('The words of 2 pages that are pictures were read by machine').waitFor();
  // The typed page names a font that is fetched when there is a network; without one, the device's own is drawn.
  app.forgive(/LiberationSans/);
}, 120_000);

test('on a phone the picture fits', async () => {
  await openFound('plumber', 'pillow-phone');
  await page.setViewportSize(PHONE);
  await expect.poll(async () => (await picture().boundingBox())?.width).toBeLessThan(PHONE.width);
  expect(await source().evaluate((pane) => pane.scrollWidth > pane.clientWidth)).toBe(false);
});

test('reading can be switched off in the settings', async () => {
  await setSetting(page, 'pictures.read', false);
  await dropPaths(page, [fixture('pictures/pillow-sign.jpg')]);
  await expect.poll(pictures).toMatchObject({ state: 'off', waiting: 1 });
});
