import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, PHONE, skipWelcome, toast } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});

afterAll(() => app?.close());

const dialog = () => page.getByRole('dialog');
const versions = () => dialog().getByRole('navigation', { name: 'Versions, newest first' }).getByRole('button');

async function makeNote(title: string, text: string): Promise<string> {
  return page.evaluate(
    async ([name, words]) => {
      const itemId = window.hearth.newId();
      await window.hearth.command('create-note', { itemId, title: name, text: words });
      return itemId;
    },
    [title, text] as const,
  );
}

async function openHistory(): Promise<void> {
  await page.getByRole('button', { name: 'More about this note' }).click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  await versions().first().waitFor();
}

test('a note’s history shows what was done and what changed, and an earlier version comes back, with undo', async () => {
  const itemId = await makeNote('Pond', 'The heron stands in the pond.');
  await app.go(`#/notes/${itemId}`);
  const body = page.getByRole('textbox', { name: 'Body of the note' });
  await body.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('In winter it is frozen. ');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.evaluate((id) => window.hearth.command('rename-item', { itemId: id, title: 'Garden pond' }), itemId);
  await openHistory();
  expect(await versions().count()).toBe(2);
  expect(await versions().first().textContent()).toContain('Renamed from “Pond” to “Garden pond”');
  await expect.poll(() => dialog().locator('ins').allTextContents()).toEqual(['Added: In winter it is frozen.']);
  await versions().first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await versions().nth(1).getAttribute('aria-current')).toBe('true');
  await dialog().getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => body.textContent()).toBe('The heron stands in the pond.');
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Pond');
  await toast(page)
    .getByText(/Restored as it was/)
    .waitFor();
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => body.textContent()).toContain('In winter it is frozen.');
});

test('on a phone the list of versions and one of them come one after the other', async () => {
  await page.setViewportSize(PHONE);
  await openHistory();
  const restore = dialog().getByRole('button', { name: 'Restore this version' });
  expect(await restore.isVisible()).toBe(false);
  await versions().last().click();
  await restore.waitFor();
  expect(await versions().last().isVisible()).toBe(false);
  await dialog().getByRole('button', { name: 'All versions' }).click();
  await versions().last().waitFor();
  await page.keyboard.press('Escape');
});

test('the bin says when things go; what is deleted for good is asked for first, and is nowhere any more', async () => {
  for (const title of ['Kiln', 'Glaze', 'Clay']) {
    const itemId = await makeNote(title, `Words about ${title}.`);
    await page.evaluate((id) => window.hearth.command('delete-item', { itemId: id }), itemId);
  }
  await app.go('#/library?view=bin');
  const bin = page.getByRole('listbox', { name: 'Bin' });
  await bin.getByText('Kiln').waitFor();
  const goes = new Date(Date.now() + 30 * 86_400_000);
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(goes);
  await expect.poll(() => bin.getByRole('option').first().textContent()).toContain(`goes on ${day}`);
  await bin.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  expect(await bin.getByRole('option').count()).toBe(3);
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await dialog().getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('The bin is empty').waitFor();
  await toast(page).getByText('Deleted 3 things for good.').waitFor();
  const left = await page.evaluate(() => window.hearth.query('items', { deleted: true }));
  expect(left.total).toBe(0);
});

test('how long things are kept is chosen in the settings, and the bin says so', async () => {
  await app.go('#/settings/data');
  await page.getByRole('button', { name: /Keep deleted things/ }).click();
  await page.getByRole('menuitemradio', { name: '7 days' }).click();
  await app.go('#/library?view=bin');
  await page.getByText('What you delete stays here for 7 days, then goes for good.').waitFor();
});
