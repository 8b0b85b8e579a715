import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, dropPaths, goToArea, openApp, settled } from './app.ts';
import { HOUSEHOLD, writeFolder } from './household.ts';

let app: App;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-household-'));
  await writeFolder(join(folder, 'Household'), HOUSEHOLD);
  app = await openApp({ model: true });
  page = app.page;
});

afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

const things = (): Locator => page.getByRole('listbox', { name: 'Things' });

const report = (): Locator => page.getByRole('dialog', { name: 'What became of “Household”' });

async function expectMarkInView(quoted: string): Promise<void> {
  const mark = page.getByRole('complementary', { name: 'Source' }).locator('mark').first();
  await mark.waitFor();
  await expect.poll(() => mark.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(800);
  const marked = await page.getByRole('complementary', { name: 'Source' }).locator('mark').allTextContents();
  expect(marked.join('')).toBe(quoted);
}

/** The words of a quotation, without the number of its citation. */
const quotedWords = (answer: Locator): Promise<string> =>
  answer
    .getByRole('listitem')
    .first()
    .locator('p')
    .first()
    .evaluate((paragraph) =>
      Array.from(paragraph.childNodes)
        .filter((node) => node.nodeName !== 'BUTTON')
        .map((node) => node.textContent)
        .join(''),
    );

/** One after the other: each goes on where the one before ended. */
describe('drop a folder, ask, get a cited answer, with the network off', () => {
  test('the first screen says where to put things and what this device can do', async () => {
    await page.getByRole('heading', { name: 'Ask your own things.' }).waitFor();
    await page.getByText('Drop files or a folder').waitFor();
    await page.getByRole('list', { name: 'What this device can do' }).getByRole('listitem').first().waitFor();
  });

  test('a folder that is dropped goes into the library, and what cannot be read is named with the reason', async () => {
    await dropPaths(page, [join(folder, 'Household')]);
    await page.getByRole('region', { name: 'Import of Household' }).getByText('5 things added').waitFor();
    await page.getByRole('button', { name: '4 could not be read' }).click();
    const lines = report().getByRole('listitem');
    await expect.poll(() => lines.count()).toBe(4);
    expect((await lines.allTextContents()).sort()).toEqual([
      'Household/Letters/empty.mdCould not be read. This file is empty.',
      expect.stringMatching(/^Household\/Letters\/noise\.txtCould not be read\. ./),
      'Household/Letters/picture.txtCould not be read. This looks like a picture, not text.',
      'Household/Letters/scan.pdfCould not be read. This PDF is broken or cut off: its pages cannot be found.',
    ]);
    await report().getByRole('button', { name: 'Close' }).click();
  });

  test('the library shows what was added with the folder it lay in', async () => {
    await expect.poll(() => things().getByRole('option').count()).toBe(5);
    const rows = (await things().getByRole('option').allTextContents()).join('\n');
    for (const [title, place] of [
      ['Home', 'Household'],
      ['Plum tree', 'Household / Garden'],
      ['inventory', 'Household / Garden / Tools'],
      ['Letter from the notary', 'Household / Letters'],
    ]) {
      expect(rows).toContain(`${title}${place}`);
    }
  });

  test('an Obsidian vault keeps its tags and its links', async () => {
    await settled(page);
    await goToArea(page, 'Notes');
    await page.getByRole('link', { name: /^Boiler/ }).click();
    await page.getByText('1 note links here').waitFor();
    expect(await page.getByRole('list', { name: 'Tags' }).getByRole('listitem').allTextContents()).toEqual([
      '#heating',
      '#house',
    ]);
  });

  test('find marks the words that were looked for', async () => {
    await goToArea(page, 'Find');
    await page.getByRole('searchbox', { name: 'Find in your things' }).fill('wheelbarrow tyre');
    const found = page.getByRole('list', { name: 'What was found' });
    await found.getByRole('heading', { name: 'inventory' }).waitFor();
    expect(await found.locator('mark').allTextContents()).toEqual(['wheelbarrow', 'tyre']);
  });

  test('a question is answered with a quotation that opens its source at the passage', async () => {
    await goToArea(page, 'Ask');
    const answer = await askInPage(page, 'When was the boiler last serviced?');
    const quoted = await quotedWords(answer);
    expect(quoted).toContain('14 March 2025');
    await answer
      .getByRole('button', { name: /Passage \d+: Boiler\. Open the source/ })
      .first()
      .click();
    await expectMarkInView(quoted);
  });

  test('all of it works with the network off and the server gone', async () => {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await app.go('#/settings');
    await page.getByText('Works with the network off, from now on').waitFor({ timeout: 60_000 });
    await app.goOffline();
    await page.reload();
    await app.go('#/ask');
    const answer = await askInPage(page, 'When was the plum tree planted?');
    const quoted = await quotedWords(answer);
    expect(quoted).toContain('autumn of 2019');
    await answer
      .getByRole('button', { name: /Passage \d+: Plum tree/ })
      .first()
      .click();
    await expectMarkInView(quoted);

    await goToArea(page, 'Notes');
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Plum tree/ })
      .click();
    const body = page.getByRole('textbox', { name: 'Body of the note' });
    await body.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Pruned by the quillwright in February.');
    await page.getByText('Saved', { exact: true }).waitFor();

    await goToArea(page, 'Find');
    await page.getByRole('searchbox', { name: 'Find in your things' }).fill('quillwright');
    await page.getByRole('list', { name: 'What was found' }).getByRole('heading', { name: 'Plum tree' }).waitFor();
  });

  test('nothing but the own origin was asked for anything', () => {
    expect(app.foreign()).toEqual([]);
    expect(app.problems).toEqual([]);
  });
});
