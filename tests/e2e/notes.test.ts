import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, goToArea, openApp, settled, skipWelcome, toast } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});

afterAll(() => app?.close());

const body = (tab: Page) => tab.getByRole('textbox', { name: 'Body of the note' });
const titleField = (tab: Page) => tab.getByRole('textbox', { name: 'Title' });
const saved = (tab: Page) => tab.getByText('Saved', { exact: true }).waitFor();

/** The note's text as the store has it. */
const stored = (tab: Page, title: string): Promise<string> =>
  tab.evaluate(async (name) => {
    const { items } = await window.hearth.query('items', { title: name });
    const [item] = items;
    if (item === undefined) return '';
    return (await window.hearth.query('item', { itemId: item.id }))?.text ?? '';
  }, title);

const textOfEditor = async (tab: Page): Promise<string> =>
  (await body(tab).locator('.cm-line').allTextContents()).join('\n');

async function writeNote(title: string, text: string): Promise<void> {
  await goToArea(page, 'Notes');
  await page.getByRole('button', { name: 'New note' }).click();
  await titleField(page).fill(title);
  await titleField(page).press('Enter');
  await body(page).click();
  await page.keyboard.type(text);
  await expect.poll(() => stored(page, title)).toContain(text.split('\n').at(-1));
  await saved(page);
}

describe('a note', () => {
  test('is saved as it is typed and is there after a reload', async () => {
    await writeNote('Seed list', 'Order scorzonera from the nursery.');
    await page.reload();
    await expect.poll(() => body(page).textContent()).toContain('Order scorzonera from the nursery.');
    expect(await titleField(page).inputValue()).toBe('Seed list');
  });

  test('is found by words that were just typed', async () => {
    await settled(page);
    await goToArea(page, 'Find');
    await page.getByRole('searchbox', { name: 'Find in your things' }).fill('scorzonera');
    const found = page.getByRole('list', { name: 'What was found' });
    await found.getByRole('heading', { name: 'Seed list' }).waitFor();
    expect(await found.locator('mark').allTextContents()).toEqual(['scorzonera']);
  });

  test('that two tabs type into at once keeps both texts in both tabs and in the store', async () => {
    await writeNote('Shared page', 'Begun.\n');
    const address = new URL(page.url()).hash;
    const other = await app.newTab(address);
    await expect.poll(() => body(other).textContent()).toContain('Begun.');
    const left = Array.from({ length: 12 }, (_, at) => `left${at}`).join(' ');
    const right = Array.from({ length: 12 }, (_, at) => `right${at}`).join(' ');
    await body(page).click();
    await page.keyboard.press('Control+Home');
    await body(other).click();
    await other.keyboard.press('Control+End');
    await Promise.all([page.keyboard.type(`${left}\n`, { delay: 10 }), other.keyboard.type(right, { delay: 10 })]);
    const whole = `${left}\nBegun.\n${right}`;
    for (const tab of [page, other]) {
      await expect.poll(() => textOfEditor(tab)).toBe(whole);
    }
    await expect.poll(() => stored(page, 'Shared page')).toBe(whole);
    await other.close();
  });
});

describe('what was done can be taken back', () => {
  test('a deletion, from the message that tells of it', async () => {
    await writeNote('Short-lived', 'Will be deleted.');
    await page.getByRole('button', { name: 'More about this note' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await toast(page).getByText('Deleted “Short-lived”').waitFor();
    const row = page.getByRole('list', { name: 'Notes' }).getByRole('link', { name: /^Short-lived/ });
    await row.waitFor({ state: 'detached' });
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await row.waitFor();
  });

  test('a new name, from the message that tells of it', async () => {
    await goToArea(page, 'Library');
    const things = page.getByRole('listbox', { name: 'Things' });
    const rowOf = (title: string) => things.getByRole('option', { name: new RegExp(`^${title}`) });
    await rowOf('Short-lived').click({ modifiers: ['Control'] });
    await page.getByRole('button', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Renamed');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await rowOf('Renamed').waitFor();
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await rowOf('Short-lived').waitFor();
  });

  test('a tag, by taking it off again', async () => {
    await goToArea(page, 'Notes');
    await page.getByRole('link', { name: /^Short-lived/ }).click();
    await page.getByRole('combobox', { name: 'Add a tag' }).fill('errand');
    await page.keyboard.press('Enter');
    const tags = page.getByRole('list', { name: 'Tags' });
    await tags.getByText('#errand').waitFor();
    await tags.getByRole('button', { name: 'Remove the tag errand' }).click();
    await tags.getByText('#errand').waitFor({ state: 'detached' });
  });

  test('a tag command, by programs', async () => {
    const tags = await page.evaluate(async () => {
      const { items } = await window.hearth.query('items', { title: 'Short-lived' });
      const itemId = items[0]?.id ?? '';
      const { commandId } = await window.hearth.command('tag-item', { itemId, tags: ['kept'] });
      const before = (await window.hearth.query('item', { itemId }))?.item.tags;
      await window.hearth.command('undo', { commandId });
      return { before, after: (await window.hearth.query('item', { itemId }))?.item.tags };
    });
    expect(tags).toEqual({ before: ['kept'], after: [] });
  });
});
