import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, importTexts, openApp } from './app.ts';
import { axeFinds } from './axe.ts';
import { goBare } from './bare-page.ts';

/** Bits that turned in a store are found, said, and mended by the way that Hearth offers. */

const PHRASE = 'The anchor weighs 40 kilograms';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp({ blank: true });
  page = app.page;
  await page.goto(`${app.url}?store=sqlite#/library`);
  await importTexts(page, {
    'Papers/anchor.md': `# Anchor\n\n${PHRASE}.`,
    'Papers/clock.md': '# Clock\n\nThe clock stands in the hall.',
  });
  await page.evaluate(() => window.hearth.backUpNow());
}, 60_000);

afterAll(() => {
  app?.forgive(/favicon|damaged/);
  return app?.close();
});

/** Turns a bit in each place where the database's files hold the phrase; returns how many they are. */
const turnBits = (of: Page, phrase: string): Promise<number> =>
  of.evaluate(async (wanted) => {
    let folder = await navigator.storage.getDirectory();
    for (const name of ['hearth', 'sqlite-1', 'db', '.opaque']) folder = await folder.getDirectoryHandle(name);
    let turned = 0;
    for await (const handle of folder.values()) {
      const file = handle as FileSystemFileHandle;
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const text = new TextDecoder('latin1').decode(bytes);
      const places = [...text.matchAll(new RegExp(wanted, 'g'))].map(({ index }) => index);
      if (places.length === 0) continue;
      for (const at of places) bytes[at] = (bytes[at] ?? 0) ^ 1;
      turned += places.length;
      const writable = await file.createWritable();
      await writable.write(bytes);
      await writable.close();
    }
    return turned;
  }, phrase);

const titles = () =>
  page.evaluate(async () => (await window.hearth.query('items', {})).items.map(({ title }) => title).sort());

test('bits that turned are found and named, nothing can be changed, and the repair gives all back', async () => {
  await goBare(page, app.url);
  expect(await turnBits(page, PHRASE)).toBeGreaterThan(0);
  await page.goto(`${app.url}#/settings/data`);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('Part of what is stored here is damaged.', { exact: false }).first().waitFor();
  const refused = await page.evaluate(() =>
    window.hearth.command('create-note', { itemId: window.hearth.newId(), title: 'New', text: '' }).then(
      () => null,
      ({ code }: { code: string }) => code,
    ),
  );
  expect(refused).toBe('read-only');
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole('button', { name: 'Repair', exact: true }).click();
  await page.getByText('Everything that was stored could be put together again.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Use what was saved' }).click();
  await page.getByText('All is well').waitFor();
  expect(await titles()).toEqual(['Anchor', 'Clock']);
  await page.evaluate(() => window.hearth.settled());
  const found = await page.evaluate(() => window.hearth.search('kilograms'));
  expect(JSON.stringify(found)).toContain('kilograms');
  await page.evaluate(() =>
    window.hearth.command('create-note', { itemId: window.hearth.newId(), title: 'New', text: 'More.' }),
  );
  expect(await titles()).toEqual(['Anchor', 'Clock', 'New']);
}, 90_000);
