import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, askInPage, DESKTOP, goToArea, importTexts, openApp, PHONE, setSetting } from './app.ts';
import { axeFinds } from './axe.ts';

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = app.page;
});
afterAll(() => app?.close());

const bell = (tab: Page) => tab.getByRole('button', { name: /^What happened/ }).filter({ visible: true });
const tray = (tab: Page) => tab.getByRole('dialog', { name: 'What happened' });
const itemCount = () => page.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).total);

const SAID = '“Weir”: 1 thing added or brought up to date, 1 file could not be read.';

async function axeInBothLooks(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFinds(page), colorScheme).toEqual([]);
  }
}

test('an import is told in every tab, is taken back from the tray by keyboard, and the things are gone', async () => {
  const other = await app.newTab('#/notes');
  await importTexts(page, { 'Kiln/broken.pdf': 'no pdf' }, 'Kiln');
  await importTexts(page, { 'Weir/heron.md': 'The heron nested by the weir.', 'Weir/broken.pdf': 'nor this' }, 'Weir');
  for (const tab of [page, other]) await expect.poll(() => bell(tab).getAttribute('aria-label')).toContain('2 new');
  expect(await itemCount()).toBe(1);

  await page.bringToFront();
  await page.keyboard.press('b');
  const entries = tray(page).getByRole('listitem');
  await entries.getByText(SAID).waitFor();
  await axeInBothLooks();
  // What is shown has been read, in all tabs.
  await expect.poll(() => bell(other).getAttribute('aria-label')).toBe('What happened');

  const undo = entries.getByRole('button', { name: `Undo: ${SAID}` });
  await entries.getByRole('button', { name: `Show: ${SAID}` }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect.poll(() => entries.count()).toBe(1);
  await page.keyboard.press('Tab');
  await expect.poll(() => undo.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(itemCount).toBe(0);
  await entries.getByText('Taken back').waitFor();

  await bell(other).click();
  await tray(other).getByRole('listitem').getByText('Taken back').waitFor();
  await entries.getByRole('button', { name: 'Put away' }).focus();
  await page.keyboard.press('Delete');
  for (const tab of [page, other]) await tray(tab).getByText('Nothing to tell').waitFor();
  await page.keyboard.press('Escape');
  await tray(page).waitFor({ state: 'detached' });
  await other.close();
}, 120_000);

/** Asks in the conversation, as a program does; resolves when the answer is there. */
const askThere = (conversationId: string) =>
  page.evaluate(async (id) => {
    const { hearth } = window;
    const [messageId, answerId, runId] = [hearth.newId(), hearth.newId(), hearth.newId()];
    const ids = { conversationId: id, messageId, answerId, runId, parentId: null };
    await hearth.command('send-message', { ...ids, text: 'Where did the heron nest?' });
    await hearth.settled();
  }, conversationId);

test('an answer is told when nobody sees it come, right after one has gone elsewhere too', async () => {
  await importTexts(page, { 'heron.md': 'The heron nested by the weir.' });
  await goToArea(page, 'Ask');
  await askInPage(page, 'Where did the heron nest?');
  const [, conversationId = ''] = /#\/ask\/([0-9a-f-]+)/.exec(page.url()) ?? [];
  expect(await bell(page).getAttribute('aria-label')).toBe('What happened');
  await goToArea(page, 'Library');
  await askThere(conversationId);
  await expect.poll(() => bell(page).getAttribute('aria-label')).toContain('1 new');
  await page.keyboard.press('b');
  await tray(page).getByRole('listitem').getByText('The answer is there: “').waitFor();
  // The import stands there too.
  for (const left of [1, 0]) {
    await tray(page).getByRole('button', { name: 'Put away' }).first().click();
    await expect.poll(() => tray(page).getByRole('listitem').count()).toBe(left);
  }
  await page.keyboard.press('Escape');
  await tray(page).waitFor({ state: 'detached' });
}, 120_000);

test('on a phone it is a sheet, with room for fingers, in the language that is set', async () => {
  await page.setViewportSize(PHONE);
  await importTexts(page, { 'Pond/heron.md': 'The heron stands.', 'Pond/broken.pdf': 'no pdf' }, 'Pond');
  await bell(page).click();
  await tray(page).getByRole('listitem').waitFor();
  await axeInBothLooks();
  const icons = tray(page).getByRole('button', { name: /^(Put away|Close)$/ });
  expect(await icons.count()).toBe(2);
  for (const button of await icons.all()) {
    const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
  await setSetting(page, 'appearance.language', 'de');
  const german = page.getByRole('dialog', { name: 'Was geschehen ist' });
  await german.getByText('„Pond“: 1 Eintrag hinzugefügt oder erneuert, 1 Datei war nicht zu lesen.').waitFor();
  await german.getByRole('button', { name: /^Rückgängig: / }).click();
  await german.getByText('Rückgängig gemacht', { exact: true }).waitFor();
  await setSetting(page, 'appearance.language', 'en');
  await page.setViewportSize(DESKTOP);
}, 120_000);
