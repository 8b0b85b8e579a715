import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, goToArea, openApp, PHONE, settled, skipWelcome } from './app.ts';

let app: App;
let page: Page;

const NOTES = [
  { title: 'Boiler manual', folder: 'House/Heating', text: 'The boiler was serviced. The electrode was replaced.' },
  { title: 'Service report', folder: 'House', text: 'A serviced boiler with a new electrode. The boiler runs.' },
  {
    title: 'Plum tree',
    folder: 'My plans',
    text: '> [!warning] Prune it in summer.\n> Winter lets in the silver leaf.\n\nA tree for the garden.',
  },
] as const;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  await page.evaluate(async (notes) => {
    for (const note of notes) await window.hearth.command('create-note', { itemId: window.hearth.newId(), ...note });
  }, NOTES);
  await settled(page);
  await goToArea(page, 'Find');
});

afterAll(() => app?.close());

const field = () => page.getByRole('searchbox', { name: 'Find in your things' });
const found = () => page.getByRole('list', { name: 'What was found' });
const source = () => page.getByRole('complementary', { name: 'Source' });
const typed = () => field().inputValue();

test('a filter is completed by keys, and one that is not understood is named', async () => {
  await field().fill('boiler in:');
  await page.keyboard.type('h');
  const values = page.getByRole('listbox', { name: 'What the filter can be' });
  await values.getByRole('option', { name: 'House, 2 things', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => values.getByRole('option', { selected: true }).textContent()).toContain('House/Heating');
  await page.keyboard.press('Enter');
  expect(await typed()).toBe('boiler in:House/Heating ');
  await expect.poll(() => found().getByRole('heading').allTextContents()).toEqual(['Boiler manual']);
  await page.keyboard.type('in:');
  await values.waitFor();
  await page.keyboard.press('Escape');
  await values.waitFor({ state: 'detached' });
  expect(await typed()).toBe('boiler in:House/Heating in:');
  await field().fill('boiler kind:fish');
  await page.getByText('Not understood, and left out: kind:fish.').waitFor();
});

test('a program may ask for the second pass, which says that it does nothing without the model', async () => {
  const order = await page.evaluate(async () => {
    const { items } = await window.hearth.search('boiler');
    const hits = items.flatMap(({ hits: all }) => all);
    return { hits: hits.length, order: await window.hearth.rerank('boiler', hits) };
  });
  expect(order).toEqual({ hits: expect.any(Number), order: null });
  expect(order.hits).toBeGreaterThan(1);
});

test('a title is gone to in spite of a slip', async () => {
  await field().fill('plmu');
  await page.getByRole('region', { name: 'Go to' }).getByRole('button', { name: 'Plum tree' }).waitFor();
  await page.keyboard.press('Enter');
  await source().getByText('Prune it in summer.').waitFor();
  expect(await source().getByText('Warning', { exact: true }).count()).toBe(1);
  expect(await source().getByText('[!warning]').count()).toBe(0);
  // The title of a callout stands on a line of its own.
  const title = source().getByText('Prune it in summer.');
  expect(await title.evaluate((line) => getComputedStyle(line).whiteSpaceCollapse)).toBe('preserve-breaks');
});

test('a date in plain words is offered, and taken only when it is pressed', async () => {
  await field().fill('boiler yesterday');
  await page.getByRole('button', { name: 'Changed yesterday: 0 passages' }).waitFor();
  await field().fill('boiler today');
  await page.getByRole('button', { name: 'Changed today: 2 passages' }).click();
  await expect.poll(typed).toBe('boiler on:today');
  await expect.poll(() => found().getByRole('heading').count()).toBe(2);
});

test('words are found in one document, and similar things lead on', async () => {
  await field().fill('service report');
  // What was found for the words before may still be shown, and lead elsewhere.
  const report = found()
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Service report' }) });
  await report.getByRole('button').first().click();
  await source().getByRole('region', { name: 'Service report' }).focus();
  await page.keyboard.press('Control+f');
  const words = source().getByRole('textbox', { name: 'Find in this document' });
  await words.fill('BOILER');
  await source().getByText('1 of 2', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await source().getByText('2 of 2', { exact: true }).waitFor();
  await expect.poll(() => source().locator('mark').allTextContents()).toEqual(['boiler']);
  await page.keyboard.press('Escape');
  await words.waitFor({ state: 'detached' });
  await source()
    .getByRole('region', { name: 'Similar' })
    .getByRole('button', { name: /^Boiler manual/ })
    .click();
  await source().getByRole('heading', { name: 'Boiler manual' }).first().waitFor();
});

test('a search is kept, searched again on a phone, and let go', async () => {
  await field().fill('boiler');
  await page.getByRole('button', { name: 'Keep this search' }).click();
  await page.getByRole('button', { name: 'Do not keep this search any more' }).waitFor();
  await app.go('#/find');
  await page.setViewportSize(PHONE);
  const kept = page.getByRole('region', { name: 'Kept searches' });
  await field().fill('in:');
  const list = page.getByRole('listbox', { name: 'What the filter can be' });
  await list.waitFor();
  const box = await list.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= PHONE.width).toBe(true);
  await list.getByRole('option', { name: /^My plans/ }).click();
  expect(await typed()).toBe('in:"My plans" ');
  await field().fill('');
  await kept.getByRole('button', { name: 'boiler', exact: true }).click();
  await expect.poll(typed).toBe('boiler');
  await found().waitFor();
  await page.getByRole('button', { name: 'Do not keep this search any more' }).click();
  await page.getByRole('button', { name: 'Keep this search' }).waitFor();
});
