import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIST } from '../../scripts/build.ts';
import { MINILM, MINILM_WASM, ORT_WEBGPU, sizeOfModel } from '../../src/core/llm/starter-models.ts';
import { type App, importTexts, openApp } from './app.ts';

declare const window: Window & {
  /** In place of the browser's own, which cannot be drained by a test. */
  readonly battery: EventTarget & { charging: boolean; level: number };
};

let app: App;
let page: Page;

const TEXTS = {
  'boat.md': '# The boat\n\nA vessel of oak that was built at Molde.\n',
  'tea.md': '# Tea\n\nIt is drunk in the afternoon, with milk.\n',
  'tooth.md': '# The dentist\n\nA tooth was pulled, and it hurt for a week.\n',
};

const learning = () => page.getByRole('region', { name: 'Search by meaning' });
const titles = (query: string) =>
  page.evaluate(
    async (asked) => (await window.hearth.search(asked, { mode: 'vector' })).items.map(({ item }) => item.title),
    query,
  );
const setting = (key: 'search.learning' | 'model.enabled', value: boolean) =>
  page.evaluate(([name, wanted]) => window.hearth.command('set-setting', { key: name, value: wanted }), [
    key,
    value,
  ] as const);

beforeAll(async () => {
  app = await openApp({
    model: true,
    prepare: (context) =>
      context.addInitScript(() => {
        const battery = Object.assign(new EventTarget(), { charging: false, level: 0.1 });
        Object.assign(window, { battery });
        Object.defineProperty(Navigator.prototype, 'getBattery', { value: async () => battery, configurable: true });
      }),
  });
  page = app.page;
  await setting('model.enabled', false);
  await importTexts(page, TEXTS);
  await app.go('#/settings');
});

afterAll(() => app?.close());

test('the runtime for graphics processors is served with the model, and no part of what every visitor downloads', () => {
  const dist = process.env['HEARTH_DIST'] ?? DIST;
  expect(statSync(join(dist, 'models', MINILM.id, ORT_WEBGPU.path)).size).toBe(ORT_WEBGPU.sizeBytes);
  expect(readdirSync(join(dist, 'assets')).filter((name) => /asyncify|jspi|jsep/.test(name))).toEqual([]);
  expect(readFileSync(join(dist, 'sw.js'), 'utf8')).not.toContain(ORT_WEBGPU.path);
});

/** One after the other: the model is loaded once. */
describe('what is learned of meanings, in the settings', () => {
  test('nothing is learned on a battery that is low, and it says so; it is learned when it is charged', async () => {
    await learning().getByText('Nothing is learned yet, 3 are waiting. It waits to spare the battery.').waitFor();
    await page.evaluate(() => {
      window.battery.charging = true;
      window.battery.dispatchEvent(new Event('chargingchange'));
    });
    await learning().getByText('All 3 passages are learned.').waitFor({ timeout: 60_000 });
    await learning().getByText('MiniLM L6 runs on the main processor.').waitFor();
    expect((await titles('a ship')).at(0)).toBe('The boat');
  }, 90_000);

  test('the room that the model takes is counted', async () => {
    const models = () => page.evaluate(async () => (await window.hearth.status()).usage.models);
    await expect.poll(models).toBe(sizeOfModel(MINILM_WASM));
  });

  test('learning can be paused and goes on by a button', async () => {
    await setting('search.learning', false);
    await importTexts(page, { 'bread.md': '# Bread\n\nDough rises in a warm kitchen.\n' });
    await learning().getByText('3 passages are learned, 1 is waiting. It is paused.').waitFor();
    await learning().getByRole('button', { name: 'Go on' }).click();
    await learning().getByText('All 4 passages are learned.').waitFor({ timeout: 60_000 });
  }, 90_000);

  test('everything can be learned again', async () => {
    await learning().getByRole('button', { name: 'Learn again' }).click();
    await page.getByText('Everything is being learned again.').waitFor();
    await learning().getByText('All 4 passages are learned.').waitFor({ timeout: 60_000 });
    expect((await titles('a ship')).at(0)).toBe('The boat');
  }, 90_000);

  test('switched off, only words are looked for', async () => {
    // The switch itself lies under its words.
    await learning().getByText('On', { exact: true }).click();
    await learning().getByText('Learning', { exact: true }).waitFor({ state: 'detached' });
    await expect.poll(() => titles('a ship')).toEqual([]);
  });
});
