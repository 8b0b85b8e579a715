import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { type App, importTexts, openApp, skipWelcome } from './app.ts';

let app: App;
const SAVED = join(tmpdir(), `hearth-export-${process.pid}.zip`);

afterEach(async () => {
  await app?.close();
  await rm(SAVED, { force: true });
});

test('everything is saved as a ZIP that others can read, and comes into another browser on the other engine', async () => {
  app = await openApp();
  await importTexts(app.page, { 'Papers/anchor.md': '# Anchor\n\nThe anchor weighs 40 kilograms.' });
  await app.page.evaluate(async () => {
    const { hearth } = window;
    const text = 'Fired at **1200**.';
    await hearth.command('create-note', { itemId: hearth.newId(), title: 'Kiln: log', text });
  });
  await app.go('#/settings/data');
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('button', { name: 'Save everything' }).click();
  expect((await download).suggestedFilename()).toMatch(/^hearth-export-\d{4}-\d\d-\d\d\.zip$/);
  await (await download).saveAs(SAVED);
  const files = unzipSync(new Uint8Array(await readFile(SAVED)));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  expect(text('notes/Kiln- log.md')).toContain('Fired at **1200**.');
  expect(text('originals/Papers/anchor.md')).toBe('# Anchor\n\nThe anchor weighs 40 kilograms.');
  expect(text('tables/items.jsonl').trim().split('\n')).toHaveLength(2);

  await app.close();
  app = await openApp();
  await skipWelcome(app.page);
  await app.go('#/settings/data');
  const { page } = app;
  await page.locator('input[accept*="zip"]').setInputFiles(SAVED);
  await page.getByRole('radio', { name: 'SQLite' }).click();
  await page.getByRole('button', { name: 'Check and read it' }).click();
  await page.getByRole('row', { name: 'Things 2 0' }).waitFor();
  await page.getByRole('button', { name: 'Use the export' }).click();
  await page.getByText('The export is in use now').waitFor();
  // Asked while one kernel ends and the next one opens: the next one answers.
  await expect.poll(() => page.evaluate(async () => (await window.hearth.status()).store.name)).toBe('SQLite');
  const found = await page.evaluate(async () => {
    await window.hearth.settled();
    return (await window.hearth.search('anchor kilograms')).items[0]?.item.title;
  });
  expect(found).toBe('Anchor');
}, 120_000);
