import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedBoxes } from '../../src/app/source/marked-boxes.ts';
import { type App, askInPage, dropPaths, openApp, PHONE, settled, skipWelcome } from './app.ts';

const PDF = fileURLToPath(new URL('../fixtures/formats/pdf/weasyprint.pdf', import.meta.url));

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});

afterAll(() => app?.close());

const source = () => page.getByRole('complementary', { name: 'Source' });
const figure = (number: number) => source().getByRole('figure', { name: `Page ${number} of 2` });
const rectOf = (element: Element): readonly number[] => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom];
};

/** What the passage of the address is, and where it stands on the pages. */
async function marked() {
  const address = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
  const [itemId = '', start, end] = ['source', 'start', 'end'].map(
    (key) => address.get(key)?.replaceAll('"', '') ?? '',
  );
  const view = await page.evaluate((id) => window.hearth.query('item', { itemId: id as never }), itemId);
  const span = { start: Number(start), end: Number(end) };
  return { words: view?.text.slice(span.start, span.end), pages: markedBoxes(view?.places ?? [], span) };
}

/** Shares of dark points: in the middle of a mark, and in the page's margin left of it. */
const inkOf = (number: number) =>
  figure(number).evaluate((shown) => {
    const canvas = shown.querySelector('canvas');
    const mark = shown.querySelector('mark')?.getBoundingClientRect();
    const context = canvas?.getContext('2d');
    if (!canvas || !mark || !context) return null;
    const paper = canvas.getBoundingClientRect();
    const scale = canvas.width / paper.width;
    const share = (left: number, right: number): number => {
      const [width, height] = [Math.round((right - left) * scale), Math.round(mark.height * scale)];
      const { data } = context.getImageData((left - paper.left) * scale, (mark.top - paper.top) * scale, width, height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128 && (data[at + 3] ?? 0) > 128) dark += 1;
      return dark / (data.length / 4);
    };
    return { inMark: share(mark.left, mark.right), inMargin: share(paper.left, mark.left - 2) };
  });

async function expectMarks(): Promise<void> {
  const { words, pages } = await marked();
  expect(words).toContain('Kalk');
  const [first] = pages;
  if (!first) throw new Error('the passage stands on no page');
  await figure(first.page).locator('canvas').waitFor();
  const [left = 0, top = 0, right = 0, bottom = 0] = await figure(first.page).locator('canvas').evaluate(rectOf);
  const rects = await figure(first.page)
    .locator('mark')
    .evaluateAll((all) =>
      all.map((one) => {
        const rect = one.getBoundingClientRect();
        return [rect.left, rect.top, rect.right, rect.bottom];
      }),
    );
  expect(rects).toHaveLength(first.boxes.length);
  for (const [at, box] of first.boxes.entries()) {
    const wanted = [0, 1, 2, 3].map((side) =>
      side % 2 === 0 ? left + (box[side] ?? 0) * (right - left) : top + (box[side] ?? 0) * (bottom - top),
    );
    for (const side of [0, 1, 2, 3]) expect(Math.abs((rects[at]?.[side] ?? 0) - (wanted[side] ?? 0))).toBeLessThan(1);
  }
  const pane = await source().getByRole('region').first().evaluate(rectOf);
  expect(rects[0]?.[1]).toBeGreaterThanOrEqual(pane[1] ?? 0);
  expect(rects[0]?.[3]).toBeLessThanOrEqual(pane[3] ?? 0);
  const ink = await inkOf(first.page);
  expect(ink?.inMark).toBeGreaterThan(0.03);
  expect(ink?.inMargin).toBe(0);
}

test('a citation leads to the page, drawn, with the passage marked', async () => {
  await dropPaths(page, [PDF]);
  const count = () => page.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).total);
  await expect.poll(count).toBe(1);
  await settled(page);
  const answer = await askInPage(page, 'Womit werden die Bäume im Winter gestrichen?');
  await answer.locator('[data-cite]').first().click();
  await expectMarks();
  expect(await figure(2).textContent()).toContain('Die Bäume werden mit Kalk gestrichen');
});

test('pages can be made larger, and changed for the text, which is remembered', async () => {
  const before = await figure(1).boundingBox();
  await source().getByRole('button', { name: 'Larger pages' }).click();
  await expect.poll(async () => (await figure(1).boundingBox())?.width).toBeCloseTo((before?.width ?? 0) * 1.5, 0);
  await source().getByRole('button', { name: 'Smaller pages' }).click();
  await source().getByRole('radio', { name: 'Text' }).click();
  await expect.poll(() => source().locator('mark').allTextContents()).not.toHaveLength(0);
  expect(await source().locator('canvas').count()).toBe(0);
  await source().getByRole('button', { name: 'Close' }).click();
  await page.locator('[data-cite]').first().click();
  await source().getByRole('radio', { name: 'Text', checked: true }).waitFor();
  await source().getByRole('radio', { name: 'Pages' }).click();
});

test('on a phone the page fits, and the mark is where it was', async () => {
  await page.setViewportSize(PHONE);
  await expect.poll(async () => (await figure(1).boundingBox())?.width).toBeLessThan(PHONE.width);
  await expectMarks();
  const wide = await source().evaluate((pane) => pane.scrollWidth > pane.clientWidth);
  expect(wide).toBe(false);
});

test('characters of fonts that a file names and does not hold are read, and looked up for its pages too', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const asked: string[] = [];
  app.context.on('request', (request) => asked.push(request.url()));
  await dropPaths(page, [PDF.replace('weasyprint.pdf', 'reportlab-asian.pdf')]);
  const text = () =>
    page.evaluate(async () => {
      const item = (await window.hearth.query('items', { title: 'Three letters' })).items[0];
      return item && (await window.hearth.query('item', { itemId: item.id }))?.text;
    });
  await expect.poll(text, { timeout: 60_000 }).toContain('灯塔守护人每天晚上写信');
  await settled(page);
  const inReading = asked.filter((url) => url.endsWith('.bcmap')).length;
  await app.go('#/find?q=%E7%81%AF%E5%8F%B0');
  await page.getByRole('list', { name: 'What was found' }).getByRole('button').first().click();
  await source().getByRole('figure', { name: 'Page 1 of 1' }).locator('canvas').waitFor();
  const codes = asked.slice(inReading).filter((url) => /UniJIS-UCS2-H.*\.bcmap$/.test(url));
  expect(codes.every((url) => url.startsWith(app.url))).toBe(true);
  expect(codes.length).toBeGreaterThan(0);
});
