import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, importTexts, openApp } from './app.ts';
import { axeFinds } from './axe.ts';
import { breakStore, goBare, hashFiles, MARKER, replaceFile, WITNESS } from './bare-page.ts';

/** One store that is damaged, and all that can be done about it, in the order in which it is offered. */

const TITLE = 'Hearth cannot open your things';

let app: App;
let page: Page;
let marker: string;
let before: Record<string, string>;

const titles = (of: Page) =>
  of.evaluate(async () => (await window.hearth.query('items', {})).items.map(({ title }) => title));

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await importTexts(page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  await page.evaluate(() => window.hearth.backUpNow());
  await goBare(page, app.url);
  before = await hashFiles(page);
  marker = await breakStore(page, app.url);
}, 60_000);

afterAll(() => {
  app?.forgive(/favicon/);
  return app?.close();
});

test('a store that cannot be opened leads to a page that says why, that nothing is lost, and what can be done', async () => {
  await page.goto(`${app.url}#/ask`);
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  await page.getByText('Nothing was removed.').waitFor();
  await page.getByText('store-corrupt', { exact: false }).first().click();
  await page.getByText(/"message": "The mark that says/).waitFor();
  await page.getByRole('list', { name: 'Backups in this browser, the newest first' }).waitFor();
  expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
    'Try again',
    'Restore from a backup',
    'Save the raw files',
    'Start empty and keep the old one',
    'Erase everything',
  ]);
  expect(await axeFinds(page)).toEqual([]);
});

test('trying again says what comes of it, and does not go on by itself', async () => {
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Try again' }).isEnabled()).toBe(true);
  await page.getByRole('heading', { name: TITLE }).waitFor();
});

test('the raw files are saved byte by byte', async () => {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = readTar(await readFile(await (await saving).path()));
  const { [MARKER]: _, [WITNESS]: __, ...rest } = before;
  const expected = Object.entries(rest).filter(([path]) => !path.startsWith('hearth/index/'));
  expect(expected.length).toBeGreaterThan(100);
  expect(saved).toEqual(Object.fromEntries(expected));
  await page.getByText(/^Saved \d+ files, /).waitFor();
});

test('started empty, every tab goes on with nothing in it, and the old store is kept as it was', async () => {
  const other = await app.context.newPage();
  await other.goto(`${app.url}#/library`);
  await other.getByRole('heading', { name: TITLE }).waitFor();
  await page.getByRole('button', { name: 'Start empty' }).click();
  await page.getByRole('navigation', { name: 'Areas' }).first().waitFor();
  await other.getByRole('navigation', { name: 'Areas' }).first().waitFor();
  expect(await titles(other)).toEqual([]);
  await importTexts(page, { 'new.md': '# New\n\nA fresh start.' });
  expect(await titles(other)).toEqual(['New']);
  await other.close();
  await goBare(page, app.url);
  const { [MARKER]: _, [WITNESS]: __, ...rest } = before;
  const now = await hashFiles(page);
  for (const [path, hash] of Object.entries(rest)) if (path.startsWith('hearth/store-1/')) expect(now[path]).toBe(hash);
});

test('the old store, mended, can be opened again from the page, and the other one is kept', async () => {
  await replaceFile(page, MARKER, marker);
  const list = JSON.parse(await replaceFile(page, 'hearth/places.json', 'neither this nor that')) as {
    current: { id: string };
  };
  await page.goto(`${app.url}#/library`);
  await page.getByText('The file that says which store is in use cannot be read', { exact: false }).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open this one' }).first().click();
  await page.getByRole('navigation', { name: 'Areas' }).first().waitFor();
  expect(await titles(page)).toEqual(['Anchor']);
  const kept = await page.evaluate(async () => (await window.hearth.query('places', {})).kept.map(({ id }) => id));
  expect(kept).toEqual([list.current.id]);
});

test('a backup brings back what it holds, in a store beside the damaged one', async () => {
  await importTexts(page, { 'late.md': '# Late\n\nAfter the backup.' });
  await breakStore(page, app.url);
  await page.goto(`${app.url}#/library`);
  await page
    .getByRole('button', { name: /^Restore the backup of / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore beside it' }).click();
  await dialog
    .getByText(/restored/i)
    .first()
    .waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Use it now' }).click();
  await page.getByRole('navigation', { name: 'Areas' }).first().waitFor();
  expect(await titles(page)).toEqual(['Anchor']);
  expect(await page.evaluate(async () => (await window.hearth.search('kilograms')).total)).toBe(1);
  expect(await page.evaluate(async () => (await window.hearth.query('places', {})).kept.map(({ id }) => id))).toContain(
    'first',
  );
});

/** Path and SHA-256 of each file in a tar, its own extensions of long names included. */
function readTar(tar: Buffer): Record<string, string> {
  const hashes: Record<string, string> = {};
  const text = (at: number, length: number) => tar.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  let long: string | null = null;
  for (let at = 0; tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const content = tar.subarray(at + 512, at + 512 + size);
    if (text(at + 156, 1) === 'x') long = /path=(.*)\n/.exec(content.toString('utf8'))?.[1] ?? null;
    else {
      hashes[long ?? text(at, 100)] = createHash('sha256').update(content).digest('hex');
      long = null;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return hashes;
}
