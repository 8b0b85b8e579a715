import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, DESKTOP, dropPaths, goToArea, importTexts, openApp, PHONE, settled, skipWelcome } from './app.ts';

/** How each kind of thing opens beside what is found. */

const FORMATS = fileURLToPath(new URL('../fixtures/formats', import.meta.url));
const ROWS = 100_000;
const NEEDLE = 77_777;
/** However busy the machine is: a table that is drawn whole blocks the page for many seconds. */
const MOST_MS = 1_500;

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});

afterAll(() => app?.close());

const PLAN =
  'The boiler was serviced by Acme Heating in March, and the bill came to 120 euros with travel. The burner was cleaned, the electrode replaced and the pressure set to 1.6 bar. The guarantee runs for five years from the installation in October 2021, and a service each year is needed to keep it.';

const source = (): Locator => page.getByRole('complementary', { name: 'Source' });

/** Opens the first thing that is found, by keys alone. */
async function openFirst(query: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Find in your things' });
  await field.fill(query);
  // What was found for the words before may still be shown.
  const title = await page.evaluate(
    async (words) => (await window.hearth.search(words)).items[0]?.item.title ?? '',
    query,
  );
  const found = page.getByRole('list', { name: 'What was found' });
  await expect.poll(() => found.getByRole('heading').first().textContent()).toBe(title);
  await field.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Milliseconds of the longest task while `work` was done. */
async function longestTask(work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    Reflect.set(window, 'longTasks', seen);
  });
  await work();
  return page.evaluate(() => Math.max(0, ...(Reflect.get(window, 'longTasks') as number[])));
}

test('there is something of each kind to open', async () => {
  const rows = Array.from({ length: ROWS }, (_, i) =>
    [i + 1, ['Bonn', 'Köln', 'Ulm'][i % 3], i === NEEDLE ? 'a needle' : ''].join(','),
  );
  await importTexts(page, {
    'Tables/spending.csv': `Number,City,Remark\n${rows.join('\n')}\n`,
    'Plans/heating.md': `# Heating\n\n${PLAN}\n`,
    'Plans/heating-2.md': `# Heating\n\n${PLAN.replace('120 euros', '135 euros')}\n`,
    'Code/rent.py': 'import math\n\n\ndef rent(area):\n    return math.ceil(area * 11.5)\n',
  });
  await dropPaths(page, [`${FORMATS}/xlsx`, `${FORMATS}/exports/claude.json`, `${FORMATS}/vcf`]);
  const newest = () =>
    page.evaluate(async () => (await window.hearth.query('imports', { limit: 1 }))[0] ?? { status: '', label: '' });
  await expect.poll(async () => (await newest()).label).not.toBe('Seed');
  await expect.poll(async () => (await newest()).status, { timeout: 60_000 }).toBe('done');
  await settled(page);
  await goToArea(page, 'Find');
}, 240_000);

test('a table of 100,000 rows opens at the row that was found, and says where that is', async () => {
  const longest = await longestTask(async () => {
    await openFirst('needle kind:table');
    await source().getByRole('grid', { name: 'spending' }).waitFor();
  });
  expect(longest).toBeLessThan(MOST_MS);
  const found = page.getByRole('list', { name: 'What was found' });
  await found.getByText(`row ${(NEEDLE + 2).toLocaleString('en')}`).waitFor();
  const grid = source().getByRole('grid', { name: 'spending' });
  await grid.waitFor();
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
  expect(await grid.getAttribute('aria-colcount')).toBe('4');
  const row = grid.getByRole('row').filter({ has: page.getByRole('rowheader', { name: String(NEEDLE + 2) }) });
  await expect.poll(() => row.getByRole('gridcell').allTextContents()).toEqual([String(NEEDLE + 1), 'Ulm', 'a needle']);
  await expect
    .poll(async () => {
      const [outer, inner] = [await grid.boundingBox(), await row.boundingBox()];
      return outer !== null && inner !== null && inner.y > outer.y && inner.y + inner.height < outer.y + outer.height;
    })
    .toBe(true);
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
  await source().getByText('100,000 rows, 3 columns.').waitFor();
});

test('a table is walked by keys, and the cell that they stand on is named', async () => {
  const grid = source().getByRole('grid', { name: 'spending' });
  await grid.focus();
  const active = () =>
    grid.evaluate((shown) => {
      const cell = document.getElementById(shown.getAttribute('aria-activedescendant') ?? '');
      return [cell?.closest('[role=row]')?.getAttribute('aria-rowindex'), cell?.textContent] as const;
    });
  await expect.poll(active).toEqual([String(NEEDLE + 2), String(NEEDLE + 1)]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(active).toEqual([String(NEEDLE + 2), 'a needle']);
  const longest = await longestTask(async () => {
    await page.keyboard.press('Control+End');
    await expect.poll(active).toEqual([String(ROWS + 1), '']);
    await expect.poll(() => grid.evaluate((shown) => shown.scrollTop)).toBeGreaterThan(ROWS * 30);
    await page.keyboard.press('Control+Home');
    await expect.poll(active).toEqual(['2', '1']);
    await grid.hover();
    const wheel = async () => {
      await page.mouse.wheel(0, 60_000);
      return grid.evaluate((shown) => shown.scrollTop);
    };
    await expect.poll(wheel).toBeGreaterThan(50_000);
  });
  expect(longest).toBeLessThan(MOST_MS);
  await source().getByRole('button', { name: 'To the passage' }).press('Enter');
  await grid.getByRole('rowheader', { name: String(NEEDLE + 2), exact: true }).waitFor();
});

test('words are found in the cells of a table, not in the names of its columns', async () => {
  await source().getByRole('grid').focus();
  await page.keyboard.press('Control+f');
  await source().getByRole('textbox', { name: 'Find in this document' }).fill('needle');
  await source().getByText('1 of 1', { exact: true }).waitFor();
  await expect.poll(() => source().locator('mark').allTextContents()).toEqual(['needle']);
  await source().getByRole('textbox', { name: 'Find in this document' }).fill('Remark');
  await source().getByText('Not in it').waitFor();
  await page.keyboard.press('Escape');
});

test('the sheets of a workbook are tabs, and the passage opens its own', async () => {
  await openFirst('Kitchen kind:table in:xlsx');
  const tabs = source().getByRole('tablist', { name: 'Sheets' });
  await expect.poll(() => tabs.getByRole('tab', { selected: true }).textContent()).toBe('Rooms');
  await expect.poll(() => source().locator('mark').allTextContents()).toContain('Kitchen');
  await tabs.getByRole('tab', { selected: true }).press('ArrowLeft');
  await source().getByRole('gridcell', { name: /^Anna/ }).waitFor();
  await expect.poll(() => tabs.getByRole('tab', { selected: true }).textContent()).toBe('People');
});

test('on a phone a table scrolls sideways in itself, and nothing else does', async () => {
  await openFirst('Kitchen kind:table in:xlsx');
  await page.setViewportSize(PHONE);
  await source().getByRole('tab', { name: 'People' }).click();
  const grid = source().getByRole('grid');
  const over = (shown: Element) => shown.scrollWidth - shown.clientWidth;
  await expect.poll(() => grid.evaluate(over)).toBeGreaterThan(0);
  expect(await source().getByRole('region').first().evaluate(over)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.setViewportSize(DESKTOP);
});

test('a program has the numbers of its lines', async () => {
  await openFirst('ceil kind:code');
  const lines = source().locator('[data-line]');
  await expect.poll(() => lines.count()).toBe(5);
  expect(await lines.nth(4).textContent()).toContain('return math.ceil');
  await page.getByRole('list', { name: 'What was found' }).getByText('line 5').waitFor();
});

test('a conversation is its messages, with the branches that were left', async () => {
  await openFirst('grey kind:chat');
  await expect
    .poll(() =>
      source()
        .getByRole('region', { name: /^message of (You|Assistant)$/ })
        .count(),
    )
    .toBeGreaterThan(2);
  await source()
    .getByRole('heading', { name: /^Another branch, after/ })
    .waitFor();
  expect(await source().getByText('**').count()).toBe(0);
});

test('a contact is a card', async () => {
  await openFirst('"Anna Berg" kind:contact');
  expect(await source().getByRole('link', { name: 'anna@example.org' }).first().getAttribute('href')).toBe(
    'mailto:anna@example.org',
  );
});

test('what is nearly the same is shown with what differs, and leads on', async () => {
  await openFirst('boiler Acme in:Plans');
  const near = source().getByRole('region', { name: 'Nearly the same' });
  await near.getByText(/9\d\s?% of the words are the same/).waitFor();
  await near.getByRole('button', { name: 'What differs in Heating' }).press('Enter');
  const changes = near.getByRole('list', { name: 'What differs' });
  await expect
    .poll(() => changes.getByRole('listitem').allTextContents())
    .toEqual([expect.stringMatching(/1(20|35).*1(20|35)/)]);
  const here = await source().locator('[aria-label="Heating"]').first().textContent();
  await near.getByRole('button', { name: /^Heating/ }).press('Enter');
  await expect.poll(() => source().locator('[aria-label="Heating"]').first().textContent()).not.toBe(here);
  // It is not named a second time as similar.
  expect(
    await source()
      .getByRole('region', { name: 'Similar' })
      .getByRole('button', { name: /^Heating/ })
      .count(),
  ).toBe(0);
});

test('a file whose bytes are here already says so in the report, and leads to what it is the same as', async () => {
  await importTexts(page, { 'Copies/copy.md': `# Heating\n\n${PLAN}\n`, 'Copies/new.md': 'Something else.' }, 'Copies');
  await app.go('#/library');
  const card = page.getByRole('region', { name: 'Import of Copies' });
  await card.getByRole('button', { name: 'Report' }).click();
  const report = page.getByRole('dialog');
  await report.getByRole('button', { name: 'All files' }).click();
  await expect
    .poll(async () => (await report.getByRole('listitem').allTextContents())[0])
    .toMatch(/copy\.md.*Here already\. The same as “Plans\/heating\.md”/);
  await report.getByRole('button', { name: 'Show what became of Copies/copy.md' }).press('Enter');
  await source().getByText('Plans / heating.md').first().waitFor();
});
